"""The text of an article that a page takes from a record of code or data: ``posts.find((post) => post.slug === slug).html``.

No file holds such an article, so what its text links and says is the page's own. Of several records one stands for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.rendering.printed_texts import pieces

if TYPE_CHECKING:
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.expressions import Scope
    from linter.site.template.template_ir import Node

# marked(post.body), await markdownToHtml(post.body), DOMPurify.sanitize(html)
_MADE = re.compile(
    r"(?:await\s+)?(?:[\w$]+\.)?(?P<name>\w*(?:marked|markdown|Markdown|parse|render|sanitize|purify|[hH]tml)\w*)\(\s*(?P<of>[\w$.?!]{1,200})\s*(?:,[\s\S]{0,200})?\)$"
)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{0,400})\]\(\s*<?([^\s()<>]{1,2000})>?(?:\s+[\"'][^\"'\n]{0,200}[\"'])?\s*\)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_MOST = 400
_LONGEST = 200_000
_DEEPEST = 4


def text_of_record(node: Node, scope: Scope, index: TemplateIndex) -> str:
    """Return the HTML of the article that a node prints if records hold it: the first that pays, else the first; empty if none does."""
    for form, expression in node.arguments if scope.template.flavour == "script" else ():
        found, is_markdown = _written(expression, scope, index)
        if found:
            texts = [as_html(one) if is_markdown or form == "markdown" else one for one in found]
            return next((one for one in texts if _pays(one, index)), texts[0])
    return ""


def as_html(text: str) -> str:
    """Return the links and paragraphs of a text in Markdown as HTML, all else as it is."""
    return _PARAGRAPH.sub("<p>", _LINK.sub(r'<a href="\2">\1</a>', text))


def _written(expression: str, scope: Scope, index: TemplateIndex) -> tuple[list[str], bool]:
    """Return the texts of records that an expression prints, and whether something makes HTML of them."""
    is_made = False
    for _ in range(_DEEPEST):
        values = index.data.values(scope, expression)[:_MOST]
        texts = [one for one in values if isinstance(one, str) and len(one) < _LONGEST and one.strip()]
        if texts:
            return texts, is_made
        variables = scope.template.variables
        made = _MADE.match(variables.get(expression, "") if _NAME.fullmatch(expression) else expression)
        if made is None:
            break
        is_made = is_made or not ("sanitize" in made["name"] or "purify" in made["name"])
        expression = made["of"]
    return [], False


def _pays(text: str, index: TemplateIndex) -> bool:
    return any(kind == "address" and index.paying.address(url) is not None for kind, url in pieces(text))
