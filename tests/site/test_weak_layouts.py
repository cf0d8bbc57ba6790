"""A notice that a layout prints above every article is judged by its wording, as one in the article is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.runner import check_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions
    from linter.finding import Finding

WEAK = "<p>This post contains affiliate links.</p>"
CLEAR = "<p>We earn a commission when you buy through the links on this page.</p>"
POST = (
    "---\ntitle: Lamp\nlayout: post\n---\nOur pick is [the lamp](https://www.amazon.com/dp/B0LAMPS001?tag=acme-20).\n"
)


def _found(folder: Path, layout: str, post: str = POST) -> list[Finding]:
    for name, text in {
        "_config.yml": "title: Lamps\n",
        "_layouts/post.html": layout,
        "_posts/2026-01-02-lamp.md": post,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    result = check_paths([folder / "_posts"], ConfigResolver())
    return [finding for finding in result.findings if finding.rule.startswith("disclosure/")]


def test_a_weak_notice_above_the_article_is_told_at_the_first_link_with_its_place(tmp_path: Path) -> None:
    (finding,) = _found(tmp_path, f"<main>\n{WEAK}\n{{{{ content }}}}</main>")
    assert (finding.rule, finding.confidence) == ("disclosure/weak-wording", "likely")
    assert finding.excerpt.startswith("[the lamp]")
    assert finding.cause is not None
    assert (Path(finding.cause.place.path).name, finding.cause.place.line) == ("post.html", 2)


@pytest.mark.parametrize(
    ("layout", "post"),
    [
        (f"<main>{CLEAR}{{{{ content }}}}</main>", POST),
        (f"<main>{WEAK}{CLEAR}{{{{ content }}}}</main>", POST),
        (
            f"<main>{WEAK}{{{{ content }}}}</main>",
            POST.replace("Our pick", "We earn a commission when you buy. Our pick"),
        ),
        (f"<main>{WEAK}{{{{ content }}}}</main>", POST.replace("?tag=acme-20", "")),
    ],
)
def test_it_is_not_where_somebody_says_it_clearly_or_nothing_is_paid(tmp_path: Path, layout: str, post: str) -> None:
    assert _found(tmp_path, layout, post) == []


@pytest.mark.parametrize(
    ("notice", "strength"),
    [
        ("<p>This page contains affiliate links.</p>\n<p>Order by them and we get a small share.</p>", "clear"),
        ("<h4>Affiliate notice</h4><p>We get a small share.</p>", "clear"),
        ("<p>As an Amazon Associate</b></span> I earn from qualifying</div> purchases.</p>", "clear"),
        ("<p>Contains affiliate links.</p>{% if page.x %}<p>We get a small share.</p>{% endif %}", "weak"),
        ("<p>Contains affiliate links.</p><aside><p>We get a small share.</p></aside>", "weak"),
        ("<p>Contains affiliate links.</p>{{ content }}<p>We get a small share.</p>", "weak"),
        ("<h4>Affiliate notice</h4><p>We write about jugs.</p>", None),
    ],
)
def test_blocks_of_a_layout_are_read_together(
    site: Callable[[dict[str, str]], Emissions], notice: str, strength: str | None
) -> None:
    found = site({"_config.yml": "title: x\n", "_layouts/post.html": f"<div>{notice}{{{{ content }}}}</div>"})
    assert [one.strength for one in found.layouts] == ([strength] if strength else [])


@pytest.mark.parametrize(
    ("asked", "condition"),
    [
        ("if content contains 'amzn.to'", "~amzn.to"),
        ('if page.content contains "amzn.to"', "~amzn.to"),
        ("unless content contains 'amzn.to'", "!~amzn.to"),
        ("if content contains 'amzn.to' or content contains 'tag='", "~amzn.to"),
        ("if page.affiliate and content contains 'amzn.to'", "affiliate"),
    ],
)
def test_a_notice_may_depend_on_what_the_article_holds(
    site: Callable[[dict[str, str]], Emissions], asked: str, condition: str
) -> None:
    end = "endunless" if asked.startswith("unless") else "endif"
    layout = f"{{% {asked} %}}{CLEAR}{{% {end} %}}{{{{ content }}}}"
    found = site({"_config.yml": "title: x\n", "_layouts/post.html": layout})
    assert condition in [one.condition for one in found.layouts]


def test_a_notice_for_other_words_is_missing(tmp_path: Path) -> None:
    notice = f"{{% if content contains 'amzn.to' %}}{CLEAR}{{% endif %}}{{{{ content }}}}"
    assert [one.rule for one in _found(tmp_path, notice)] == ["disclosure/missing"]
    assert _found(tmp_path, notice.replace("amzn.to", "B0LAMPS001")) == []


def test_what_only_readers_without_scripts_see_is_hidden(site: Callable[[dict[str, str]], Emissions]) -> None:
    layout = f"<noscript>{CLEAR}</noscript>{{{{ content }}}}"
    assert [one.where for one in site({"_config.yml": "", "_layouts/post.html": layout}).layouts] == ["hidden"]
