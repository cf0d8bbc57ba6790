"""Read an article's calls of templates: their names, their arguments, and what the site's templates print for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import NOT_IMPORTED
from linter.article.server_includes import included
from linter.facts.links.around import page_values
from linter.facts.links.imported import file_name, imported
from linter.facts.links.mdc import component_of, may_have_tags, tags
from linter.facts.links.pages import printed_on_page
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.emissions import Emissions, Printed
    from linter.article.model import Article, Emission

_MACRO = re.compile(r"(?:\w+\.)?([A-Za-z_]\w*)\(")
_COMPONENT = re.compile(r"<(?P<name>[A-Z][\w.]{0,80})(?P<arguments>(?=[\s/>])[^<>]{0,2000})")
_NOT_DATA = re.compile(r"[<\[`]|\w[:.]//|://|www\.")
_ARGUMENT = re.compile(
    r"(?:(?P<name>[\w-]+)\s*[=:]\s*\{?\s*)?(?:[\"'`](?P<value>[^\"'`]*)[\"'`]|(?P<bare>[^\s=\"'`{}]+))"
)
_BOUND = re.compile(r"(?:^|\s)(?:[:@#]\w|v-\w)")
"""A prop whose value is an expression though it stands in quotation marks (Vue)."""
_PROP = re.compile(
    r"(?P<name>[A-Za-z_][\w-]*)(?:\s*=\s*(?:(?P<text>\"[^\"]*\"|'[^']*')|\{(?P<code>(?:[^{}\"'`]|\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`|\{[^{}]*\})*)\}))?"
)
_EMPTY_RECORD = re.compile(
    r"([\w-]+)=\{\{\s*(?:[\w\"'-]{1,60}\s*:\s*(?:\"\"|''|``|null|undefined|\[\]|\{\})\s*(?:,\s*|(?=\}))){0,40}\}\}"
)
"""A record that a call writes out without any value: ``shops={{ first: "" }}``."""


def calls(article: Article) -> Iterator[Emission]:
    """Yield an article's template syntax, and the macros and components inside expressions: ``{pens.map((p) => <Card .../>)}``.

    Of a page that is code these are read already.
    """
    if may_have_tags(article.source.text):
        yield from tags(article)
    for emission in article.emitted:
        yield emission
        if article.is_code:
            continue
        if emission.kind == "server":
            for name in included(emission.arguments):
                yield replace(emission, kind="liquid", name="include", arguments=f'"{name}"')
        if emission.kind == "expression" and "<" in emission.arguments:
            for match in _COMPONENT.finditer(emission.arguments):
                yield replace(emission, kind="component", name=match["name"], arguments=match["arguments"])
        elif emission.kind == "expression" and (macro := _MACRO.match(emission.arguments)) is not None:
            yield replace(emission, kind="liquid", name=macro[1])


def printed_by(emission: Emission, emissions: Emissions, article: Article) -> Printed | None:
    """Return what the site's templates print for a piece of template syntax, with its arguments where these matter."""
    if article.is_code:
        return printed_on_page(emission, emissions, article)
    if emission.kind == "directive":
        called = component_of(emission, emissions)
        return None if called is None else _with_arguments(*called, emission, emissions, article)
    if emission.kind not in {"liquid", "shortcode", "component"} or emission.name.startswith("/"):
        return None
    printed = _printed_by_name(emission, emissions, article)
    if printed is None or printed.disclosure is None or emission.kind != "component" or not printed.source:
        return printed
    written = written_props(emission.arguments)
    is_left_out = bool(written) and emissions.reader is not None and not emissions.reader.says(printed, written or {})
    return replace(printed, disclosure=None, disclosure_place=None) if is_left_out else printed


def _printed_by_name(emission: Emission, emissions: Emissions, article: Article) -> Printed | None:
    own = imported(emission, emissions, article)
    if own is None:
        return None
    for name in template_names(emission) if own is NOT_IMPORTED else (file_name(own),):
        printed = emissions.names.get(name)
        if own is not NOT_IMPORTED and (printed is None or (printed.source, printed.links) != (own.source, own.links)):
            return own
        printed = _with_arguments(name, printed, emission, emissions, article)
        if printed is not None:
            return printed
    return None


def _with_arguments(
    name: str, printed: Printed | None, emission: Emission, emissions: Emissions, article: Article
) -> Printed | None:
    """Return what a template prints for the arguments of a call; ``printed`` is what it prints for any."""
    # What the configuration declares has no source.
    if emissions.reader is None or (printed is not None and not printed.source):
        return printed
    positional, named = call_arguments(emission)
    named |= dict.fromkeys(_EMPTY_RECORD.findall(emission.arguments) if "{{" in emission.arguments else (), "{}")
    inner = _inner(article, emission) if printed is not None else None
    exact = emissions.reader.called(name, positional, named, page_values(article), inner)
    unfilled = printed.unfilled if printed is not None else ()
    return printed if exact is None else replace(exact, unfilled=unfilled)


def _inner(article: Article, emission: Emission) -> str | None:
    """Return the text between the tags of a shortcode where it is data: rows and keys, no link, markup or call of its own."""
    if emission.kind != "shortcode":
        return None
    behind = (one for one in article.emitted if one.start >= emission.end and one.kind != "math")
    closing = next(behind, None)
    if closing is None or closing.name != f"/{emission.name}":
        return None
    text = article.source.text[emission.end : closing.start]
    return None if _NOT_DATA.search(text) else text


def template_names(emission: Emission) -> list[str]:
    """Return the lower-case names by which a template may be known: an include by its file, with and without ending."""
    if emission.name not in {"include", "include_relative", "include_cached", "include-markdown", "render", "partial"}:
        return [emission.name.lower()]
    quoted = emission.arguments.split('"', 2) if emission.arguments.startswith('"') else []
    first = quoted[1] if len(quoted) > 1 else emission.arguments.partition(" ")[0].strip("\"',")
    leaf = first.rpartition("/")[2]
    return [first.lower(), leaf.lower(), leaf.rpartition(".")[0].lower() or leaf.lower()]


def written_props(arguments: str) -> dict[str, str] | None:
    """Return the props of a component's call as its code writes them (``kind="bare"``), by name; None where it spreads others.

    Of what stands in braces only a text or a truth is one; anything else is handed on as an expression that nobody knows.
    """
    if "..." in arguments or _BOUND.search(arguments) is not None:
        return None
    found = {}
    for match in _PROP.finditer(arguments):
        value = match["text"] or match["code"]
        found[match["name"]] = "true" if value is None else value.strip()
    return found


def call_arguments(emission: Emission) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the values of a call, those without a name and those with one."""
    found = [(match["name"], match["value"] or match["bare"] or "") for match in _ARGUMENT.finditer(emission.arguments)]
    return tuple(value for name, value in found if not name), {name: value for name, value in found if name}
