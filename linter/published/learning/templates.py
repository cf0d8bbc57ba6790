"""What shortcodes, includes and components print, by what pages show where articles call them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from linter.published.learning.observing import Told
from linter.published.placing import link_key
from linter.records import dataclass, replace
from linter.site.learned.model import PLACEHOLDER, filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.published.learning.observing import Called, Observed, Shown

Key = tuple[str, str]

_NEARLY_ALL = 0.9
_HALF = 0.5
_FEWEST = 2
"""Calls from which a link is known to be the template's, where neither its arguments nor its code say so."""
_FEWEST_SILENT = 3
"""Calls from which it is known that a template does not print what its code is read to print."""


@dataclass(frozen=True, slots=True)
class Print:
    """One thing that a template or layout prints, on how many of the pages or calls where it could, with an example of it."""

    shown: Shown
    count: int
    varies: bool = False


@dataclass(frozen=True, slots=True)
class FoundTemplate:
    """A template, what it prints, how many calls in how many articles tell so, and a page that shows it."""

    name: str
    prints: tuple[Print, ...]
    calls: int
    articles: int
    example: str
    read: str
    """The file that is read to print something, empty where none is."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One call, with what the page shows there in the words of its arguments."""

    observed: Observed
    called: Called
    shown: Mapping[Key, Shown]
    told: Told
    """What that comes to."""


def learn_templates(observed: Sequence[Observed]) -> tuple[list[FoundTemplate], list[Observed]]:
    """Return what templates print, by name, and the observations without what is theirs."""
    by_name: dict[str, list[_Seen]] = defaultdict(list)
    index = _Index(observed)
    for one in observed:
        for called in one.calls:
            by_name[called.name].append(_seen(one, called, index))
    found = []
    for name, seen in sorted(by_name.items()):
        prints = _prints(seen)
        if prints is not None and not _is_read_better(prints, seen):
            pages = sorted({one.observed.page for one in seen})
            read = next((one.called.read for one in seen if one.called.read), "")
            found.append(FoundTemplate(name, prints, len(seen), len(pages), pages[0], read))
    return found, _without(observed, {one.name: {item.shown.key for item in one.prints} for one in found})


class _Index:
    """Which pages show something around their articles, and which articles call a template, by their numbers."""

    def __init__(self, observed: Sequence[Observed]) -> None:
        self._all = len(observed)
        self._around: dict[Key, set[int]] = defaultdict(set)
        self._callers: dict[str, set[int]] = defaultdict(set)
        for number, one in enumerate(observed):
            for item in one.around:
                self._around[item.key].add(number)
            for called in one.calls:
                self._callers[called.name].add(number)

    def is_layouts(self, item: Shown, called: Called) -> bool:
        """Return whether something stands around articles that do not call a template as well."""
        callers = self._callers[called.name]
        others = self._all - len(callers)
        if not others:
            return not called.read
        return len(self._around[item.key] - callers) >= _HALF * others


def _seen(observed: Observed, called: Called, index: _Index) -> _Seen:
    """Return a call without what stands at the edge of the article because its layout prints it."""
    shown = {}
    keys = []
    for item in called.shown:
        made = item.made_of(called.values)
        if not called.at_edge or PLACEHOLDER.search(made.text) or not index.is_layouts(item, called):
            shown[made.key] = made
            keys.append(item.key)
    return _Seen(observed, called, shown, Told.of(keys))


def _prints(seen: Sequence[_Seen]) -> tuple[Print, ...] | None:
    """Return what a template prints, None where its calls do not agree or show too little."""
    counts: Counter[Key] = Counter()
    examples: dict[Key, Shown] = {}
    for one in seen:
        counts.update(one.shown.keys())
        for key, shown in one.shown.items():
            examples.setdefault(key, shown)
    sure = [
        Print(_typical(key, seen), count)
        for key, count in sorted(counts.items())
        if count >= _NEARLY_ALL * _able(examples[key], seen)
    ]
    links = [item for item in sure if item.shown.kind == "link"]
    told = sorted(
        (item for item in sure if item.shown.kind == "disclosure"),
        key=lambda item: (item.shown.strength != "clear", -item.count, item.shown.text),
    )
    others = [key for key in counts if key not in {item.shown.key for item in sure}]
    if any(kind == "disclosure" for kind, _ in others):
        return None
    if others:
        links += _varying(seen) if not links else []
        if not links:
            return None
    is_told = any(one.called.read for one in seen) or any(PLACEHOLDER.search(item.shown.text) for item in links)
    if links or told:
        return (*told[:1], *links) if is_told or len(seen) >= _FEWEST else None
    silent = sum(bool(one.called.read) and not one.called.at_edge for one in seen)
    return () if silent >= _FEWEST_SILENT else None


def _is_read_better(prints: Sequence[Print], seen: Sequence[_Seen]) -> bool:
    """Return whether the reader of templates tells of more calls what their pages show than one form for all of them would."""
    texts = [item.shown.text for item in prints if item.shown.kind == "link"]
    discloses = any(item.shown.kind == "disclosure" for item in prints)

    def form(one: _Seen) -> Told:
        links = frozenset(link_key(url) for text in texts for url in filled(text, one.called.values))
        return Told(links, discloses)

    formed = sum(form(one) == one.told for one in seen)
    if sum(one.called.told == one.told for one in seen) > formed:
        return True
    # Where some calls have another form, it is better to know of all whether they print a link than the address of most.
    return formed <= _NEARLY_ALL * len(seen) and sum(one.called.told.fits(one.told) for one in seen) > formed


def _able(shown: Shown, seen: Sequence[_Seen]) -> int:
    """Return how many calls hand over what a link is made of; all where it is made of nothing."""
    if not PLACEHOLDER.search(shown.text):
        return len(seen)
    return sum(any(filled(shown.text, one.called.values)) for one in seen)


def _typical(key: Key, seen: Sequence[_Seen]) -> Shown:
    """Return something as most pages show it."""
    forms = Counter(one.shown[key] for one in seen if key in one.shown)
    return min(forms, key=lambda form: (-forms[form], repr(form)))


def _varying(seen: Sequence[_Seen]) -> list[Print]:
    """Return the link that stands for those of a template whose addresses its arguments do not tell, if all calls have one.

    Where the template can be read, that tells more.
    """
    links = [[item for item in one.called.shown if item.kind == "link"] for one in seen]
    if any(one.called.read for one in seen) or sum(map(bool, links)) < _NEARLY_ALL * len(seen):
        return []
    programmes = Counter(item.programme for found in links for item in found)
    most = min(programmes, key=lambda name: (-programmes[name], name))
    rels = {item.rel for found in links for item in found}
    first = min((item for found in links for item in found if item.programme == most), key=lambda item: item.text)
    rel = first.rel if len(rels) == 1 else ""
    return [Print(replace(first, rel=rel), sum(map(bool, links)), varies=True)]


def _without(observed: Sequence[Observed], known: Mapping[str, set[Key]]) -> list[Observed]:
    """Return the observations without what stands around an article because it calls a template there."""
    left = []
    for one in observed:
        taken = {
            item.key
            for called in one.calls
            if called.at_edge
            for item in called.shown
            if item.made_of(called.values).key in known.get(called.name, ())
        }
        left.append(replace(one, around=tuple(item for item in one.around if item.key not in taken)) if taken else one)
    return left
