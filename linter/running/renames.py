"""Renamed pages of a baseline: pages that are gone, found again by what was recorded of them.

Only the baseline and the findings of the run say so, never git: the same files give the same answer in a clone without
history, in an export, and in a repository whose settings would run programs. A page that is gone is another one now if at
least half of the findings of both are the same, and one of them stands on no other page of the baseline.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from linter.running.recorded import Entry, Known

_WHOLE_PAGE = "page"
_LONG = 20
"""How many characters of a finding about the page as a whole tell one page from another."""

Trait = tuple[str, str, str]
"""What two pages may share: a rule, a fingerprint, and the text for a finding about the page as a whole."""


def renamed_pages(
    entries: Mapping[Known, Entry],
    checked: Collection[str],
    found: Mapping[Known, Entry],
    exists: Callable[[str], bool],
) -> dict[str, str]:
    """Return the old names of checked pages that were renamed since they were recorded, by their names now.

    ``entries`` are those of the baseline, ``found`` the findings of the checked pages as such entries; ``exists`` says
    whether a page is still there.
    """
    recorded = _by_page(entries)
    gone = {page for page in recorded.keys() - set(checked) if not exists(page)}
    if not gone:
        return {}
    pages_with = Counter(trait for traits in recorded.values() for trait in traits)
    names: dict[str, str] = {}
    for page, traits in sorted(_by_page(found).items()):
        if page not in recorded:
            old = max(sorted(gone), key=lambda name: (recorded[name] & traits).total(), default="")
            if old and _is_same(recorded[old], traits, pages_with):
                names[page] = old
                gone.remove(old)
    return names


def _by_page(entries: Mapping[Known, Entry]) -> dict[str, Counter[Trait]]:
    pages: dict[str, Counter[Trait]] = {}
    for known, entry in entries.items():
        text = entry.excerpt if known.fingerprint == _WHOLE_PAGE else ""
        pages.setdefault(known.path, Counter())[known.rule, known.fingerprint, text] += entry.count
    return pages


def _is_same(old: Counter[Trait], new: Counter[Trait], pages_with: Counter[Trait]) -> bool:
    shared = old & new
    tells = (fingerprint != _WHOLE_PAGE or len(text) >= _LONG for _, fingerprint, text in shared)
    tells_it_apart = any(told and pages_with[trait] == 1 for told, trait in zip(tells, shared, strict=True))
    return tells_it_apart and 2 * shared.total() >= max(old.total(), new.total())
