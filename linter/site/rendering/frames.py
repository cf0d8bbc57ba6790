"""Where an expansion is: the template that is being expanded, with what its caller gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.article.made_texts import MadeText
    from linter.site.template.call_conditions import Passed
    from linter.site.template.expressions import Scope
    from linter.site.template.template_ir import Node


@dataclass(frozen=True, slots=True)
class Frame:
    """A template being expanded: its scope, what fills its slot and blocks, the templates that called it, the ``block`` it is in."""

    scope: Scope
    stack: tuple[str, ...]
    slot: Part | None = None
    blocks: tuple[tuple[str, Part], ...] = ()
    block: str = ""
    replaced: tuple[Part, ...] = ()
    """What the block that is being printed replaces, the nearest first."""
    passed: Mapping[str, Passed] | None = None
    """The expressions that a component is called with, by lower-case name; None where no component calls it."""
    given: Mapping[str, MadeText] = field(default_factory=dict)
    """The arguments of the call that are made of front matter, by lower-case name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A range of nodes, expanded in the frame in which it was written; an empty range prints nothing."""

    nodes: Sequence[Node]
    start: int
    end: int
    frame: Frame

    named: frozenset[str] = frozenset()
    """The named slots of what is in it, which are printed elsewhere."""

    def is_blank(self) -> bool:
        """Return whether it is nothing but blanks."""
        nodes = self.nodes[self.start : self.end]
        return all(
            node.kind in {"break", "assign"} or (node.kind == "text" and not node.value.strip()) for node in nodes
        )
