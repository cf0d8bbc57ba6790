"""Links that lack what their ``rel`` (or another attribute) must say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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
    """Make the check. Plain Markdown links cannot carry a rel, so by default they are reported once a file, as info."""
    wanted = frozenset(value.lower() for value in options["any_of"])
    unwanted = frozenset(value.lower() for value in options["none_of"])
    having = frozenset(value.lower() for value in options["having"])
    networks = frozenset(options["networks"])
    attribute, plain = options["attribute"], options["plain_markdown"]

    def run(facts: Facts) -> Iterator[Match]:
        if attribute == "rel" and facts.options.rel_added_at_build:
            return
        without_place: list[tuple[Link, str]] = []
        for link, programme in _links(facts, options["links"], networks):
            values = _values(link, attribute)
            may_be_right = not wanted or values & wanted or _is_dynamic(link, attribute)
            if not may_be_right and attribute == "rel":
                may_be_right = bool(rel_at_build(link, facts.options.emissions) & wanted)
            right = not values & unwanted and may_be_right
            if right or link.kind in WITHOUT_REL or (having and not values & having):
                continue
            if link.can_carry_rel:
                span = link.place.rel_span if attribute == "rel" else None
                said = f"its rel is “{' '.join(sorted(values))}”" if values else f"it has no {attribute}"
                yield Match(
                    *(span or (link.start, _tag_end(link))),
                    {"said": said, "programme": programme, "wanted": _either(wanted)},
                    fix=_fix(link, attribute, options["any_of"]),
                )
            else:
                without_place.append((link, programme))
        if plain == "ignore":
            return
        for link, programme in without_place[: 1 if plain == "once" else None]:
            others = f" (and {len(without_place) - 1} more here)" if plain == "once" and len(without_place) > 1 else ""
            said = f"plain Markdown has no place for one{others}"
            yield Match(
                link.start, link.end, {"said": said, "programme": programme, "wanted": _either(wanted)}, severity="info"
            )

    return Check(run)


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
    """Add the first wanted value to the attribute of an HTML link; masked template syntax is left to people."""
    if not any_of or link.attribute is None:
        return None
    text = link.source.text
    tag = scan_tag(text, link.start)
    if "{" in text[tag.start : tag.end] or text[tag.end - 1 : tag.end] != ">":
        return None
    written = tag.attributes.get(attribute)
    if written is None:
        name_end = link.start + 1 + len(_TAG_NAME.match(text, link.start + 1).group())  # type: ignore[union-attr]
        edit = Edit(name_end, name_end, f' {attribute}="{any_of[0]}"')
    elif text[written.value_start - 1 : written.value_start] not in {'"', "'"}:
        return None
    else:
        space = " " if text[written.value_start : written.value_end].strip() else ""
        edit = Edit(written.value_end, written.value_end, f"{space}{any_of[0]}")
    return Fix((edit,), safe=True, description=f"add {any_of[0]} to {attribute}")


def _tag_end(link: Link) -> int:
    """Return where an HTML link's start tag ends, so that the finding points at the tag, not at the text in it."""
    return tag_end(link.source.text, link.start) if link.attribute is not None else link.end


def _either(values: frozenset[str]) -> str:
    return " or ".join(sorted(values, reverse=True))
