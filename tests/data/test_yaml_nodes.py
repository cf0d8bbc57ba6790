"""Values that know where they stand."""

from __future__ import annotations

import copy

import pytest

from linter.data.yaml_nodes import DataError, once


def test_a_mistake_comes_out_of_another_process_whole() -> None:
    error = DataError("a.yml", 3, 5, "unknown key 'x'")
    again = copy.copy(error)  # by the same way as through a pipe
    assert (str(again), again.path, again.line, again.column, again.message) == (
        "a.yml:3:5: unknown key 'x'",
        "a.yml",
        3,
        5,
        "unknown key 'x'",
    )


def test_what_is_wrong_is_read_once() -> None:
    reads = []

    @once
    def read() -> str:
        reads.append(1)
        raise DataError("a.yml", 1, 1, "wrong")

    for _ in range(2):
        with pytest.raises(DataError, match=r"^a\.yml:1:1: wrong$"):
            read()
    assert len(reads) == 1
