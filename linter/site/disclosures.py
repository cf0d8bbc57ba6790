"""Find the disclosures in a template's output."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from linter.facts.disclosure.detector import DisclosureDetector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.conditions import Condition
    from linter.site.expand import Event

_SPACE = re.compile(r"\s+")
_RANK = {"clear": 2, "weak": 1}


@dataclass(frozen=True, slots=True)
class PrintedDisclosure:
    """One disclosure that a template prints: ``place`` is hidden if readers cannot see it, ``path`` is the file it is in."""

    text: str
    strength: str
    place: Literal["top", "bottom", "hidden"]
    conditions: tuple[Condition, ...]
    label: bool
    path: str


def find_disclosures(events: Sequence[Event]) -> list[PrintedDisclosure]:
    """Return the disclosures in a template's output, in order; ``top`` means before the article."""
    found: list[PrintedDisclosure] = []
    place: Literal["top", "bottom"] = "top"
    for block in _blocks(events):
        if block[0].kind == "content":
            place = "bottom"
        else:
            found.extend(_in_block(block, place))
    return found


def prints_article(events: Sequence[Event]) -> bool:
    """Return whether a template prints the article at all."""
    return any(event.kind == "content" for event in events)


def strongest(disclosures: Sequence[PrintedDisclosure]) -> PrintedDisclosure | None:
    """Return the strongest disclosure, the first of equals; None if there is none."""
    return max(disclosures, key=lambda disclosure: _RANK.get(disclosure.strength, 0), default=None)


def _blocks(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Yield runs of text that read as one sentence or paragraph, and each content event by itself."""
    block: list[Event] = []
    for event in events:
        if event.kind == "address":
            continue
        # Text under another condition starts a new sentence, unless it is a word within one.
        if event.kind == "text" and (not block or event.region == block[-1].region):
            block.append(event)
            continue
        if block:
            yield block
        block = [event] if event.kind == "text" else []
        if event.kind == "content":
            yield [event]
    if block:
        yield block


def _in_block(block: list[Event], place: Literal["top", "bottom"]) -> Iterator[PrintedDisclosure]:
    text = "".join(event.text for event in block)
    if len(text) < 2 or not text.strip() or not DisclosureDetector.default().is_candidate(text):
        return
    for run in _by_condition(block):
        text = _SPACE.sub(" ", "".join(event.text for event in run)).strip()
        for match in DisclosureDetector.default().find(text, None, block_kind="paragraph"):
            if match.strength == "negated" or match.kind == "gift":
                continue
            main_event = _main_event(run, text[match.start : match.end])
            where = {"hidden": "hidden", "bottom": "bottom"}.get(main_event.region or "", place)
            yield PrintedDisclosure(
                text[match.start : match.end],
                match.strength,
                "hidden" if where == "hidden" else "bottom" if where == "bottom" else "top",
                main_event.conditions,
                match.kind == "label",
                main_event.path,
            )


def _by_condition(block: list[Event]) -> list[list[Event]]:
    """Split a block where the condition changes, so that the texts of ``if`` and ``else`` are never read as one.

    A conditional part between unconditional ones (a name, a link) stays in its sentence.
    """
    runs: list[list[Event]] = []
    for event in block:
        last = runs[-1][-1].conditions if runs else ()
        common = event.conditions[: len(last)] == last or last[: len(event.conditions)] == event.conditions
        if runs and common:
            runs[-1].append(event)
        else:
            runs.append([event])
    return runs


def _main_event(run: list[Event], text: str) -> Event:
    """Return the event with most words of a text: its condition applies to the text."""
    words = set(text.split())
    return max(run, key=lambda event: len(words.intersection(event.text.split())))
