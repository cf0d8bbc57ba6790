"""The rel of links that the article does not write: a template does, and its values stand where the link does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.rel_values import RelToken
from linter.records import replace

if TYPE_CHECKING:
    from linter.article.link import Link, LinkPlace


def with_rel(link: Link, rel: str) -> LinkPlace:
    """Return the place of a link with the values of a rel that a template writes out for it, or with none if it gives it none."""
    tokens = tuple(RelToken(value, link.start, link.end) for value in rel.lower().replace(",", " ").split())
    return replace(link.place, rel=tokens, rel_span=None, rel_is_told=True)
