"""What was measured, for the documentation site: accuracy by rule out of docs/accuracy-rounds.md, cost out of the files of `bench`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
_HEADING = re.compile(r"^#{2,3} (.+)$")
_NAME = re.compile(r"(?:([a-z]+)/)?([a-z]+(?:-[a-z]+)+|[a-z]+)\Z")
_LINK = re.compile(r"(\]\()(\.\./)?((?:docs/)?)([^)\s:#]+)")


class Reading(NamedTuple):
    """One row of a table of findings that a person read."""

    heading: str
    rules: tuple[str, ...]
    read: str
    wrong: str
    remark: str


def readings(rules: Mapping[str, object]) -> Iterator[Reading]:
    """Yield the rows of docs/accuracy-rounds.md that name rules of ``rules``, with the heading that they stand under."""
    heading, columns = "", dict[str, int]()
    for line in (ROOT / "docs" / "accuracy-rounds.md").read_text(encoding="utf-8").splitlines():
        if (title := _HEADING.match(line)) is not None:
            heading = title[1]
        if not line.startswith("|"):
            columns = {}
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not columns:
            columns = {name: number for number, name in enumerate(cells)}
        elif cells[0] and "wrong" in columns and next(iter(columns)) in {"rule", "rules"}:
            named = tuple(_named(cells[0], rules))
            if named:
                remark = cells[-1] if list(columns)[-1] not in {"read", "wrong", "unclear"} else ""
                yield Reading(heading, named, cells[columns.get("read", 1)], cells[columns["wrong"]], remark)


def _named(cell: str, rules: Mapping[str, object]) -> Iterator[str]:
    """Yield the rules of a cell; a family stands once before several names: “links/no-address, touching-text”."""
    family = ""
    for part in cell.split(", "):
        name = _NAME.match(part.rpartition("(")[2].rstrip(")"))
        family = (name[1] or family) if name is not None else ""
        if name is not None:
            found = [rule for rule in rules if rule.endswith(f"/{name[2]}") and family in {"", rule.partition("/")[0]}]
            yield from found if len(found) == 1 else ()


def accuracy_of(rule: str, read: list[Reading]) -> str:
    """Return Markdown on what persons read of a rule's findings on sites."""
    rows = [one for one in read if rule in one.rules]
    behind = "[Rounds of reading](../../accuracy-rounds.md) tells which sites these were, and what was mended since."
    if not rows:
        return f"No table counts this rule by itself. {behind}"
    lines = ["| reading | findings read | wrong | |", "|---|---|---|---|"]
    for one in rows:
        together = f" (with {', '.join(other for other in one.rules if other != rule)})" if len(one.rules) > 1 else ""
        lines.append(f"| {one.heading}{together} | {one.read or '–'} | {one.wrong or '–'} | {one.remark} |")
    return "\n".join(lines) + f"\n\n{behind}"


def cost_pages() -> Iterator[tuple[str, str]]:
    """Yield the pages on cost, which are the files that the benches write."""
    for path, name in (("speed.md", "RESULTS.md"), ("audit-cost.md", "AUDIT.md")):
        text = (ROOT / "bench" / name).read_text(encoding="utf-8")
        yield path, _LINK.sub(lambda found: _from_docs(found, "bench"), text)


def _from_docs(found: re.Match[str], folder: str) -> str:
    """Return the start of a link out of a file of another folder as one out of a page of the documentation."""
    up, docs, path = found[2], found[3], found[4]
    if up and docs:
        return f"{found[1]}{path}"
    return f"{found[1]}../{docs}{path}" if up else f"{found[1]}../{folder}/{docs}{path}"
