"""Read components and includes with the arguments of one call: ``<Pen id="blue" />`` prints the entry ``blue`` of the data."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import NOT_IMPORTED
from linter.records import replace
from linter.site.code.literals import STRING, closing, literal, literal_fields
from linter.site.component.resolution import OUTSIDE
from linter.site.component.script import TooDeepError, read_component
from linter.site.rendering.choices_of_articles import Chooser
from linter.site.rendering.disclosures import find_disclosures
from linter.site.rendering.empty_calls import given_values, prints_no_address
from linter.site.rendering.expand import Expansion
from linter.site.rendering.template_index import component_name
from linter.site.rendering.templates import read_printed, written_rel
from linter.site.template.expressions import UNKNOWN
from linter.site.template.template_ir import Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.emissions import Choice, LayoutDisclosure, LayoutLink, PageValues, Printed
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.conditions import Condition
    from linter.site.template.events import Event

_COMPARED = re.compile(r"\(?\s*(?:props\.|include\.)?([\w$]+)\s*(?:(={2,3})|(!={1,2}))\s*[\"'`]([^\"'`]*)[\"'`]\s*\)?$")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_LIQUID = (".html", ".liquid", ".njk", ".md")
_SPREADING = frozenset({"v-bind", "bind"})
"""Arguments that stand for many (vuejs.org/guide/essentials/template-syntax)."""
_ALWAYS_GIVEN = frozenset({"children", "class", "classname", "style", "slot", "key", "ref"})
"""Props that what stands between the tags, or the framework, gives."""
_COMPONENTS = re.compile(r"\bexport\s+const\s+components\s*(?::[^=\n]{1,80})?=\s*(?=\{)")
"""What an article of MDX gives to the names in it (mdxjs.com/docs/using-mdx)."""
_MOST_CALLS = 2_000
"""Different calls that are remembered."""


class CallReader:
    """The components and includes of one site, as a ``linter.article.emissions.TemplateReader`` for calls alone."""

    def __init__(self, index: TemplateIndex, names: Mapping[str, Printed]) -> None:
        self._index = index
        self._printed = {
            name: printed for name, printed in names.items() if printed.links or printed.unfollowed or printed.adds
        }
        index.resolve("", "")  # reads the aliases
        self._chooser = Chooser(index)
        self._imported: dict[tuple[str, str, str], Printed | None] = {}
        data = sorted(index.tree.texts_read().items())
        self._digest = hashlib.sha256(repr(data).encode("utf-8", "surrogatepass")).hexdigest()
        self._known: dict[tuple[object, ...], Printed | None] = {}
        self._said: dict[tuple[object, ...], bool] = {}

    def __repr__(self) -> str:
        """Return what tells two sites apart: a digest of the files that were read."""
        return f"CallReader({self._digest})"

    def __eq__(self, other: object) -> bool:
        """Return whether another reader reads the same files."""
        return isinstance(other, CallReader) and self._digest == other._digest

    def __hash__(self) -> int:
        """Return a hash of the files that were read."""
        return hash(self._digest)

    @property
    def is_needed(self) -> bool:
        """Whether any template prints what a call or an import may decide."""
        return bool(self._printed) or self._index.has_components

    def around(self, page: PageValues) -> tuple[LayoutLink, ...] | None:  # noqa: ARG002 - layouts are not read by article
        """Return None: layouts are read once for all articles."""
        return None

    def disclosures(self, page: PageValues) -> tuple[LayoutDisclosure, ...] | None:  # noqa: ARG002 - the same
        """Return None: layouts are read once for all articles."""
        return None

    def values_printed(self, page: PageValues) -> frozenset[str] | None:  # noqa: ARG002 - the same
        """Return None: layouts are read once for all articles."""
        return None

    def chosen(self, choice: Choice, value: str) -> str | None:
        """Return the affiliate link that a layout prints for a value of front matter; None if it prints none for it."""
        return self._chooser.address(choice, value)

    def called(
        self,
        name: str,
        positional: tuple[str, ...],
        named: Mapping[str, str],
        page: PageValues,
        inner: str | None = None,  # noqa: ARG002 - links in it are the article's
    ) -> Printed | None:
        """Return what a template prints for the arguments of a call; None where they do not decide it."""
        printed = self._printed.get(name)
        if printed is None or (not named and printed.source.endswith(_LIQUID)):
            return None
        if (without := self._without_address(name, printed, named, page)) is not None:
            return without
        key = (name, tuple(named.items()), positional)
        if key not in self._known:
            if len(self._known) >= _MOST_CALLS:
                return None
            self._known[key] = self._read(name, printed, named, positional)
        return self._known[key]

    def _without_address(
        self, name: str, printed: Printed, named: Mapping[str, str], page: PageValues
    ) -> Printed | None:
        """Return what a component prints of which a call leaves all addresses empty; None where it may print one."""
        values = given_values(named, page.data) if printed.unfollowed and not printed.links else {}
        if not values:
            return None
        key = (name, repr(values))
        if key not in self._known:
            template = self._index.load(printed.source)
            is_whole = template is not None and component_name(printed.source).lower() == name
            has_none = template is not None and is_whole and prints_no_address(self._index, template, values)
            without = replace(printed, url_parameters=(), unfollowed=False, rel=None, rel_place=None)
            if len(self._known) >= _MOST_CALLS:
                return without if has_none else None
            self._known[key] = without if has_none else None
        return self._known[key]

    def says(self, printed: Printed, written: Mapping[str, str]) -> bool:
        """Return whether a component may print its disclosure for a call with the props that are ``written`` there, as code, by name."""
        key = (printed.source, printed.disclosure, tuple(written.items()))
        if key not in self._said:
            if len(self._said) >= _MOST_CALLS:
                return True
            self._said[key] = self._says(printed, written)
        return self._said[key]

    def _says(self, printed: Printed, written: Mapping[str, str]) -> bool:
        """Expand the component with the call's props; it must be the one that discloses in its file."""
        template = self._index.load(printed.source)
        if template is None or template.flavour != "script":
            return True
        any_call, this_call = Expansion(self._index), Expansion(self._index)
        caller = Template("x", "script")
        passed = {name.lower(): (value, caller) for name, value in written.items()}
        texts = {name.lower(): literal(value) for name, value in written.items() if STRING.fullmatch(value)}
        try:
            any_call.name(template)
            this_call.name(template, texts, passed)
        except RecursionError:
            return True
        is_of_file = any(one.text == printed.disclosure for one in find_disclosures(any_call.events))
        return not is_of_file or bool(find_disclosures(this_call.events))

    def imported(self, target: str, name: str, path: str) -> Printed | None:
        """Return what the component prints that an article imports, of the files that were read with the site."""
        folder = path.rpartition("/")[0] if target.startswith(".") else ""
        key = (folder, target, name)
        if key not in self._imported:
            self._imported[key] = self._of_import(target, name, folder)
        return self._imported[key]

    def own(self, code: str, name: str, path: str) -> Printed | None:
        """Return what a component prints that an article of MDX defines itself, or gives a name in its map of components."""
        key = (path, code, name)
        if key not in self._imported:
            self._imported[key] = self._of_article(code, name, path)
        return self._imported[key]

    def _of_article(self, code: str, name: str, path: str) -> Printed | None:
        tree = self._index.tree
        place = next((one for one in _below(path) if tree.exists(one)), path.rpartition("/")[2])
        try:
            article = read_component(code, f"{place}.jsx", self._index.components.element)
        except (TooDeepError, RecursionError):
            return None
        article.path = place
        named = _COMPONENTS.search(code)
        end = closing(code, named.end()) if named is not None else -1
        given = dict(literal_fields(code[named.end() : end + 1])) if named is not None and end > 0 else {}
        target = given.get(name, name)
        if target in article.imports:
            return self.imported(*article.imports[target], path)
        part = self._index.function(article, target)
        return read_printed(self._index, part, target) if part is not None else None

    def _of_import(self, target: str, name: str, folder: str) -> Printed | None:
        """Follow an import; the folder may be given from above the site, so that it is shortened until a file is there."""
        original, _, member = name.partition(".")
        while True:
            caller = Template(f"{folder}/x" if folder else "x", "script", imports={"X": (target, original)})
            component = self._index.components.named(f"X.{member}" if member else "X", caller)
            if component is not None or not folder:
                break
            folder = folder.partition("/")[2]
        if component is None or component == OUTSIDE or component.element:
            return NOT_IMPORTED if component is None else None
        if not self._index.is_read(component.path):
            return NOT_IMPORTED
        template = self._index.component(component.path, component.part)
        is_part = template is not None and template.part
        return read_printed(self._index, template, component.part if is_part else component.path) if template else None

    def _read(
        self, name: str, printed: Printed, named: Mapping[str, str], positional: tuple[str, ...]
    ) -> Printed | None:
        template = self._index.load(printed.source)
        if template is None or (template.flavour == "script" and component_name(printed.source).lower() != name):
            return None
        walk = Expansion(self._index)
        try:
            walk.name(template, {key.lower(): value for key, value in named.items()})
        except RecursionError:
            return None
        addresses = [event for event in walk.events if event.kind == "address"]
        absent = not_given(template, named, positional)
        events = [event for event in addresses if not is_excluded(event, named, absent)]
        links = {
            url: self._index.place(event.path, event.at)
            for event in events
            if (url := self._index.paying.printed(event.text, event.rel)) is not None
        }
        # In code, addresses may stand where no link is seen; what Liquid does not print is switched off.
        has_none = (bool(addresses) or template.flavour == "liquid") and not events
        if not links and not has_none and (not events or any(UNKNOWN in event.text for event in events)):
            return None
        rel, rel_at = written_rel(self._index, events)
        place = self._index.place(rel_at.path, rel_at.at) if rel_at is not None else None
        found = replace(printed, links=tuple(links), places=tuple(links.values()), rel=rel, rel_place=place)
        is_exact = printed.adds and bool(links) and not any(UNKNOWN in event.text for event in events)
        return replace(found, url_parameters=(), unfollowed=False, is_exact=is_exact)


def _below(path: str) -> Iterator[str]:
    """Yield a path from above the site in ever shorter forms."""
    parts = path.split("/")
    yield from ("/".join(parts[start:]) for start in range(len(parts)))


def not_given(template: Template, named: Mapping[str, str], positional: tuple[str, ...]) -> frozenset[str]:
    """Return the names in a component's code of the props that a call leaves out and that have no value without one."""
    if any(one.startswith("...") for one in positional) or not _SPREADING.isdisjoint(named):
        return frozenset()
    given = {name.lower().replace("-", "") for name in (*named, *positional)} | _ALWAYS_GIVEN
    return frozenset(
        local
        for local, name in template.parameters.items()
        if name.lower().replace("-", "") not in given and local not in template.defaults and not name.isdigit()
    )


def is_excluded(event: Event, named: Mapping[str, str], absent: frozenset[str]) -> bool:
    """Return whether an argument of the call contradicts a condition: ``shop === "b"`` where the call says ``shop="a"``."""
    return any(_contradicts(condition, named, absent) for condition in event.conditions)


def _contradicts(condition: Condition, named: Mapping[str, str], absent: frozenset[str]) -> bool:
    compared = _COMPARED.match(condition.expression.strip())
    if compared is not None and compared[1] in named:
        holds = (named[compared[1]] == compared[4]) == (compared[2] is not None)
        return holds == condition.negated
    is_given = None if absent.isdisjoint(_NAME.findall(condition.expression)) else _is_given(condition, absent)
    return is_given is not None and is_given == condition.negated


def _is_given(condition: Condition, absent: frozenset[str]) -> bool | None:
    """Say whether a condition on props holds (``asin``, ``!asin``, ``asin && shop``); None if what is known does not tell."""
    parts = [part.strip(" \n\t()").removeprefix("props.") for part in condition.expression.split("&&")]
    if any(part in absent for part in parts):
        return False
    return True if all(part.startswith("!") and part[1:].strip() in absent for part in parts) else None
