"""The keys of affilint.yml. A new key is one field here, and the use of its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from linter.article import FORMATS
from linter.configuration.keys import (
    TEXT,
    TEXTS,
    Origin,
    boolean,
    choice,
    inside,
    key,
    ref,
    section,
    sections,
    text,
    texts,
)
from linter.data.resources import language_codes
from linter.data.yaml_nodes import Node, suggest
from linter.encodings import encoding_of, labels
from linter.finding import CONFIDENCES, Confidence
from linter.records import dataclass
from linter.rulebook.loader import Rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.path_patterns import PathPatterns
    from linter.rulebook.packs import RuleSetting

FAIL_LEVELS: tuple[str, ...] = ("error", "warning", "info", "never")
Layout: TypeAlias = Literal["top", "bottom", "none"]
LAYOUTS: tuple[Layout, ...] = ("top", "bottom", "none")
STATEMENTS = ("amazon",)
"""Programmes that prescribe a statement for the site as a whole."""
DEFAULT_PACK = "recommended"
READ_FORMATS: tuple[str, ...] = tuple(dict.fromkeys(FORMATS.values()))
_ENDING = r"\.?[\w-]+"
_HOST = "^[^/]+[.][^/]+$"


def _packs(node: Node, what: str, _: Origin) -> tuple[str, ...]:
    from linter.rulebook.packs import pack_name  # noqa: PLC0415 - packs load what rules need

    return tuple(pack_name(item) for item in node.sequence(what))


def _rulebook(_node: Node, _what: str, origin: Origin) -> Rulebook:
    return origin.rulebook


def _rules(node: Node, _: str, origin: Origin) -> Mapping[str, RuleSetting]:
    from linter.rulebook.packs import read_settings  # noqa: PLC0415 - packs load what rules need

    return read_settings(node, origin.rulebook)


def _markets(node: Node, what: str, _: Origin) -> tuple[str, ...]:
    from linter.rulebook.packs import market_packs  # noqa: PLC0415 - packs load what rules need

    known = tuple(market_packs())
    return tuple(item.choice(f"each item of {what}", known) for item in node.sequence(what))


def _language(node: Node, what: str, _: Origin) -> str:
    """Read a language code of which affilint knows at least something."""
    from linter.facts.language.detection import base_language  # noqa: PLC0415 - most configurations name no language

    language = node.string(what).lower()
    known = language_codes()
    if base_language(language) not in known:
        node.fail(f"affilint knows no language {language!r}{suggest(language, known)} (it knows {', '.join(known)})")
    return language


def _path_inside(node: Node, what: str, origin: Origin) -> str:
    inside(node, what, origin.root)
    return str(node.value)


def _encoding(node: Node, what: str) -> None:
    if encoding_of(node.value) in {None, "replacement"}:
        near = suggest(node.value.lower(), labels())
        node.fail(f"{what}: there is no character encoding {node.value!r}{near} (labels: encoding.spec.whatwg.org)")


def _path_pattern(node: Node, _: str) -> None:
    from linter.path_patterns import PathPatterns  # noqa: PLC0415 - few configurations name paths

    try:
        PathPatterns([node.value])
    except ValueError as error:
        node.fail(f"{node.value!r} is not a valid gitignore pattern: {error}")


def _paths(node: Node, what: str, _: Origin) -> PathPatterns:
    from linter.path_patterns import PathPatterns  # noqa: PLC0415 - few configurations name paths

    patterns = node.strings(what)
    for item in node.sequence(what):
        _path_pattern(item, what)
    return PathPatterns(patterns)


def _cloak(node: Node, _: str) -> None:
    if len(node.value) < 2 or not (node.value.startswith("/") or "://" in node.value):
        node.fail("a cloak must be the start of an address, such as /go/ or https://shop.example/out/")


def _host(node: Node, what: str) -> None:
    if "/" in node.value or "." not in node.value:
        node.fail(f"each item of {what} must be a host such as deals.example, not {node.value!r}")


def _own_tags(node: Node, what: str, _: Origin) -> Mapping[str, frozenset[str]]:
    """Read the site's publisher ids: a list of Amazon tags, or lists by network id."""
    if isinstance(node.value, str):
        node.fail(f"{what} must be a list, such as [{node.value}], or lists by network")
    if isinstance(node.value, list):
        return {"amazon": frozenset(tag.lower() for tag in node.strings(what))}
    from linter.facts.links.registry import Registry  # noqa: PLC0415 - only where ids are given by network

    known = {network.id for network in Registry.default().entries()}
    return {
        network: frozenset(tag.lower() for tag in value.strings(f"{what}: {network}"))
        for network, value in node.mapping(what, known).items()
    }


def _accepted(node: Node, what: str, _: Origin) -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(item, f"each item of {what}") for item in node.sequence(what))


def _compiled(node: Node, what: str) -> re.Pattern[str]:
    import re2  # noqa: PLC0415 - few configurations hold patterns

    from linter.rulebook.options import is_about_nothing  # noqa: PLC0415 - it loads what rules need

    quiet = re2.Options()
    quiet.log_errors = False
    try:
        pattern: re.Pattern[str] = re2.compile(node.string(what), quiet)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        node.fail(f"not a valid RE2 pattern: {reason}")
    if is_about_nothing(pattern.pattern):
        node.fail(f"{what} must match some wording alone; {pattern.pattern!r} matches any text")
    return pattern


def _statements(node: Node, what: str, _: Origin) -> tuple[str, ...]:
    return tuple(item.choice(f"each item of {what}", STATEMENTS) for item in node.sequence(what))


def _house_disclosure(node: Node, what: str, _: Origin) -> str:
    """Read the sentence that fixes insert; one that does not disclose would fix nothing."""
    from linter.facts.disclosure.detector import DisclosureDetector  # noqa: PLC0415 - only where it is given

    sentence = " ".join(node.string(what).split())
    if not any(match.strength == "clear" for match in DisclosureDetector.default().find(sentence)):
        node.fail(
            f"{what} must be a sentence that tells a reader that you are paid, such as “We earn a commission when you buy through links in this article.”"
        )
    return sentence


def _spellings(node: Node, what: str, _: Origin) -> Mapping[str, str]:
    for key_node in (node.keys or {}).values() if node.mapping(what) else ():
        key_node.filled(f"each key of {what}")
    return {wrong: right.string(f"{what}: {wrong}") for wrong, right in node.mapping(what).items()}


def _formats(node: Node, what: str, _: Origin) -> Mapping[str, str]:
    """Read formats by file name ending; the dot may be left out."""
    found = {}
    for ending, value in node.mapping(what).items():
        if not re.fullmatch(_ENDING, ending, re.ASCII):
            node.fail(f"each key of {what} must be the ending of a file name such as .mdtxt, not {ending!r}")
        found["." + ending.lower().removeprefix(".")] = value.choice(f"{what}: {ending}", READ_FORMATS)
    return found


@dataclass(frozen=True)
class Affiliate:
    """What pays the site."""

    own_tags: Mapping[str, frozenset[str]] = ref(
        "Your publisher ids: Amazon tags, or lists of ids by network. Any other id is a stranger's.",
        "tags",
        _own_tags,
        dict,
    )
    cloaks: tuple[str, ...] = texts(
        "Starts of addresses of your own that redirect to merchants, such as /go/.", _cloak, minLength=2
    )
    hosts: tuple[str, ...] = texts("More hosts whose links pay you.", _host, pattern=_HOST)
    not_affiliate: tuple[str, ...] = texts("Hosts that never pay you.", _host, pattern=_HOST)
    components: tuple[str, ...] = texts("Shortcodes, includes and components that print affiliate links.")
    rel_added_at_build: bool = boolean('The site generator adds rel="sponsored" to links.', default=False)


@dataclass(frozen=True)
class Disclosure:
    """How the site discloses it."""

    accept: tuple[re.Pattern[str], ...] = key(
        "House wording that counts as a clear disclosure (RE2 patterns).",
        TEXTS,
        _accepted,
        tuple,
    )
    components: tuple[str, ...] = texts("Shortcodes, includes and components that print a disclosure.")
    site_statements: tuple[str, ...] = key(
        "Programmes whose prescribed statement stands elsewhere on the site.",
        {"type": "array", "items": {"enum": list(STATEMENTS)}},
        _statements,
        tuple,
    )
    text: str = key(
        "The house's disclosing sentence; affilint fix --unsafe inserts it under the title.",
        TEXT,
        _house_disclosure,
        str,
    )
    layout: Layout | None = choice("Where the layout prints a disclosure on every page.", LAYOUTS, None)


@dataclass(frozen=True)
class Brand:
    """Names of brands and products."""

    names: tuple[str, ...] = texts("Names in their one right spelling.", Node.filled)
    replace: Mapping[str, str] = key(
        "Wrong spellings and the right one of each.",
        {"type": "object", "additionalProperties": TEXT},
        _spellings,
        dict,
    )


@dataclass(frozen=True)
class Override:
    """Settings for the paths that match (gitignore patterns, relative to the configuration's folder)."""

    paths: PathPatterns = key(
        "Paths that this holds for (gitignore patterns, from this file's folder).",
        TEXTS,
        _paths,
        None,
    )
    rules: Mapping[str, RuleSetting] = ref("Settings of rules for these paths.", "rules", _rules, dict)
    language: str | None = ref("Language of these articles.", "language", _language, lambda: None)
    encoding: str | None = text(
        "Character set of these files, a label of the WHATWG Encoding Standard.", None, _encoding
    )
    markets: tuple[str, ...] | None = ref(
        "Countries whose readers these articles are for.", "markets", _markets, lambda: None
    )


@dataclass(frozen=True, kw_only=True, init=False, eq=False)
class Settings:
    """All that a configuration can say. Only ``Config`` is made, which adds where it was read."""

    packs: tuple[str, ...] = key(
        "Packs of rules to start from; recommended if absent.",
        {"type": "array", "items": {"$ref": "#/definitions/pack"}},
        _packs,
        lambda: (DEFAULT_PACK,),
        name="extends",
    )
    markets: tuple[str, ...] = ref(
        "Countries whose readers the articles are for; each switches its pack on in its languages.",
        "markets",
        _markets,
        tuple,
    )
    read_site: bool = boolean(
        "Read layouts, includes and redirect tables of the site around the articles.", default=True
    )
    rulebook: Rulebook = key(
        "Folders or files with rules of your own, from this file's folder.",
        TEXTS,
        _rulebook,
        Rulebook.shipped,
        name="rule_packs",
    )
    rules: Mapping[str, RuleSetting] = ref("Severity and options of rules.", "rules", _rules, dict)
    overrides: tuple[Override, ...] = sections(
        "Settings for some paths; of several that match, the last one counts.", "An override.", Override, "an override"
    )
    include: tuple[str, ...] = texts("Files that folders are searched for (gitignore patterns).", _path_pattern)
    exclude: tuple[str, ...] = texts("Files that are never checked (gitignore patterns).", _path_pattern)
    formats: Mapping[str, str] = key(
        "How files with further endings are read, such as .mdtxt: markdown; it may change a known ending too.",
        {"type": "object", "additionalProperties": {"enum": list(READ_FORMATS)}},
        _formats,
        dict,
    )
    language: str | None = ref(
        "Language of all articles; else it is read from the article, or guessed.", "language", _language, lambda: None
    )
    encoding: str | None = text(
        "Character set of the files, a label of the WHATWG Encoding Standard; if absent the declared one, or UTF-8.",
        None,
        _encoding,
    )
    affiliate: Affiliate = section("What pays you.", Affiliate)
    disclosure: Disclosure = section("How you disclose it.", Disclosure)
    brand: Brand = section("Names of brands and products.", Brand)
    baseline: str | None = key(
        "File of findings that are known and do not fail a run, from this file's folder.",
        TEXT,
        _path_inside,
        lambda: None,
    )
    built: str | None = key(
        "Folder with the pages that the site's generator builds, from this file's folder; if it is there, readers' pages are judged.",
        TEXT,
        _path_inside,
        lambda: None,
    )
    fail_on: str = choice("Lowest severity that fails a run; error if absent.", FAIL_LEVELS, "error")
    min_confidence: Confidence = choice("Leave out findings that are less sure.", CONFIDENCES, "possible")
