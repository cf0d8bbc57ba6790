"""The report as one HTML file: it loads nothing else, and works without its script."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING

from linter.records import dataclass
from linter.report.assets import FOLDER, asset, policy
from linter.report.authority import authority
from linter.report.charts import line, shares
from linter.report.data import in_view_order, packed
from linter.report.names import friendly
from linter.report.plan import FEW, plan
from linter.report.segments import segments
from linter.report.tables import caused, gravest, groups, scores, worst
from linter.report.translate import in_language

if TYPE_CHECKING:
    import jinja2

    from linter.report.i18n import Catalogue
    from linter.report.links import EditLinks
    from linter.report.model import Editorial
    from linter.report.pictures import Picture

_STYLES = ("base.css", "parts.css", "article.css", "print.css")
_SCRIPTS = ("store.js", "make.js", "list.js", "guide.js", "article.js", "app.js")
STATIC_ITEMS = 100
"""How many findings the page shows without its script."""
_STATIC_VIEWS = 6
_STATIC_PASSAGES = 200
"""How many articles, and how many of their blocks together, the page shows without its script."""
_ROWS = 12
"""How many rows a table by rule, section, author ... shows."""
_WORST = 12
_WORST_BELOW_PLAN = 3
"""How many of the worst articles it shows at once, if files to fix stand above them."""
_TABLES = ("rule", "cause", "author", "section", "owner", "programme")
_ACCEPTED = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """Options of the page. ``views`` is fit, all or none; ``live`` pages reload when the server's copy changes."""

    title: str = ""
    views: str = "fit"
    live: bool = False
    pictures: tuple[Picture, ...] = ()
    """What a browser showed of pages with findings."""


def page(editorial: Editorial, words: Catalogue, edit: EditLinks, layout: Layout) -> str:
    """Return the page; the same report gives the same text."""
    editorial = in_language(editorial, words)
    style = "".join(map(asset, _STYLES))
    script = _script(live=layout.live)
    data = packed(editorial, words, edit, layout.views)
    top, found_plan = gravest(editorial), plan(editorial)
    values = {
        "r": editorial, "t": words, "layout": layout, "edit": edit, "style": style, "script": script, "data": data,
        "policy": policy(style, script, live=layout.live), "accepted": [i for i in editorial.items if i.state != "open"],
        "baselined": sum(i.state == "baselined" for i in editorial.items), "top": top[:STATIC_ITEMS], "left": len(top) - len(top[:STATIC_ITEMS]), "most_accepted": _ACCEPTED,
        "articles": {article.path: article for article in editorial.articles},
        "worst": worst(editorial), "most": _WORST, "rows": _ROWS, "scores": scores(editorial), "shares": shares(editorial),
        "groups": [(by, found) for by in _TABLES if len(found := groups(editorial, by)) > 1 or by in {"rule", "cause"}],
        "plan": found_plan, "few": _WORST_BELOW_PLAN if found_plan.kind == "causes" else FEW, "friendly": friendly,
        "levels": Counter(item.severity for item in top), "line": line, "segments": segments, "views": _static_views(editorial) if layout.views != "none" else [],
        "caused": caused(editorial), "authority": partial(authority, words=words), "by_id": {item.fingerprint: item for item in editorial.items},
    }  # fmt: skip
    return _environment().get_template("page.html").render(values)


def _static_views(editorial: Editorial) -> list[str]:
    """Return the paths of the worst articles whose text the page shows without its script."""
    paths: list[str] = []
    passages_left = _STATIC_PASSAGES
    for article in in_view_order(editorial):
        if article.view is not None and len(article.view.passages) <= passages_left and len(paths) < _STATIC_VIEWS:
            passages_left -= len(article.view.passages)
            paths.append(article.path)
    return paths


def _script(*, live: bool) -> str:
    names = (*_SCRIPTS, "live.js") if live else _SCRIPTS
    return '"use strict";\n(() => {\n' + "".join(map(asset, names)) + "})();\n"


@cache
def _environment() -> jinja2.Environment:
    import jinja2  # noqa: PLC0415 - an extra

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
