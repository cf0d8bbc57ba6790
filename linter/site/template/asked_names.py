"""What the names in a condition of Liquid and Nunjucks belong to: the page, or the entry of a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from linter.site.template.template_ir import Template

_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_HEADS = re.compile(
    r"(?<![\w.])(?!(?:and|or|not|contains|true|false|nil|null|none|blank|empty|is|in|defined)\b)([A-Za-z_]\w*)"
)
_BARE = re.compile(
    r"(?P<not>not\s+)?(?!(?:true|false|none|content|page|site|loop|collections)\b)(?P<name>[A-Za-z_]\w*)(?P<rest>\s*[!=]==?\s*(?:\"[^\"]*\"|'[^']*'))?"
)
_PATH = re.compile(
    r"(?!(?:page|post|item|entry|loop|collections|pagination|content)\b)([A-Za-z_]\w*)(?:\.\w+|\[\s*[\w.\"'-]+\s*\])+"
)
_KEY = re.compile(r"\[\s*([A-Za-z_]\w*)\s*\]")


def asks_entry(expression: str, template: Template) -> bool:
    """Return whether a condition of Liquid asks nothing but what the entry of a loop has: ``pen.url``."""
    if template.flavour != "liquid":
        return False
    heads = _HEADS.findall(_STRING.sub(" ", expression))
    return bool(heads) and all(template.variables.get(head, "").endswith(".*") for head in heads)


def of_page(expression: str, template: Template) -> str | None:
    """Return what Nunjucks asks of a bare name, which is the page's or the site's, as asked of the page: ``page.kind == "desk"``."""
    found = _BARE.fullmatch(expression.strip()) if template.path.endswith(".njk") else None
    if found is None or found["name"] in template.variables or found["name"].isupper():
        return None
    return f"{found['not'] or ''}page.{found['name']}{found['rest'] or ''}"


def data_loop(expression: str, template: Template) -> tuple[bool, tuple[str, ...]]:
    """Return whether a loop of Nunjucks goes over a path that may be one of data, and the names in it that an article tells (``products[list]``)."""
    found = _PATH.fullmatch(expression.strip()) if template.path.endswith(".njk") else None
    if found is None or found[1] in template.variables:
        return False, ()
    return True, tuple(name for name in _KEY.findall(expression) if name not in template.variables)
