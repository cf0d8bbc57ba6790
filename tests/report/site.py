"""Reports for tests: the fixture site, one full of hostile text, and one of any size."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from linter.cli.report import command
from linter.report.links import EditLinks
from linter.report.model import Article, Editorial, Evidence, Item, Mark, Passage, RuleInfo, Source, View
from tests.conftest import ROOT

SITE = ROOT / "fixtures" / "report-site"
DAY = "2026-11-22"
NO_EDIT = EditLinks(None)

HOSTILE = (
    "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    "{{7*7}} ${7*7} <a href=javascript:alert(1)>a</a>\u2028\u202e]]>-->"
)
FORMULA = '=HYPERLINK("http://evil.example","x")'


def report(*args: str | Path) -> Result:
    """Run ``affilint report`` on a fixed day."""
    return CliRunner().invoke(command, [*map(str, args), "--on", DAY], catch_exceptions=False)


def hostile() -> Editorial:
    """A report in which every text tries to be markup, a formula or a command."""
    text = HOSTILE + FORMULA
    rule = RuleInfo("house/" + "x", text, text, text, (Source(text),))
    view = View(
        (
            Passage(
                "paragraph", 0, text, 1, (Mark(0, 9, "link", text, "first"), Mark(3, 30, "finding", "f" * 24, "error"))
            ),
        ),
        "",
        0,
    )
    items = (
        Item(text, rule.id, "error", "certain", FORMULA, 1, 1, FORMULA, Evidence(text, text, text, source=True), "f" * 24, ((text, 3),), text, author=text, address=text, change=(text, FORMULA)),
        Item(text, rule.id, "error", "certain", text, 2, 1, text, Evidence(text, text, text, source=False), "e" * 24, state="suppressed", reason=text, until=text),
    )  # fmt: skip
    article = Article(
        text,
        text,
        FORMULA,
        text,
        text,
        text,
        links=2,
        first_line=1,
        disclosed="no",
        programmes=((text, 2),),
        tags=("brightwell-20",),
        errors=1,
        view=view,
    )
    return Editorial(DAY, "0", text, text, 2, items, (article,), ((text, FORMULA),), {rule.id: rule})


def large(count: int) -> Editorial:
    """A report of ``count`` findings in a tenth as many articles, each with different text."""
    rules = {
        f"text/rule-{n}": RuleInfo(
            f"text/rule-{n}", f"Rule number {n}", "Why it is there. " * 8, "Fix it.", (Source("House style"),)
        )
        for n in range(40)
    }
    items, articles = [], []
    for a in range(max(1, count // 10)):
        path = f"content/section-{a % 9}/article-{a:05}.md"
        articles.append(
            Article(
                path,
                f"Article number {a} about lamps",
                f"section-{a % 9}",
                f"Author {a % 23}",
                links=a % 5,
                disclosed=("before", "no", "after")[a % 3] if a % 5 else "",
                errors=3,
                warnings=4,
                infos=3,
            )
        )
        for n in range(min(10, count)):
            word = f"{(a * 7919 + n * 104729) % 999983:06}"
            level = ("error", "warning", "info")[n % 3]
            seen = Evidence(
                f"…the lamp {word} of the house stood ",
                f"word{word}",
                f" where the {n} chairs of row {a} had been, and nobody",
                source=False,
            )
            items.append(
                Item(
                    path,
                    f"text/rule-{(a + n) % 40}",
                    level,
                    "likely",
                    f"“word{word}” stands here twice in {n}.",
                    10 * n + 1,
                    n + 3,
                    f"word{word}",
                    seen,
                    f"{a:08x}{n:04x}" * 2,
                )
            )
    return Editorial(DAY, "0", "sha256:0", "affilint report", len(articles), tuple(items), tuple(articles), (), rules)
