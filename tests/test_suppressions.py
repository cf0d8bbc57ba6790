from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.clock import Day
from linter.configuration.policy import Selection
from linter.configuration.resolver import ConfigResolver
from linter.spans import first_over
from tests.conftest import check, report, rules

DOUBLED = "The plan has a cost cost that is on the page."
LINK = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20">Buy</a>'


@pytest.mark.parametrize(
    ("directive", "name"),
    [
        ("<!-- affilint-disable-next-line text/repeated-word -->\n{}", "a.md"),
        ("<!-- affilint-disable-next-line text/repeated-word -- on purpose -->\n\n{}", "a.md"),
        ("{} <!-- affilint-disable-line text -->", "a.md"),
        ("<!-- affilint-disable text/repeated-word -->\n\n{}", "a.md"),
        ("{}\n\n<!-- affilint-disable-file text/* -->", "a.md"),
        ("{{/* affilint-disable-next-line text/repeated-word */}}\n\n{}", "a.mdx"),
        ("{{% comment %}} affilint-disable-next-line text/repeated-word {{% endcomment %}}\n{}", "a.md"),
        ("{{# affilint-disable-next-line text/repeated-word #}}\n{}", "a.md"),
        ("[//]: # (affilint-disable-next-line text/repeated-word)\n\n{}", "a.md"),
        ("<!-- affilint-disable-next-line text/repeated-word -->\n<p>{}</p>", "a.html"),
        ("# affilint-disable-next-line text/repeated-word\n{}", "a.txt"),
        ("---\naffilint:\n  disable: [text/repeated-word]\n---\n{}", "a.md"),
    ],
)
def test_directive_hides_the_finding(directive: str, name: str) -> None:
    assert rules(check(DOUBLED, name)) == ["text/repeated-word"]
    assert check(directive.format(DOUBLED), name) == []


def test_enable_ends_a_disable() -> None:
    text = f"<!-- affilint-disable text/repeated-word -->\n\n{DOUBLED}\n\n<!-- affilint-enable text/repeated-word -->\n\n{DOUBLED}\n"
    (finding,) = (finding for finding in check(text) if finding.rule == "text/repeated-word")
    assert finding.start > text.index("enable")


def test_suppressing_link_rules_needs_a_reason() -> None:
    disclosure = "We earn a commission when you buy through our links.\n\n"
    bare = check(f"{disclosure}<!-- affilint-disable-next-line links/rel-missing -->\n{LINK}\n")
    assert rules(bare) == ["suppression/invalid", "links/rel-missing"]
    assert "needs a reason" in bare[0].message
    assert check(f"{disclosure}<!-- affilint-disable-next-line links/rel-missing -- our shop -->\n{LINK}\n") == []


def test_unused_suppression_is_a_finding() -> None:
    text = "<!-- affilint-disable-next-line text/repeated-word -->\nAll is well on this page.\n"
    (finding,) = check(text)
    assert finding.rule == "suppression/unused"
    assert finding.excerpt == "<!-- affilint-disable-next-line text/repeated-word -->"


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("<!-- affilint-disable-next-line text/repeated-wrd -->", "did you mean 'text/repeated-word'"),
        ("<!-- affilint-disable-nextline text -->", "did you mean 'disable-next-line'"),
        ("<!-- affilint-disable -->", "must name the rules"),
        ("<!-- affilint-disable-next-line text/repeated-word it is fine -->", "follows “--”"),
    ],
)
def test_invalid_directive_is_explained(directive: str, message: str) -> None:
    findings = check(f"{directive}\n{DOUBLED}\n")
    assert "suppression/invalid" in rules(findings)
    assert any(message in finding.message for finding in findings)


def test_directive_in_a_code_block_is_ignored() -> None:
    assert rules(check(f"```\n<!-- affilint-disable text/repeated-word -->\n```\n\n{DOUBLED}\n")) == [
        "text/repeated-word"
    ]


def test_directive_in_inline_code_is_ignored() -> None:
    text = f"Write `<!-- affilint-disable-file all -- reason -->` to switch it off.\n\n{DOUBLED}\n"
    assert rules(check(text)) == ["text/repeated-word"]


def test_enable_ends_only_the_rules_it_names() -> None:
    start, end = "<!-- affilint-disable text, quotes -->", "<!-- affilint-enable quotes -->"
    assert "text/repeated-word" not in rules(check(f"{start}\n\n{end}\n\n{DOUBLED}\n"))
    start, end = "<!-- affilint-disable all -- legacy -->", "<!-- affilint-enable text -->"
    assert "text/repeated-word" in rules(check(f"{start}\n\n{end}\n\n{DOUBLED}\n"))


def test_stacked_and_wrapped_directives_cover_the_same_line() -> None:
    text = f"<!-- affilint-disable-next-line text/repeated-word -->\n<!-- affilint-disable-next-line links/rel-missing\n  -- our shop -->\n{DOUBLED} {LINK} We earn a commission.\n"
    assert check(text) == []


def test_suppression_below_min_confidence_is_not_unused() -> None:
    text = f"<!-- affilint-disable-next-line text/repeated-word -->\n{DOUBLED}\n"
    assert check(text, resolver=ConfigResolver(None, Selection(min_confidence="certain"))) == []


@pytest.mark.parametrize("name", ["all", "text", "text/*"])
def test_suppression_of_deselected_rules_is_not_unused(name: str) -> None:
    text = f"<!-- affilint-disable-next-line {name} -- on purpose -->\n{DOUBLED}\n"
    narrowed = [Selection(select=("text/missing-space",)), Selection(ignore=("text/repeated-word",))]
    assert [check(text, resolver=ConfigResolver(None, selection)) for selection in narrowed] == [[], []]
    assert rules(check(text.replace("cost cost", "cost"))) == ["suppression/unused"]
    family = ConfigResolver(None, Selection(select=("text",)))
    found = rules(check(text.replace("cost cost", "cost"), resolver=family))
    assert found == ([] if name == "all" else ["suppression/unused"])


PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            DOUBLED,
            "Orders rose in spring, helped by the depot and by Acme’s",
            "Unlike FAW’sTesla’s plan.",
            f"Go on and {LINK} now.",
            "It is fine.",
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(PARAGRAPHS)
def test_suppressing_every_finding_gives_a_clean_run(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs) + "\n"
    named = " ".join(sorted(set(rules(check(text)))))
    directive = f"<!-- affilint-disable-file {named} -- all of it -->\n\n" if named else ""
    assert check(directive + text) == []


def on(day: str) -> ConfigResolver:
    return ConfigResolver(day=Day(datetime.date.fromisoformat(day)))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"<!-- affilint-disable-next-line text/repeated-word until=2027-01-31 -->\n{DOUBLED}\n", "<!--"),
        (f"<!-- affilint-disable-file until=2027-01-31 text -- the old texts -->\n\n{DOUBLED}\n", "<!--"),
        (f"---\naffilint: {{disable: [text], until: 2027-01-31}}\n---\n{DOUBLED}\n", "text]"),
        (f"---\naffilint:\n  disable: [text]\n  until: '2027-01-31'\n---\n{DOUBLED}\n", "text]"),
        (f'+++\n[affilint]\ndisable = ["text"]\nuntil = 2027-01-31\n+++\n{DOUBLED}\n', "text"),
    ],
)
def test_until_includes_its_last_day(text: str, where: str) -> None:
    assert check(text, resolver=on("2027-01-31")) == []
    found = check(text, resolver=on("2027-02-01"))
    assert sorted(rules(found)) == ["suppression/expired", "text/repeated-word"]
    expired = next(finding for finding in found if finding.rule == "suppression/expired")
    assert text[expired.start :].startswith(where)
    assert "ended on 2027-01-31" in expired.message


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- affilint-disable-next-line text until=2027-02-30 -->\n{DOUBLED}\n",
        f"<!-- affilint-disable-next-line text until=20270131 -->\n{DOUBLED}\n",
        f"<!-- affilint-disable-next-line text until= -->\n{DOUBLED}\n",
        f"<!-- affilint-disable-next-line text until=2027-01-31 until=2028-01-31 -->\n{DOUBLED}\n",
        f"---\naffilint: {{disable: [text], until: spring}}\n---\n{DOUBLED}\n",
        f"---\naffilint: {{disable: [text], until: [2027-01-31]}}\n---\n{DOUBLED}\n",
        f"---\naffilint:\n  disable: [text]\n  until: 2027-13-45\n---\n{DOUBLED}\n",
        f'+++\n[affilint]\ndisable = ["text"]\nuntil = 2027-13-45\n+++\n{DOUBLED}\n',
        f"<!-- affilint-disable text -->\n\n<!-- affilint-enable text until=2027-01-31 -->\n\n{DOUBLED}\n",
    ],
)
def test_until_without_a_valid_date_is_invalid(text: str) -> None:
    found = rules(check(text, resolver=on("2026-01-01")))
    assert "suppression/invalid" in found
    assert ("text/repeated-word" in found) is not ("affilint-enable" in text)


def test_source_date_epoch_is_read_only_for_until(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "no number")
    assert check(f"<!-- affilint-disable-next-line text/repeated-word -->\n{DOUBLED}\n") == []
    ends = f"<!-- affilint-disable-next-line text/repeated-word until=2027-01-31 -->\n{DOUBLED}\n"
    (failure,) = report(ends, resolver=ConfigResolver()).failures
    assert "SOURCE_DATE_EPOCH must be seconds" in failure.message
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1801440000")  # 2027-02-01T00:00:00Z
    assert "suppression/expired" in rules(check(ends, resolver=ConfigResolver()))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1801439999")
    assert check(ends, resolver=ConfigResolver()) == []


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 5)), max_size=12)


@given(st.lists(st.integers(0, 20), max_size=12).map(sorted), SPANS)
def test_first_over_is_the_smallest_mark_of_the_spans_over_a_place(
    places: list[int], spans: list[tuple[int, int, int]]
) -> None:
    assert first_over(places, spans) == [
        min((mark for first, last, mark in spans if first <= place <= last), default=None) for place in places
    ]
