"""What the names of blocks and parts of templates tell of their place around an article."""

from __future__ import annotations

from typing import Literal

from linter import lazy_re as re

Role = Literal["head", "list", "above", "main", "end", "sidebar", "footer"]

_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        ["head", "meta", "title", "style", "styles", "css", "script", "scripts", "js", "javascript", "seo", "schema", "opengraph",
         "analytics", "stylesheets", "description", "favicon", "favicons", "canonical", "lang", "class"], "head"),
    **dict.fromkeys(["home", "index", "list", "lists", "search", "archive", "archives", "taxonomy", "term", "terms", "404", "landing",
         "category", "categories", "rss", "feed"], "list"),
    **dict.fromkeys(["footer", "foot", "bottom", "copyright", "colophon"], "footer"),
    **dict.fromkeys(["sidebar", "aside", "side", "toc", "nav", "navigation", "menu", "menus", "navbar", "rail"], "sidebar"),
    **dict.fromkeys(["after", "end", "comments", "comment", "related", "share", "pagination", "pager"], "end"),
    **dict.fromkeys(["main", "content", "body", "article", "page", "post", "single", "maincontent"], "main"),
}  # fmt: skip
"""Words in the names of blocks and parts; the first that is here decides, after those that only say that it is of the article."""


def role_of(name: str) -> Role:
    """Return what the name of a block or part tells of its place; ``above`` (in sight) where it tells nothing."""
    words = [word.lower() for word in _WORDS.findall(name)]
    roles = [_ROLES[word] for word in words if word in _ROLES]
    return next((role for role in roles if role != "main"), roles[0] if roles else "above")
