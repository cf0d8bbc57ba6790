"""Values that know where they stand."""

from __future__ import annotations

import copy

from linter.data.yaml_nodes import DataError


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
