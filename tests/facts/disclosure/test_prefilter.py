"""The prefilter must not lose a disclosure."""

from __future__ import annotations

import pytest

from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.prefilter import Prefilter, is_unspaced
from linter.facts.disclosure.vocabulary import LanguageTable, load_vocabulary


def needs_its_script(element: str, table: LanguageTable) -> bool:
    """Return whether an element of a shape can only match a character of an unspaced script."""
    if element.startswith("~"):
        return False
    if element.startswith("{"):
        return element.endswith("}") and all(is_unspaced(word) for word in table.words[element.strip("{}")])
    return all(is_unspaced(word) for word in element.split("|"))


def test_shapes_of_unspaced_scripts_require_a_character_of_the_script() -> None:
    """Sentences without such a character are skipped for these languages, so no shape may match one."""
    tables = [table for table in load_vocabulary().tables.values() if not table.spaced]
    shapes = [(table, shape) for table in tables for group in table.shapes.values() for shape in group]
    assert shapes
    for table, shape in shapes:
        assert any(needs_its_script(element, table) for element in shape.split()), (table.code, shape)


def test_latin_label_needs_a_boundary_to_be_a_candidate() -> None:
    prefilter = Prefilter(load_vocabulary())
    assert prefilter.candidates("The price of the product is fair.") == []
    assert prefilter.candidates("この記事は pr です。") != []


@pytest.mark.parametrize("text", ["PR: a lamp for every desk", "[PR] A lamp", "#PR for Acme", "ＰＲ"])
def test_pr_label_is_a_candidate(text: str) -> None:
    assert DisclosureDetector.default().is_candidate(text)
