"""One cause, one entry: what templates cause and what rules report once, through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
BUY = '<p>\n  <a href="https://www.amazon.com/dp/{{ .Get 0 }}?tag=lampnotes-20">Buy</a>\n</p>\n'
TODO = '<a href="https://www.amazon.com/dp/B0DEPOT001?tag=YOUR-TAG-20">Buy</a>\n'
CHAT = "See the [plan](https://depot.example/plan?utm_source=chatgpt.com).\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "hugo.toml": "",
        "layouts/shortcodes/buy.html": BUY,
        "layouts/shortcodes/todo.html": TODO,
        "layouts/_default/single.html": "<main>{{ .Content }}</main>",
        **{f"content/buy{n}.md": f"---\ntitle: Lamp {n}\n---\n\n{{{{< buy B0LAMP000{n} >}}}}\n" for n in range(3)},
        **{f"content/chat{n}.md": f"---\ntitle: Plan {n}\n---\n\n{CHAT}\n{CHAT}" for n in range(3)},
        **{f"content/todo{n}.md": f"---\ntitle: Desk {n}\n---\n\n{{{{< todo >}}}}\n" for n in range(2)},
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def _findings(affilint: Affilint, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(affilint("check", "content", *args, "--format", "json").stdout)["findings"]
    return found


def test_finding_names_the_place_in_the_template(affilint: Affilint, site: Path) -> None:
    found = _findings(affilint, "--select", "disclosure/missing")
    assert [item["path"] for item in found] == [f"content/buy{n}.md" for n in range(3)]
    cause = {"path": "layouts/shortcodes/buy.html", "line": 2, "column": 3, "message": "the link is printed here"}
    assert [item["cause"] for item in found] == [cause] * 3
    for name in ("github", "sarif", "gitlab", "concise"):
        assert "layouts/shortcodes/buy.html" in affilint("check", "content", "--format", name).stdout, site


def test_cause_is_shown_from_the_working_directory(affilint: Affilint, site: Path) -> None:
    text = affilint("check", ".", "--format", "concise", cwd=site / "content").stdout
    assert f"(the link is printed here: {site}/layouts/shortcodes/buy.html:2:3)" in text
    text = affilint("check", site.name, "--format", "concise", cwd=site.parent).stdout
    assert f"(the link is printed here: {site.name}/layouts/shortcodes/buy.html:2:3)" in text


def test_rule_that_speaks_once_for_a_site_leaves_one_finding(affilint: Affilint, site: Path) -> None:
    (found,) = _findings(affilint, "--select", "links/chatbot-parameter")
    assert (found["path"], found["start"]["line"]) == ("content/chat0.md", 5)
    others = [(other["path"], other["line"]) for other in found["others"]]
    assert others == [("content/chat0.md", 7), *((f"content/chat{n}.md", line) for n in (1, 2) for line in (5, 7))]
    assert site.exists()


def test_placeholder_in_a_template_is_reported_once_for_it(affilint: Affilint, site: Path) -> None:
    (found,) = _findings(affilint, "--select", "links/placeholder")
    assert found["cause"]["path"] == "layouts/shortcodes/todo.html"
    assert found["others"] == [{"path": "content/todo1.md", "line": 5, "column": 1}]
    assert {item["path"] for item in _findings(affilint, "--select", "disclosure/missing")} == {
        f"content/buy{n}.md" for n in range(3)
    }
    assert site.exists()


def test_result_is_the_same_from_processes_and_from_the_cache(affilint: Affilint, site: Path) -> None:
    arguments = ("check", "content", "--format", "json", "--cache-dir", str(site / "kept"))
    first = affilint(*arguments)
    assert affilint(*arguments).stdout == first.stdout
    assert affilint(*arguments, "--jobs", "2").stdout == first.stdout
    assert affilint("check", "content", "--format", "json", "--no-cache", "--jobs", "2").stdout == first.stdout


def test_moved_template_makes_cached_results_anew(affilint: Affilint, site: Path) -> None:
    arguments = ("--cache-dir", str(site / "kept"), "--select", "disclosure/missing")
    assert _findings(affilint, *arguments)[0]["cause"]["line"] == 2
    (site / "layouts/shortcodes/buy.html").write_text(f"\n\n{BUY}")
    assert _findings(affilint, *arguments)[0]["cause"]["line"] == 4


def test_baseline_holds_each_place_and_the_rest_is_reported(affilint: Affilint, site: Path) -> None:
    assert affilint("baseline", "write", "content", "-o", "known.json").returncode == 0
    arguments = ("check", "content", "--baseline", "known.json")
    assert affilint(*arguments, "--fail-on", "info").returncode == 0
    (site / "content/chat0.md").unlink()
    assert affilint(*arguments, "--fail-on", "info").returncode == 0
    (site / "content/chat3.md").write_text(CHAT)
    result = affilint(*arguments, "--new-only", "--format", "json", "--fail-on", "info")
    (found,) = json.loads(result.stdout)["findings"]
    assert (result.returncode, found["path"], found.get("others")) == (1, "content/chat3.md", None)


def test_suppression_hides_its_own_place_only(affilint: Affilint, site: Path) -> None:
    text = (
        f"---\ntitle: Plan 0\n---\n\n<!-- affilint-disable-next-line links/chatbot-parameter -- asked for -->\n{CHAT}"
    )
    (site / "content/chat0.md").write_text(text)
    (found,) = _findings(affilint, "--select", "links/chatbot-parameter")
    assert found["path"] == "content/chat1.md"
    assert len(found["others"]) == 3


def test_severities_stay_apart_so_that_the_exit_code_holds(affilint: Affilint, site: Path) -> None:
    (site / "affilint.yml").write_text(
        "overrides:\n  - paths: [content/chat2.md]\n    rules: {links/chatbot-parameter: error}\n"
    )
    found = _findings(affilint, "--select", "links/chatbot-parameter")
    assert [(item["path"], item["severity"], len(item["others"])) for item in found] == [
        ("content/chat0.md", "warning", 3),
        ("content/chat2.md", "error", 1),
    ]
    assert affilint("check", "content", "--select", "links/chatbot-parameter").returncode == 1


def test_fingerprint_of_what_recurs_does_not_depend_on_the_first_place(affilint: Affilint, site: Path) -> None:
    (before,) = _findings(affilint, "--select", "links/chatbot-parameter")
    (site / "content/chat0.md").unlink()
    (after,) = _findings(affilint, "--select", "links/chatbot-parameter")
    assert before["fingerprint"] == after["fingerprint"]


def test_two_sites_in_one_run_are_reported_apart(affilint: Affilint, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "content").mkdir(parents=True)
        (tmp_path / name / "hugo.toml").write_text("")
        for number in range(2):
            (tmp_path / name / "content" / f"{number}.md").write_text(CHAT)
    found = json.loads(affilint("check", ".", "--format", "json").stdout)["findings"]
    assert [(item["path"], len(item["others"])) for item in found] == [("one/content/0.md", 1), ("two/content/0.md", 1)]


def test_rule_of_ones_own_can_speak_once(affilint: Affilint, tmp_path: Path) -> None:
    rule = (
        "id: house/lamp\ntitle: Lamp\nonce: article\ncheck: pattern\noptions: {patterns: ['lamp']}\nmessage: No lamps.\n"
        "why: They are out.\nexamples:\n  invalid: [{text: 'A ⟦lamp⟧'}]\n  valid: [{text: 'A desk'}]\n"
    )
    (tmp_path / "house.yml").write_text(rule)
    (tmp_path / "affilint.yml").write_text("rule_packs: [house.yml]\n")
    (tmp_path / "a.md").write_text("A lamp. One more lamp. The last lamp.\n")
    (tmp_path / "b.md").write_text("A lamp.\n")
    found = json.loads(affilint("check", ".", "--select", "house/lamp", "--format", "json").stdout)["findings"]
    assert [(item["path"], len(item.get("others", ()))) for item in found] == [("a.md", 2), ("b.md", 0)]
    (tmp_path / "house.yml").write_text(rule.replace("once: article", "once: day"))
    result = affilint("check", ".")
    assert result.returncode == 2
    assert "once must be one of place, article, wording, cause, site, habit, not 'day'" in result.stdout


def test_statistics_group_by_cause(affilint: Affilint, site: Path) -> None:
    text = affilint("check", "content", "--statistics").stdout
    assert "       4      3  layouts/shortcodes/buy.html: disclosure/missing, links/rel-missing\n" in text
    assert "1 file causes 4 of " in text
    found = json.loads(affilint("check", "content", "--statistics", "--format", "json").stdout)
    assert found["causes"][0]["path"] == "layouts/shortcodes/buy.html"
    (chat,) = (row for row in found["statistics"] if row["rule"] == "links/chatbot-parameter")
    assert (chat["findings"], chat["files"]) == (1, 3)
    assert site.exists()


def test_report_has_a_line_and_a_table_of_causes(affilint: Affilint, site: Path) -> None:
    assert affilint("report", "content", "-o", "r.html", "-o", "r.csv", "--table", "cause").returncode == 0
    assert "2 templates cause 8 of " in (site / "r.html").read_text()
    rows = (site / "r.csv").read_text().splitlines()
    assert rows[1].startswith("layouts/shortcodes/buy.html,3,")


def test_an_article_whose_layout_alone_links_is_in_the_list(affilint: Affilint, tmp_path: Path) -> None:
    link = '<a href="https://www.amazon.com/s?k=lamp&tag=acme-20" rel="sponsored">Offers</a>'
    layout = f"<p>We earn a commission when you buy through our links.</p>{{{{ .Content }}}}{link}"
    for name, text in {
        "hugo.toml": "",
        "layouts/_default/single.html": layout,
        "content/a.md": "---\ntitle: A lamp\n---\nA lamp for the hall.\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (listed,) = json.loads(affilint("check", "content", "--format", "json").stdout)["articles"]
    assert (listed["path"], listed["programmes"]) == ("content/a.md", {"Amazon Associates": 1})


def test_links_to_nowhere_are_one_finding_of_their_article(affilint: Affilint, tmp_path: Path) -> None:
    text = "# Lamps\n\nThe [small](#), the [wide](#) and the [tall](#). See [](#wide) or [](#tall).\n\n[Back to contents](#)\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(text)
    found = json.loads(affilint("check", ".", "--format", "json").stdout)["findings"]
    assert [(one["path"], one["rule"], [(at["path"], at["column"]) for at in one["others"]]) for one in found] == [
        (f"{name}.md", rule, [(f"{name}.md", column) for column in columns])
        for name in ("a", "b")
        for rule, columns in (("links/top-of-page", (28, 46)), ("links/empty-anchor", (67,)))
    ]
    shown = affilint("check", "a.md").stdout
    assert "and 2 more places in 1 file" in shown
    assert shown.rstrip().endswith("1 file checked: 1 warning, 1 info; 3 more places of the same")


def test_one_placeholder_in_many_links_is_one_finding(affilint: Affilint, tmp_path: Path) -> None:
    link = "[{0}](https://www.amazon.com/dp/B0DEPOT00{1}?tag={2})"
    pages = {
        "a": (link.format("Lamp", 1, "YOUR-TAG-20"), link.format("Desk", 2, "YOUR-TAG-20"), "[Pen](TODO)"),
        "b": (link.format("Shelf", 3, "YOUR-TAG-20"), "[Ink](TODO)", "[Cup](AFFILIATE_LINK)"),
    }
    for name, links in pages.items():
        (tmp_path / f"{name}.md").write_text("We earn a commission.\n\n" + "\n\n".join(links) + "\n")
    shown = affilint("check", ".", "--select", "links/placeholder", "--format", "json")
    found = [
        (one["path"], one["message"].rpartition(": ")[2], [other["path"] for other in one.get("others", ())])
        for one in json.loads(shown.stdout)["findings"]
    ]
    assert found == [
        ("a.md", "YOUR-TAG-20", ["a.md", "b.md"]),
        ("a.md", "TODO", ["b.md"]),
        ("b.md", "AFFILIATE_LINK", []),
    ]
    assert affilint("baseline", "write", ".", "-o", "known.json").stdout.startswith("known.json: 6 findings")


def test_marks_of_two_styles_are_told_once_for_each_kind_in_an_article(affilint: Affilint, tmp_path: Path) -> None:
    apostrophes = "It isn’t late, it’s early, they’re here, we’re there, and it's fine and isn't dark."
    quotations = 'A “brick”, a “yard”, a “shed” and a "depot".'
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(f"{apostrophes}\n\n{quotations}\n")
    found = json.loads(affilint("check", ".", "--select", "quotes/mixed-style", "--format", "json").stdout)["findings"]
    assert [(one["path"], one["message"][5:9], len(one["others"])) for one in found] == [
        (f"{name}.md", kind, 1) for name in ("a", "b") for kind in ("apos", "quot")
    ]
    assert affilint("fix", ".", "--select", "quotes/mixed-style").returncode == 0
    assert affilint("check", ".", "--select", "quotes/mixed-style", "--fail-on", "info").returncode == 0


def test_missing_last_line_end_is_told_once_for_a_site(affilint: Affilint, tmp_path: Path) -> None:
    text = "# Lamps\n\nOne.\n\nTwo.\n\nThree.\n\nFour."
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(text)
    (found,) = json.loads(affilint("check", ".", "--format", "json", "--select", "text/final-newline").stdout)[
        "findings"
    ]
    assert [other["path"] for other in found["others"]] == ["1.md", "2.md"]
    fixed = affilint("fix", ".", "--select", "text/final-newline")
    assert fixed.returncode == 0
    assert all((tmp_path / f"{number}.md").read_text() == f"{text}\n" for number in range(3))


PAID, UNPAID = (
    f'<a {rel}href="https://www.amazon.com/dp/B0DEPOT001?tag=lampnotes-20">Buy</a>' for rel in ('rel="nofollow" ', "")
)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    for name, text in (
        ("a", f"{UNPAID}\n\n{PAID}"),
        ("b", f"{PAID}\n\n{UNPAID}"),
        ("c", f"{PAID} [Buy][b]\n\n[b]: /x"),
    ):
        (tmp_path / f"{name}.md").write_text(f"We earn a commission.\n\n{text}\n")
    return tmp_path


def test_mixed_habit_is_told_with_its_share(affilint: Affilint, mixed: Path) -> None:
    arguments = ("check", ".", "--select", "links/rel-missing", "--cache-dir", str(mixed / "kept"), "--format", "json")
    first = affilint(*arguments)
    (found,) = json.loads(first.stdout)["findings"]
    assert found["message"].endswith("it has no rel. Of the 5 affiliate links that can have one, 3 have it.")
    assert (found["path"], [other["path"] for other in found["others"]]) == ("a.md", ["b.md"])
    assert affilint(*arguments).stdout == first.stdout
    (mixed / "b.md").unlink()
    (alone,) = json.loads(affilint(*arguments).stdout)["findings"]
    assert alone["message"].endswith("Of the 3 affiliate links that can have one, 2 have it.")


def test_unmixed_habit_has_no_share(affilint: Affilint, mixed: Path) -> None:
    for name in ("a", "b", "c"):
        (mixed / f"{name}.md").write_text(f"We earn a commission.\n\n{UNPAID}\n")
    (found,) = json.loads(affilint("check", ".", "--select", "links/rel-missing", "--format", "json").stdout)[
        "findings"
    ]
    assert found["message"].endswith("it has no rel.")
    assert len(found["others"]) == 2


def test_baseline_knows_links_without_rel_one_by_one(affilint: Affilint, mixed: Path) -> None:
    assert affilint("baseline", "write", ".", "-o", "known.json").returncode == 0
    (mixed / "c.md").write_text(f"We earn a commission.\n\n{UNPAID}\n")
    (mixed / "a.md").unlink()
    found = json.loads(affilint("check", ".", "--baseline", "known.json", "--new-only", "--format", "json").stdout)
    assert [(one["path"], one["rule"], "others" in one) for one in found["findings"]] == [
        ("c.md", "links/rel-missing", False)
    ]
