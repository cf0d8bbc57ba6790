"""Code actions and hover."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pygls", reason="pygls is not installed (the extra lsp)")

from linter.escaping import commonmark
from linter.finding import Finding
from linter.fixes import apply
from linter.lsp.actions import _one_edit, is_requested
from linter.lsp.hover import explanation
from linter.rulebook.help import SITE
from linter.rulebook.loader import Rulebook
from linter.rulebook.model import Citation
from tests.conftest import check

if TYPE_CHECKING:
    from tests.lsp.client import Client, ServerProcess

NOTICE = "We earn a commission when you buy through links in this article."
AMAZON = "https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20"
LINK = f'<a href="{AMAZON}">Glow</a>'
EVERYWHERE = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}


def test_safe_fix_is_a_preferred_quick_fix_and_keeps_line_ends(client: Client) -> None:
    text = f"# Lamps 😀\r\n\r\n{NOTICE}\r\n\r\n😀 Buy the {LINK}.\r\n"
    (found,) = client.open("fix.md", text)
    actions = client.actions("fix.md", found["range"], ["quickfix"])
    action = actions["Add sponsored to rel (links/rel-missing)"]
    assert (action["kind"], action["isPreferred"]) == ("quickfix", True)
    assert [item["code"] for item in action["diagnostics"]] == ["links/rel-missing"]
    fixed = client.apply_action("fix.md", action)
    assert fixed == text.replace("<a href", '<a rel="sponsored" href')
    client.change("fix.md", fixed)
    assert client.diagnostics("fix.md") == []


def test_fix_all_applies_all_safe_fixes(client: Client) -> None:
    text = f"{NOTICE} 😀 We saw the the lamp.\n\nBuy the {LINK} or the the {LINK}.\n"
    client.open("all.md", text)
    (action,) = client.actions("all.md", EVERYWHERE, ["source.fixAll"]).values()
    assert (action["title"], action["kind"]) == ("affilint: fix all safe problems", "source.fixAll.affilint")
    fixed = text.replace("the the", "the").replace("<a href", '<a rel="sponsored" href')
    assert client.apply_action("all.md", action) == fixed
    client.change("all.md", fixed)
    assert client.actions("all.md", EVERYWHERE, ["source.fixAll"]) == {}


def test_unsafe_fix_is_labelled_and_not_in_fix_all(client: Client) -> None:
    (client.folder / "house" / ".git").mkdir(parents=True)
    (client.folder / "house" / "affilint.yml").write_text(f"disclosure:\n  text: {NOTICE}\n", encoding="utf-8")
    client.open("house/a.md", f"# Lamps\n\nBuy [the Glow]({AMAZON}) now.\n")
    titles = client.actions("house/a.md", EVERYWHERE)
    (title,) = [title for title in titles if "unsafe" in title]
    assert titles[title].get("isPreferred") is None
    assert NOTICE in client.apply_action("house/a.md", titles[title])
    assert "affilint: fix all safe problems" not in titles


FORMS = [
    ("a.md", "All is well.\n\nWe saw the the lamp.\n", "<!-- affilint-disable-next-line text/repeated-word -->\nWe saw"),
    ("b.md", "- One.\n- We saw the the lamp.\n", "lamp. <!-- affilint-disable-line text/repeated-word -->\n"),
    ("c.md", "All was\nwell with the the lamp\nthere.\n", "lamp <!-- affilint-disable-line text/repeated-word -->\n"),
    ("d.md", "All.\r\n\r\nWe saw the the lamp.", "<!-- affilint-disable-next-line text/repeated-word -->\r\nWe saw"),
    ("f.mdx", "We saw the the lamp.\n", "{/* affilint-disable-next-line text/repeated-word */}\n"),
    ("g.html", "<main>\n  <p>We saw the the lamp.</p>\n</main>", "\n  <!-- affilint-disable-next-line text/repeated-word -->\n"),
    ("h.njk", "<p>We saw the the lamp.</p>\n", "{# affilint-disable-next-line text/repeated-word #}\n"),
    ("i.liquid", "<p>We saw the the lamp.</p>\n", "{% comment %} affilint-disable-next-line text/repeated-word {% endcomment %}\n"),
    ("j.txt", "We saw the the lamp.\n", "affilint-disable-next-line text/repeated-word\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), FORMS)
def test_suppression_uses_the_comment_syntax_of_the_format(client: Client, name: str, text: str, expected: str) -> None:
    (found,) = [item for item in client.open(name, text) if item["code"] == "text/repeated-word"]
    (action,) = [
        item for title, item in client.actions(name, found["range"]).items() if title.startswith("Suppress text/rep")
    ]
    written = client.apply_action(name, action)
    assert expected in written
    assert written.replace("\r\n", "\n").count("\n") - text.replace("\r\n", "\n").count("\n") == ("next" in expected)
    assert check(written, name) == []


def test_suppression_that_needs_a_reason_has_a_placeholder(client: Client) -> None:
    text = f"# Lamps\n\nBuy the {LINK}.\n\n{NOTICE}\n"
    client.open("reason.md", text)
    actions = client.actions("reason.md", EVERYWHERE)
    written = client.apply_action("reason.md", actions["Suppress disclosure/after-first-link for the next line"])
    assert "<!-- affilint-disable-next-line disclosure/after-first-link -- TODO: why this is right here -->" in written
    wanted = {"disclosure/after-first-link", "suppression/invalid"}
    assert wanted <= {item.rule for item in check(written)}, "a placeholder must not count as a reason"
    written = written.replace("TODO: why this is right here", "the layout discloses above")
    assert not wanted & {item.rule for item in check(written)}


def test_suppression_in_a_table_goes_to_the_end_of_the_row(client: Client) -> None:
    client.open("table.md", f"{NOTICE}\n\n| a | b |\n|---|---|\n| {LINK} | x |\n")
    actions = client.actions("table.md", EVERYWHERE)
    written = client.apply_action("table.md", actions["Suppress links/rel-missing for this line"])
    assert "</a> | x | <!-- affilint-disable-line links/rel-missing -- TODO" in written


def test_no_suppression_in_front_matter_code_or_for_unused_directives(client: Client) -> None:
    text = f"---\nlink: {AMAZON}\n---\n\n```\nthe the\n```\n"
    client.open("front.md", text)
    assert not [title for title in client.actions("front.md", EVERYWHERE) if title.startswith("Suppress")]
    unused = "<!-- affilint-disable-next-line text/repeated-word -->\nAll is well.\n"
    assert [item["code"] for item in client.open("unused.md", unused)] == ["suppression/unused"]
    assert client.actions("unused.md", EVERYWHERE) == {}


def test_old_client_gets_unversioned_edits_and_plaintext_hover(start: Any) -> None:
    server: ServerProcess = start()
    client = server.client
    client.initialize("utf-8", textDocument={"hover": {"contentFormat": ["plaintext"]}})
    (found,) = client.open("a.md", "😀 We saw the the lamp.\n")
    action = client.actions("a.md", found["range"])["Remove the second word (text/repeated-word)"]
    assert list(action["edit"]) == ["changes"]
    assert client.apply_action("a.md", action) == "😀 We saw the lamp.\n"
    contents = client.hover("a.md", 0, 13)["contents"]
    assert contents["kind"] == "plaintext"
    assert contents["value"].startswith("text/repeated-word (warning, likely): ")
    assert "Why: " in contents["value"]


def test_hover_shows_why_fix_and_authority(client: Client) -> None:
    client.open("hover.md", f"Buy [the Glow]({AMAZON}) now.\n\n{NOTICE}\n")
    hover = client.hover("hover.md", 0, 6)
    value = hover["contents"]["value"]
    assert hover["contents"]["kind"] == "markdown"
    for part in ("**disclosure/after-first-link** (error): ", "**Why:** ", "**How to fix:** ", "**Authority:** "):
        assert part in value
    assert client.hover("hover.md", 1, 0) is None


def test_hover_leads_to_the_page_of_the_rule_and_to_its_authorities(client: Client) -> None:
    client.open("links.md", f"Buy [the Glow]({AMAZON}) now.\n\n{NOTICE}\n")
    value = client.hover("links.md", 0, 6)["contents"]["value"]
    for name in ("disclosure/after-first-link", "links/rel-missing"):
        assert f"[The page of this rule](<{SITE}rules/{name}/>)" in value
    source = next(item for item in Rulebook.shipped().rules["links/rel-missing"].sources if item.url)
    assert re.search(rf"\[{re.escape(commonmark(source.title))}[^\n]*?\]\(<{re.escape(source.url)}>\)", value)


def test_links_of_a_hover_lead_to_pages_alone() -> None:
    """A rule of one's own may name anything as its source; ``command:`` would run what an editor can."""
    rule = Rulebook.shipped().rules["disclosure/after-first-link"]
    urls = ("command:rm", "https://law.example/a b>(c)\n[x](http://evil.example)")
    sources = tuple(Citation(f"Law {number} [x]", "law", url=url) for number, url in enumerate(urls))
    finding = Finding("a.md", rule.id, "error", "certain", "wrong", 0, 1, "x")
    shown = explanation([finding], {rule.id: replace(rule, path="mine.yml", sources=sources)}, markdown=True)
    assert "command" not in shown
    assert (
        "Law 0 \\[x\\] (law); [Law 1 \\[x\\] (law)](<https://law.example/a%20b%3E(c)%0A[x](http://evil.example)>)"
        in shown
    )
    assert "The page of this rule" not in shown


def test_article_text_is_escaped_in_a_hover() -> None:
    evil = "![x](http://evil.example/p.png) <img src=x> [a](command:rm) `b` **c** www.evil.example\n# d"
    finding = Finding("a.md", "text/x", "error", "certain", f"“{evil}” is wrong", 0, 1, evil)
    shown = explanation([finding], {}, markdown=True)
    assert "\n# d" not in shown
    unescaped = re.sub(r"\\[\\`*_{}\[\]<>~|&$@#:.]", "", shown)
    assert not re.search(r"[`<\[\]]|://|www\.", unescaped)
    assert unescaped.count("**") == 4
    assert commonmark("\\[a]") == "\\\\\\[a\\]"


@pytest.mark.parametrize(
    ("before", "after"), [("a\r\nb", "a\nb"), ("a\r\nb", "a\r\r\nb"), ("aXa", "aa"), ("", "x"), ("aa", "aaa"), ("x\r\n", "x\r")]
)  # fmt: skip
def test_single_edit_does_not_split_crlf(before: str, after: str) -> None:
    edit = _one_edit(before, after)
    assert apply(before, [edit]) == after
    for offset in (edit.start, edit.end):
        assert before[max(offset - 1, 0) : offset + 1] != "\r\n"


def test_code_action_kinds_match_by_prefix() -> None:
    assert is_requested("source.fixAll.affilint", ["source"])
    assert is_requested("source.fixAll.affilint", ["source.fixAll"])
    assert is_requested("quickfix", None)
    assert is_requested("quickfix", [""])
    assert not is_requested("source.fixAll.affilint", ["source.fix"])
    assert not is_requested("quickfix", [])
