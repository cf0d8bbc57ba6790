"""A short run of ``bench/fuzz/documents.py``, bounded by a count, and its corpus as it is."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.reporters import Context
from tests.conftest import ROOT
from tests.fuzz import load

FUZZ = load("documents")
HOUSE = ConfigResolver(ROOT / "tests" / "house.yml")
CONTEXT = Context(HOUSE, folder=ROOT, root=ROOT)


def many(seed: int, count: int) -> None:
    done = FUZZ.Done(every=3, fix_every=0)
    for number, name, text in islice(FUZZ.documents(seed), count):
        FUZZ.check_one(name, text, HOUSE, CONTEXT, done, number)
    assert (done.documents, done.thorough, done.fixes) == (count, count / 3, count / 3)
    assert done.fixed


@pytest.mark.parametrize("path", sorted(FUZZ.CORPUS.iterdir()), ids=lambda path: path.name)
@pytest.mark.parametrize("name", sorted(set(FUZZ.NAMES)))
def test_document_of_the_corpus_holds_in_every_format(path: Path, name: str) -> None:
    FUZZ.check_one(name, path.read_bytes().decode(), HOUSE, CONTEXT, FUZZ.Done(every=1, fix_every=0), 0)


@pytest.mark.parametrize("seed", range(4))
def test_fuzzed_documents_hold(seed: int) -> None:
    many(seed, 150)


def test_same_seed_gives_the_same_documents() -> None:
    assert list(islice(FUZZ.documents(7), 50)) == list(islice(FUZZ.documents(7), 50))
    assert list(islice(FUZZ.documents(7), 50)) != list(islice(FUZZ.documents(8), 50))


def test_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the tests above could hold vacuously."""
    monkeypatch.setattr("linter.running.line_ends.with_line_feeds", lambda source: source)
    monkeypatch.setattr("linter.running.one_file.with_line_feeds", lambda source: source)
    monkeypatch.setattr("linter.running.one_file.in_file", lambda outcome, _: outcome)
    with pytest.raises(FUZZ.FaultError):
        many(0, 2_000)
