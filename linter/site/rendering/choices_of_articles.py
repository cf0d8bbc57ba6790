"""Links of layouts to records that an article's front matter chooses: ``pens.find((one) => one.id === post.data.pen)``.

A layout is read once for all articles, so that any record may be meant. Here its expansion is repeated with a value in place of the
front matter: with one that nothing has, to see which links depend on it, then with what an article says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import Choice
from linter.site.rendering.expand import Expansion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.events import Event
    from linter.site.template.template_ir import Template

_NOTHING = "no-record-is-called-this"
"""A value that no record has."""
_LIQUID = re.compile(r"(?<![\w.])page\.([\w-]{1,60}(?:\.[\w-]{1,60})?)")
_SCRIPT = re.compile(
    r"(?<![\w.$])((?:[A-Za-z_$][\w$]*[?!]?\.){0,3}?(?:frontmatter|frontMatter|data|fm|metadata|meta|attributes)[?!]?\.([\w$]{1,60}(?:[?!]?\.id)?))(?![\w$(])"
)
_KEY = re.compile(r"[\w\])]\[\s*([A-Za-z_]\w{0,60})\s*\]")
"""A bare name as a key, which is the page's in Nunjucks: ``products[list]``."""
_ALWAYS = frozenset(
    ["title", "description", "date", "url", "content", "layout", "slug", "permalink", "image", "author", "tags", "categories", "excerpt", "id"]
)  # fmt: skip
_MOST_KEYS = 12
_MOST_VALUES = 2_000
"""Different values that are remembered."""


class Chooser:
    """What the layouts of one site print for values of front matter, each worked out once."""

    def __init__(self, index: TemplateIndex) -> None:
        self._index = index
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...], str], list[str | None]] = {}

    def address(self, choice: Choice, value: str) -> str | None:
        """Return the affiliate link that a layout prints for a value; None if it prints none for it."""
        key = (choice.chain, choice.names, value)
        if key not in self._known:
            if len(self._known) >= _MOST_VALUES:
                return None
            loaded = [self._index.load(path) for path in choice.chain]
            chain = [template for template in loaded if template is not None]
            events = _expanded(self._index, chain, choice.names, value) if len(chain) == len(loaded) else None
            self._known[key] = [self._index.paying.address(one.text) for one in _addresses(events or ())]
        found = self._known[key]
        return found[choice.number] if choice.number < len(found) else None


def choices(
    index: TemplateIndex, chain: Sequence[Template], events: Sequence[Event]
) -> tuple[dict[int, Choice], frozenset[str]]:
    """Return what the affiliate links of a layout depend on, by their number among its events, and the paths of front matter that it names."""
    if any(template.flavour == "go" or index.load(template.path) is not template for template in chain):
        return {}, frozenset()
    numbers = [number for number, event in enumerate(events) if event.kind == "address"]
    open_ones = {at for at, number in enumerate(numbers) if _is_of_data(index, events[number])}
    found: dict[int, Choice] = {}
    named = _keys(index, chain, events) if open_ones else {}
    every = tuple(name for names in named.values() for name in names)
    path = tuple(template.path for template in chain)
    for key, names in named.items() if every and _depending(index, chain, every, open_ones) else ():
        for at in _depending(index, chain, names, open_ones):
            found.setdefault(numbers[at], Choice(key, names, path, at))
    return found, frozenset(named)


def _depending(
    index: TemplateIndex, chain: Sequence[Template], names: Sequence[str], links: AbstractSet[int]
) -> list[int]:
    """Return the links, by their number among the addresses, that no longer pay where expressions stand for no record."""
    others = _addresses(_expanded(index, chain, names, _NOTHING) or ())
    return [at for at in sorted(links) if at < len(others) and index.paying.address(others[at].text) is None]


def _is_of_data(index: TemplateIndex, event: Event) -> bool:
    """Return whether a link pays, and its address is not written in the template that prints it."""
    url = index.paying.address(event.text)
    return url is not None and not event.made and event.text not in (index.tree.text(event.path) or "")


def _keys(index: TemplateIndex, chain: Sequence[Template], events: Sequence[Event]) -> Mapping[str, tuple[str, ...]]:
    """Return the paths of front matter that templates name, with the expressions for each."""
    found: dict[str, dict[str, None]] = {}
    for path in dict.fromkeys([*(template.path for template in chain), *(event.path for event in events)]):
        template, text = index.load(path), index.tree.text(path) or ""
        if template is None:
            continue
        for name in _KEY.findall(text) if path.endswith(".njk") else ():
            if name not in template.variables and name.lower() not in _ALWAYS and len(found) < _MOST_KEYS:
                found.setdefault(name, {})[name] = None
        pattern = _SCRIPT if template.flavour == "script" else _LIQUID
        for match in pattern.finditer(text):
            key = _plain(match[2] if pattern is _SCRIPT else match[1])
            if key.split(".")[0].lower() not in _ALWAYS and (key in found or len(found) < _MOST_KEYS):
                found.setdefault(key, {})[_plain(match[1] if pattern is _SCRIPT else match[0])] = None
    return {key: tuple(names) for key, names in found.items()}


def _plain(path: str) -> str:
    return path.replace("?.", ".").replace("!.", ".")


def _expanded(index: TemplateIndex, chain: Sequence[Template], names: Sequence[str], value: str) -> list[Event] | None:
    walk = Expansion(index)
    try:
        walk.layout(chain, dict.fromkeys((name.lower() for name in names), value))
    except RecursionError:
        return None
    return walk.events


def _addresses(events: Sequence[Event]) -> list[Event]:
    return [event for event in events if event.kind == "address"]
