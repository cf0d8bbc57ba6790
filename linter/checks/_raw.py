"""What a template engine is told to print as it stands: between ``{% raw %}`` and ``{% endraw %}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.spans import Spans

if TYPE_CHECKING:
    from linter.article.model import Article

_ENDS = {"raw": "endraw", "verbatim": "endverbatim"}
"""The tags of Liquid, Jinja and Nunjucks, and the one of Twig and Django."""


def printed_as_written(article: Article) -> Spans:
    """Return the source spans of such parts: braces in them are shown to readers, who are told about templates."""
    spans = Spans()
    open_tag: tuple[str, int] | None = None
    for emission in article.emitted:
        if open_tag is None and emission.name in _ENDS:
            open_tag = emission.name, emission.end
        elif open_tag is not None and emission.name == _ENDS[open_tag[0]]:
            spans.add(open_tag[1], emission.start)
            open_tag = None
    return spans
