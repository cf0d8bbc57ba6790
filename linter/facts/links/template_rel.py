"""The rel of links that the article does not write: a template does, and its values stand where the link does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.rel_values import RelToken, is_sponsored
from linter.records import replace

if TYPE_CHECKING:
    from linter.article.link import Link, LinkPlace
    from linter.facts.links.registry import Verdict


def with_rel(link: Link, rel: str) -> LinkPlace:
    """Return the place of a link with the values of a rel that a template writes out for it, or with none if it gives it none."""
    tokens = tuple(RelToken(value, link.start, link.end) for value in rel.lower().replace(",", " ").split())
    return replace(link.place, rel=tokens, rel_span=None, rel_is_told=True)


def marked_by(verdict: Verdict, rel: str | None, where: str = "") -> Verdict:
    """Return a verdict that the address alone leaves open as likely, where a template marks the link as sponsored."""
    if verdict.confidence != "possible" or verdict.placeholder or not is_sponsored(rel):
        return verdict
    return replace(verdict, confidence="likely", evidence=f"{verdict.evidence}, marked as sponsored{where}")
