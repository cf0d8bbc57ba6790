"""Links whose ``rel`` (or another attribute) lacks a required value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.article.fills import NOTHING_FILL, OBJECT_FILL
from linter.article.tags import scan_tag, tag_end
from linter.checks import Check, Match, Option
from linter.facts.links.affiliate import WITHOUT_REL
from linter.facts.links.rel_at_build import rel_at_build
from linter.finding import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.article.link import Link
    from linter.facts import Facts

_TAG_NAME = re.compile(r"[A-Za-z][\w:-]*")

VALUES: tuple[str, ...] = ("said", "programme", "wanted")
OPTIONS: Mapping[str, Option] = {
    "links": Option("choice", "which links", default="affiliate", choices=("affiliate", "all")),
    "attribute": Option("text", "the attribute", default="rel"),
    "networks": Option("texts", "only links of these entries in rules/networks; all when empty", default=[]),
    "any_of": Option("texts", "values of which one must be there", default=[]),
    "none_of": Option("texts", "values that must not be there", default=[]),
    "having": Option("texts", "only links that have one of these values; all when empty", default=[]),
    "plain_markdown": Option(
        "choice",
        "what to do where the source has no place for the attribute",
        default="once",
        choices=("once", "each", "ignore"),
    ),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. Plain Markdown links cannot have a rel, so by default they are reported once per file, as info."""
    required = frozenset(value.lower() for value in options["any_of"])
    forbidden = frozenset(value.lower() for value in options["none_of"])
    only_with = frozenset(value.lower() for value in options["having"])
    networks = frozenset(options["networks"])
    attribute, plain = options["attribute"], options["plain_markdown"]

    def run(facts: Facts) -> Iterator[Match]:
        if attribute == "rel" and facts.options.rel_added_at_build:
            return
        without_place: list[tuple[Link, str]] = []
        for link, programme in _links(facts, options["links"], networks):
            values = _values(link, attribute)
            may_be_right = not required or values & required or _is_dynamic(link, attribute)
            if not may_be_right and attribute == "rel":
                may_be_right = bool(rel_at_build(link, facts.options.emissions) & required)
            right = not values & forbidden and may_be_right
            is_unknown = link.kind in WITHOUT_REL and not link.rel_values and not link.place.rel_is_told
            if right or is_unknown or (only_with and not values & only_with):
                continue
            if link.can_carry_rel:
                span = link.place.rel_span if attribute == "rel" else None
                actual = f"its rel is “{' '.join(sorted(values))}”" if values else f"it has no {attribute}"
                yield Match(
                    *(span or (link.start, _tag_end(link))),
                    {"said": actual, "programme": programme, "wanted": _either(required)},
                    fix=_fix(link, attribute, options["any_of"]),
                )
            else:
                without_place.append((link, programme))
        if plain == "ignore":
            return
        place = _in_markdown(facts, required) if attribute == "rel" else "plain Markdown has no place for one"
        for link, programme in without_place[: 1 if plain == "once" else None]:
            others = f" (and {len(without_place) - 1} more here)" if plain == "once" and len(without_place) > 1 else ""
            actual = f"{place}{others}"
            yield Match(
                link.start,
                link.end,
                {"said": actual, "programme": programme, "wanted": _either(required)},
                severity="info",
            )

    return Check(run, needs="affiliate-link" if options["links"] == "affiliate" else "link")


def _in_markdown(facts: Facts, required: frozenset[str]) -> str:
    """Return how a link of Markdown gets a rel on this site.

    Hugo leaves out HTML in Markdown unless its configuration lets it through (markup.goldmark.renderer.unsafe).
    """
    syntax, way = facts.options.emissions.rel_ways
    if syntax:
        return f"behind a Markdown link {syntax} gives it one"
    if way.startswith("a render hook"):
        return f"plain Markdown has no place for one; let {way} add it"
    if "sponsored" not in required:
        return "plain Markdown has no place for one; write the link in HTML"
    written = '<a rel="sponsored" href="…">'
    return f"plain Markdown has no place for one; write {written}, or let {way or 'the build of the site'} add it"


def _links(facts: Facts, which: str, networks: frozenset[str]) -> Iterator[tuple[Link, str]]:
    if which == "affiliate":
        for item in facts.affiliate_links:
            if item.verdict.is_of(networks):
                yield item.link, item.verdict.programme
    else:
        yield from ((link, "link") for link in facts.article.links if link.kind not in {"image", "embed"})


def _values(link: Link, attribute: str) -> frozenset[str]:
    if attribute == "rel":
        return link.rel_values
    return frozenset() if _is_dynamic(link, attribute) else frozenset(link.attrs.get(attribute, "").lower().split())


def _is_dynamic(link: Link, attribute: str) -> bool:
    """Say whether a template prints the attribute, or a part of it."""
    if attribute == "rel":
        return link.rel_is_dynamic
    value = link.attrs.get(attribute, "")
    return "{" in value or OBJECT_FILL in value or NOTHING_FILL in value


def _fix(link: Link, attribute: str, any_of: Sequence[str]) -> Fix | None:
    """Add the first required value to the attribute of an HTML link; None if the tag contains template syntax."""
    if not any_of or link.attribute is None:
        return None
    text = link.source.text
    tag = scan_tag(text, link.start)
    if "{" in text[tag.start : tag.end] or text[tag.end - 1 : tag.end] != ">":
        return None
    existing = tag.attributes.get(attribute)
    if existing is None:
        name_end = link.start + 1 + len(_TAG_NAME.match(text, link.start + 1).group())  # type: ignore[union-attr]
        edit = Edit(name_end, name_end, f' {attribute}="{any_of[0]}"')
    elif text[existing.value_start - 1 : existing.value_start] not in {'"', "'"}:
        return None
    else:
        space = " " if text[existing.value_start : existing.value_end].strip() else ""
        edit = Edit(existing.value_end, existing.value_end, f"{space}{any_of[0]}")
    return Fix((edit,), safe=True, description=f"add {any_of[0]} to {attribute}")


def _tag_end(link: Link) -> int:
    """Return the end of an HTML link's start tag, so that the finding does not cover the link's text."""
    return tag_end(link.source.text, link.start) if link.attribute is not None else link.end


def _either(values: frozenset[str]) -> str:
    return " or ".join(sorted(values, reverse=True))
