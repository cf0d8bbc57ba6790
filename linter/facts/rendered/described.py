"""A view that is described instead of measured: for examples of rules, which need no browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.facts.rendered.view import Made, Sight
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.article.link import Link

NUMBERS = ("top", "left", "width", "height", "size", "contrast")
FLAGS = ("bold", "in_frame", "late")
WORDS = ("unseen", "cause")
KEYS = ("text", *NUMBERS, *FLAGS, *WORDS, "made", "made_from_rel")
"""What an example may say of a piece of its text: the fields of ``Sight``, and those of ``Made``."""


@dataclass(frozen=True, slots=True)
class DescribedView:
    """A phone on which each character is a px further down, and all is seen, except what ``seen`` describes."""

    text: str
    seen: Sequence[Mapping[str, Any]]
    name: str = "390 x 844 px"
    height: int = 844

    def sight(self, start: int, end: int) -> Sight | None:
        """Return what the description of the piece says, and defaults for the rest."""
        sight = Sight(top=float(start), width=300.0, height=0.0, contrast=21.0)
        said = {key: value for key, value in self._said(start, end).items() if key in (*NUMBERS, *FLAGS, *WORDS)}
        return replace(sight, **said)

    def made(self, link: Link) -> Made | None:
        """Return what the description of the link says."""
        said = self._said(link.start, link.end)
        rel = said.get("made_from_rel")
        return Made(said["made"], frozenset(rel.split()) if rel is not None else None) if "made" in said else None

    def _said(self, start: int, end: int) -> Mapping[str, Any]:
        return next((one for one in self.seen if one["text"] in self.text[start:end]), {})
