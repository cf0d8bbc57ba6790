"""docs/audit.md: its example matches the real output; the dictionary of a run is what a run writes."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("duckdb", reason="the extra audit is not installed")

from pyarrow import parquet

from linter.audit.schema import type_name
from tests.audit import archives
from tests.conftest import ROOT
from tests.examples import console

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audit.conftest import Affilint

PAGE = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")


def test_docs_example_matches_the_output(affilint: Affilint, tmp_path: Path) -> None:
    (export,) = re.findall(r"```xml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "lamps.xml").write_text(export, encoding="utf-8")
    shown = console(PAGE)
    assert len(shown) == 4
    for command, output in shown:
        done = affilint(*command.split())
        start, cut, _ = output.partition("…\n")
        assert done.stdout.startswith(start) if cut else done.stdout == output, command
        assert done.returncode == 0
    assert (tmp_path / "audit.html").exists()


def test_docs_hold_the_dictionary_as_it_is_printed(affilint: Affilint) -> None:
    result = affilint("audit", "--schema")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout in PAGE


def test_a_run_writes_what_its_dictionary_says_and_nothing_else(affilint: Affilint, tmp_path: Path) -> None:
    pages = archives.pages(5)
    (tmp_path / "a.jsonl").write_bytes(archives.jsonl(pages) + b"no JSON\n")
    (tmp_path / "b.warc").write_bytes(b"".join(archives.warc(pages)) + b"WARC/1.1\r\nCut")
    assert affilint("audit", "a.jsonl", "b.warc", "--out", "out").returncode == 2
    out = tmp_path / "out"
    files = {file["name"]: file for file in json.loads((out / "_schema.json").read_text(encoding="utf-8"))["files"]}
    written = [path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()]
    assert {next((name for name in files if fnmatch(path, name)), path) for path in written} == set(files)
    for path in written:
        if path.endswith(".parquet"):
            (described,) = [file["fields"] for name, file in files.items() if fnmatch(path, name)]
            schema = parquet.read_schema(out / path)
            assert [(field["name"], field["type"]) for field in described] == [
                (field.name, type_name(field.type)) for field in schema
            ]
    run = json.loads((out / "_run.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (out / "_manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert list(run) == [field["name"] for field in files["_run.json"]["fields"]]
    keys = {key: type(value) for line in lines for key, value in line.items()}
    described = files["_manifest.jsonl"]["fields"]
    assert set(keys) == {field["name"] for field in described}
    words = {int: "number", str: "text", dict: "object", list: "list"}
    assert {name: words[kind] for name, kind in keys.items()} == {field["name"]: field["type"] for field in described}
    assert all(field["meaning"] for file in files.values() for field in file["fields"])
