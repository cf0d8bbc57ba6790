"""A mistake in a shipped rule or pack is named with file, line, column and the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.data.cache import load_folder
from linter.data.yaml_nodes import DataError
from linter.rulebook.loader import Rulebook
from linter.rulebook.packs import market_packs, read_pack


def change(file: Path, right: str, wrong: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "right", "wrong", "place", "message"),
    [
        ("brand/spelling", "severity:", "severty:", "4:1", "unknown key 'severty' in a rule; did you mean 'severity'?"),
        ("brand/spelling", "check: substitute", "check: substitut", "6:8", "did you mean 'substitute'?"),
        ("brand/spelling", "{names: [],", "{nmes: [],", "7:11", "did you mean 'names'?"),
        ("brand/spelling", "names: []", "names: none", "7:18", "must be a list, not text"),
        ("brand/spelling", "{found}", "{fond}", "9:10", "does not fill the placeholder {fond}; did you mean 'found'?"),
        ("brand/spelling", "[brand.names]", "[brand.nmes]", "8:23", "did you mean 'brand.names'?"),
        (
            "brand/spelling",
            "[brand.replace]",
            "[brand.names]",
            "8:47",
            "brand.names cannot add to the option 'replace'",
        ),
        (
            "brand/spelling",
            "{names: [brand",
            "{nams: [brand",
            "8:15",
            "unknown key 'nams' in from_config; did you mean",
        ),
        ("brand/spelling", "severity: warning", "markets: [us]", "4:1", "unknown key 'markets' in a rule"),
        ("brand/spelling", "brand/spelling", "brand/speling", "1:5", "must stand in rules/brand/speling.yml"),
        ("brand/spelling", "brand/spelling", "brand/inconsistent-name", "1:5", "must stand in"),
        ("brand/spelling", "title: Name", "title: [", "4:9", "not valid YAML"),
    ],
)
def test_a_mistake_in_a_rule(shipped: Path, name: str, right: str, wrong: str, place: str, message: str) -> None:
    change(shipped / f"{name}.yml", right, wrong)
    for _ in range(2):
        load_folder.cache_clear()
        with pytest.raises(DataError) as raised:
            Rulebook.load()
        assert str(raised.value).startswith(f"rules/{name}.yml:{place}: ")
        assert message in str(raised.value)


def test_a_pattern_that_is_none(shipped: Path) -> None:
    file = shipped / "text" / "chatbot-residue.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if line.strip().startswith("- "))
    lines[number - 1] = lines[number - 1].split("- ")[0] + "- '(a'"
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match=rf"^rules/text/chatbot-residue\.yml:{number}:\d+: .* not a valid RE2 pattern"):
        Rulebook.load()


def test_a_rule_that_gives_way_to_none(shipped: Path) -> None:
    file = next(path for path in sorted(shipped.rglob("*.yml")) if "\ngives_way_to: [" in path.read_text("utf-8"))
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines) if line.startswith("gives_way_to:"))
    lines[number] = "gives_way_to: [text/repeated-wrd]"
    file.write_text("\n".join(lines), encoding="utf-8")
    place = f"rules/{file.parent.name}/{file.name}:{number + 1}:16"
    with pytest.raises(DataError) as raised:
        Rulebook.load()
    assert (
        str(raised.value)
        == f"{place}: gives_way_to: there is no rule 'text/repeated-wrd'; did you mean 'text/repeated-word'?"
    )


def test_what_an_older_cache_holds_is_said_with_its_place(shipped: Path) -> None:
    """The cache was written by code that took the data; the code that reads it does not."""
    change(shipped / "brand" / "spelling.yml", "severity:", "severty:")
    load_folder(shipped / "brand")
    load_folder.cache_clear()
    with pytest.raises(DataError, match=r"^rules/brand/spelling\.yml:4:1: unknown key 'severty'"):
        Rulebook.load()


@pytest.mark.parametrize(
    ("name", "right", "wrong", "place", "message"),
    [
        ("us-ftc", "title:", "titel:", "1:1", "unknown key 'titel' in a pack; did you mean 'title'?"),
        ("us-ftc", "title: United States (FTC)\n", "", "1:1", "a pack needs the key 'title'"),
        ("us-ftc", "markets: [us]", "markets: [ux]", "5:11", "there is no country 'ux'"),
        ("nordics", '"no"]', "no]", "5:23", "each item of markets must be text, not true/false"),
        ("us-ftc", "markets: [us]", "markets: [de]", "5:11", "the market 'de' has a pack already: 'de'"),
        ("us-ftc", "languages: [en, es]", "languages: [en, ep]", "6:17", "affilint knows no language 'ep'"),
        ("us-ftc", "  en:\n", "  em:\n", "22:3", "affilint knows no language 'em'; did you mean"),
        ("us-ftc", "    weak:", "    week:", "24:5", "unknown key 'week' in labels: en; did you mean 'weak'?"),
        ("us-ftc", "kind: guidance", "kind: gidance", "10:11", "did you mean 'guidance'?"),
        (
            "us-ftc",
            "[disclosure]",
            "[disclosures]",
            "25:11",
            "there is no pack 'disclosures'; did you mean 'disclosure'?",
        ),
        ("us-ftc", "[disclosure]", "[us-ftc]", "25:11", "the pack 'us-ftc' starts from itself"),
        ("us-ftc", "/far-from-link:", "/far-from-lnk:", "28:3", "did you mean 'disclosure/far-from-link'?"),
        ("us-ftc", "link: info", "link: inf", "28:29", "did you mean 'info'?"),
    ],
)
def test_a_mistake_in_a_pack(shipped: Path, name: str, right: str, wrong: str, place: str, message: str) -> None:
    change(shipped / "packs" / f"{name}.yml", right, wrong)
    with pytest.raises(DataError) as raised:
        market_packs()
    assert str(raised.value).startswith(f"rules/packs/{name}.yml:{place}: ")
    assert message in str(raised.value)


def test_packs_that_start_from_each_other(shipped: Path) -> None:
    text = (shipped / "packs" / "disclosure.yml").read_text(encoding="utf-8")
    (shipped / "packs" / "disclosure.yml").write_text(f"extends: [strict]\n{text}", encoding="utf-8")
    with pytest.raises(DataError, match=r"^rules/packs/\w+\.yml:\d+:\d+: the pack '\w+' starts from itself"):
        read_pack("recommended")
