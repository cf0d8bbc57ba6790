"""What layouts print around articles: of which articles the pages show the same, told by folder, layout and front matter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.published.learning.templates import Print
from linter.records import dataclass, replace
from linter.site.learned.model import PLACEHOLDER, LearnedLayout, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.published.learning.observing import Observed, Shown

Key = tuple[str, str, str]
"""Kind, words or address, and for a disclosure where it stands."""

_ALL, _NONE = 0.98, 0.02
"""Share of pages from and up to which something is the layout's, or is not; a disclosure is nobody else's on two pages already."""
_DEEPEST = 4
_MOST_HOSTS = 6
_SECTIONS = ("_index", "index")
_FEWEST = 2
"""Articles with and without a key of front matter that something depends on."""
_LEFT = 0.5
"""Share of the doubts that a division may leave, so that it tells something."""


@dataclass(frozen=True, slots=True)
class FoundLayout:
    """What stands around some articles, how many there are, and a page that shows it."""

    which: LearnedLayout
    """Which articles these are; what it prints is in ``prints``."""
    prints: tuple[Print, ...]
    pages: int
    example: str
    members: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class _One:
    """One article, by its folders from the file's own, with what its page shows around it."""

    observed: Observed
    folders: tuple[str, ...]
    name: str
    shown: Mapping[Key, Shown]

    def may_show(self, key: Key) -> bool:
        """Return whether the page would tell if the layout prints something: not if the article writes it, or has no value for it."""
        if key[:2] in self.observed.own:
            return False
        return not PLACEHOLDER.search(key[1]) or any(filled(key[1], self.observed.values))


def learn_layouts(observed: Sequence[Observed], root: str) -> list[FoundLayout]:
    """Return what stands around which articles, what is more particular first. ``root`` is the folder that folders begin at."""
    members = [_one(item, root) for item in sorted(observed, key=lambda item: item.path)]
    if not members:
        return []
    base = members[0].folders[: _common([one.folders for one in members])]
    return list(_divided(members, LearnedLayout("/".join(base)), 0))


def _one(observed: Observed, root: str) -> _One:
    path = observed.path.removeprefix(f"{root.rstrip('/')}/")
    shown: dict[Key, Shown] = {}
    for item in observed.around:
        made = item.made_of(observed.values)
        address = made.text if made.kind == "link" else made.key[1]
        shown.setdefault((made.kind, address, made.where if made.kind == "disclosure" else ""), made)
    *folders, name = path.split("/")
    return _One(observed, tuple(folders), name.partition(".")[0], shown)


def _divided(members: Sequence[_One], which: LearnedLayout, depth: int) -> Iterator[FoundLayout]:
    """Yield the parts of some articles around which the same stands, as few as possible."""
    doubts = _doubts(members)
    parts = _best(members, which, doubts) if doubts and depth < _DEEPEST else None
    if parts is None:
        yield _found(members, which, is_unclear=bool(doubts))
        return
    for part, there in parts:
        yield from _divided(there, part, depth + 1)


def _doubts(members: Sequence[_One]) -> int:
    """Return how many articles are exceptions to what the others of them show."""
    return sum(
        min(count, able - count)
        for key, (able, count) in _counts(members).items()
        if (count >= _FEWEST if key[0] == "disclosure" else count > _NONE * able) and count < _ALL * able
    )


def _counts(members: Sequence[_One]) -> dict[Key, tuple[int, int]]:
    """Return, for everything around the articles, on how many pages it could stand, and on how many it does."""
    shown = Counter(key for one in members for key in one.shown if key[:2] not in one.observed.own)
    own = Counter(key for one in members for key in one.observed.own)
    return {
        key: (
            sum(one.may_show(key) for one in members)
            if PLACEHOLDER.search(key[1])
            else len(members) - own[key[0], key[1]],
            count,
        )
        for key, count in shown.items()
    }


def _best(members: Sequence[_One], which: LearnedLayout, doubts: int) -> list[tuple[LearnedLayout, list[_One]]] | None:
    """Return the division that leaves the fewest doubts; None where none tells much."""
    ranked = [(sum(_doubts(there) for _, there in parts), parts) for parts in _divisions(members, which)]
    left, best = min(ranked, key=lambda item: item[0], default=(doubts, None))
    return best if best is not None and left <= _LEFT * doubts else None


def _divisions(members: Sequence[_One], which: LearnedLayout) -> Iterator[list[tuple[LearnedLayout, list[_One]]]]:
    """Yield the ways to divide articles, plain ones first: by layout, file name, folder, hosts that they link, a key of front matter."""
    if which.layout is None:
        names = sorted({one.observed.layout for one in members})
        if len(names) > 1:
            yield [
                (replace(which, layout=name), [one for one in members if one.observed.layout == name]) for name in names
            ]
    yield from _by_name(members, which)
    yield from _by_folder(members, which)
    yield from _by_host(members, which)
    keys = Counter(key for one in members for key in one.observed.keys)
    for key, count in sorted(keys.items()):
        if count >= _FEWEST and len(members) - count >= _FEWEST:
            yield [
                (replace(which, having=(*which.having, key)), [one for one in members if key in one.observed.keys]),
                (replace(which, lacking=(*which.lacking, key)), [one for one in members if key not in one.observed.keys]),
            ]  # fmt: skip


def _by_name(members: Sequence[_One], which: LearnedLayout) -> Iterator[list[tuple[LearnedLayout, list[_One]]]]:
    """Yield the divisions into the pages of sections, which generators know by their file names, and others."""
    for name in _SECTIONS:
        them = [one for one in members if one.name == name]
        if them and len(them) < len(members):
            yield [(replace(which, name=name), them), (which, [one for one in members if one.name != name])]


def _by_folder(members: Sequence[_One], which: LearnedLayout) -> Iterator[list[tuple[LearnedLayout, list[_One]]]]:
    """Yield the division by the folders right below the one that all articles are in; what lies in none of them comes last."""
    depth = _common([one.folders for one in members])
    names = sorted({one.folders[depth] for one in members if len(one.folders) > depth})
    here = [one for one in members if len(one.folders) == depth]
    if len(names) + bool(here) < 2 or len(names) > len(members) / 2 + 1:
        return
    base = members[0].folders[:depth]
    parts = [
        (
            replace(which, folder="/".join((*base, name))),
            [one for one in members if len(one.folders) > depth and one.folders[depth] == name],
        )
        for name in names
    ]
    yield [*parts, *([(replace(which, folder="/".join(base), subfolders=False), here)] if here else [])]


def _by_host(members: Sequence[_One], which: LearnedLayout) -> Iterator[list[tuple[LearnedLayout, list[_One]]]]:
    """Yield the divisions into articles that link one of a few hosts and others: layouts print notices for some programmes."""
    if which.linking or which.not_linking:
        return
    for key in sorted({key for one in members for key in one.shown if key[0] == "disclosure"}):
        able = [one for one in members if one.may_show(key)]
        left = [one for one in able if key in one.shown]
        others = {host for one in able if key not in one.shown for host in one.observed.hosts}
        chosen: list[str] = []
        while left and len(chosen) < _MOST_HOSTS:
            counts = Counter(host for one in left for host in one.observed.hosts - others)
            host, count = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
            if count < _FEWEST:
                break
            chosen.append(host)
            left = [one for one in left if host not in one.observed.hosts]
        if chosen:
            hosts = frozenset(chosen)
            yield [
                (replace(which, linking=tuple(chosen)), [one for one in members if one.observed.hosts & hosts]),
                (replace(which, not_linking=tuple(chosen)), [one for one in members if not one.observed.hosts & hosts]),
            ]


def _common(folders: Sequence[tuple[str, ...]]) -> int:
    """Return how many folders all paths begin with."""
    first, last = min(folders), max(folders)
    count = 0
    while count < min(len(first), len(last)) and first[count] == last[count]:
        count += 1
    return count


def _found(members: Sequence[_One], which: LearnedLayout, *, is_unclear: bool) -> FoundLayout:
    prints: list[Print] = []
    for key, (able, count) in sorted(_counts(members).items()):
        if count >= _ALL * able or (is_unclear and key[0] == "disclosure" and count >= _FEWEST):
            forms = Counter(one.shown[key] for one in members if key in one.shown)
            prints.append(Print(min(forms, key=lambda form: (-forms[form], repr(form))), count))
    found = replace(which, is_unclear=is_unclear)
    example = min(one.observed.page for one in members)
    return FoundLayout(found, tuple(prints), len(members), example, tuple(one.observed for one in members))
