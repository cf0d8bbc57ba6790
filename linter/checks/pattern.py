"""Wording to avoid: every match of the patterns in the visible text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import BLOCKS_OPTION, in_scope
from linter.checks._raw import printed_as_written
from linter.facts.links.shortcodes import Shortcodes
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linter.article.model import Article, Block
    from linter.facts import Facts

VALUES: tuple[str, ...] = ("found",)
OPTIONS: Mapping[str, Option] = {
    "patterns": Option(
        "patterns", "RE2 patterns; a group named `at` marks what is reported, else the whole match", required=True
    ),
    "words": Option(
        "mapping",
        "alternatives by name: “<name>” in a pattern, a topic, or in what comes later here, stands for them",
        default={},
    ),
    "except": Option("patterns", "RE2 patterns; a match that one of them matches too is left alone", default=[]),
    "except_written": Option(
        "patterns", "the same for what stands in the source: characters that were escaped are meant", default=[]
    ),
    "except_loose": Option(
        "patterns",
        "the same, on sites whose Markdown passes on whatever looks like a tag (Blackfriday, Ink)",
        default=[],
    ),
    "except_generated": Option(
        "patterns", "the same, in plain text of which a generator makes a page: with front matter or Liquid", default=[]
    ),
    "blocks": BLOCKS_OPTION,
    "not_after": Option("texts", "kinds of block (code, quote ...) behind which a match is left alone", default=[]),
    "not_before": Option("texts", "kinds of block before which a match is left alone", default=[]),
    "not_templates": Option(
        "boolean",
        "leave alone what a generator may read as Markdown and we do not: MDX, templates",
        default=False,
    ),
    "commonmark_only": Option("boolean", "leave sites alone whose Markdown is another one (kramdown)", default=False),
    "not_plain_text": Option("boolean", "leave files of plain text alone, in which signs mark nothing", default=False),
    "not_technical": Option("boolean", "leave articles that show code alone", default=False),
    "not_shortcodes": Option(
        "boolean", "leave alone the shortcodes that WordPress or a known plug-in of it replaces", default=False
    ),
    "unless_block": Option(
        "patterns", "RE2 patterns; a match in a block that one of them matches is left alone", default=[]
    ),
    "not_emphasised": Option(
        "boolean", "leave alone a match one of whose words is emphasised alone: it is spoken about", default=False
    ),
    "not_linked": Option("boolean", "leave alone what is the text of a link", default=False),
    "not_again": Option("boolean", "leave alone what stands in the article again: it is a name", default=False),
    "habit": Option(
        "number", "so many matches in an article are its style: it is told once, as a hint; 0: never", default=0
    ),
    "topic": Option(
        "patterns",
        "RE2 patterns; in an article with two matches of one what is found is a hint: it speaks of such things",
        default=[],
    ),
    "spoken": Option(
        "choice",
        "in an article in which named people take turns: what is found is a hint, or nothing is said",
        default="told",
        choices=("told", "hint", "silent"),
    ),
    "topic_once": Option(
        "patterns",
        "the same, where one match of them, also in the title, says so: “use the template below”",
        default=[],
    ),
    "not_raw": Option(
        "boolean", "leave alone what a template engine is told to print as it stands ({% raw %})", default=False
    ),
    "elsewhere": Option(
        "boolean",
        "also read titles and descriptions in front matter, alternative texts, props and JSON-LD",
        default=False,
    ),
    "languages": Option("texts", "language codes to which the rule is limited; all when empty", default=[]),
}
_NAMED = re.compile(r"(?<!\?P)<(\w+)>")
_GENERATED = re2.compile(r"\A(?:---|\+\+\+)[ \t]*\r?\n[\w-]+[ \t]*[:=]|\{%-?[ ]\w")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check."""
    languages = frozenset(options["languages"])
    patterns = _written_out(options["patterns"], options["words"])
    kinds = frozenset(options["blocks"])
    not_after, not_before = frozenset(options["not_after"]), frozenset(options["not_before"])
    not_templates = options["not_templates"]

    def is_allowed_here(article: Article, block: Block) -> bool:
        before, after = article.preceding(block), article.following(block)
        return (
            (before is not None and before.kind in not_after)
            or (after is not None and after.kind in not_before)
            or (not_templates and _is_read_again(article, block))
        )

    def matches(facts: Facts) -> Iterator[Match]:
        article = facts.article
        if (languages and facts.base_language not in languages) or _is_exempt(facts, options):
            return
        exceptions, written = _joined(tuple(options["except"])), _joined(_except_written(facts, options))
        spares = _holding(_joined(tuple(options["unless_block"])))
        shortcodes = Shortcodes(article) if options["not_shortcodes"] else None
        raw = printed_as_written(article) if options["not_raw"] else None
        for start, end in _places(article.text, _compiled(patterns)):
            block = article.block_at(start)
            end = min(end, block.end)  # noqa: PLW2901 - “anything but a bracket” goes on into the blocks that follow
            found = article.text[start:end]
            if not found or any(exception.search(found) for exception in exceptions):
                continue
            if not in_scope(block, kinds) or is_allowed_here(article, block):
                continue
            if spares(block):
                continue
            if options["not_again"] and article.text.count(found) > 1:
                continue
            if _is_marked(article, start, end, options):
                continue
            place = article.span(start, end)
            if raw is not None and raw.around(*place):
                continue
            if shortcodes is not None and shortcodes.hide(place[0], found):
                continue
            if not any(exception.search(article.source.text[slice(*place)]) for exception in written):
                yield Match(*place, {"found": found})

    habit = int(options["habit"])

    def run(facts: Facts) -> Iterator[Match]:
        found = list(matches(facts))
        if habit and len(found) >= habit:
            return iter([replace(found[0], severity="info")])
        return iter(_as_hints(facts, found, options))

    suspect = "|".join(f"(?:{pattern})" for pattern in patterns)
    return Check(run, suspect, elsewhere=options["elsewhere"])


def _written_out(patterns: Sequence[str], words: Mapping[str, str]) -> tuple[str, ...]:
    """Return patterns with the alternatives that they name."""
    known: dict[str, str] = {}

    def in_full(match: re.Match[str]) -> str:
        return known.get(match[1], match[0])

    for name, alternatives in words.items():
        known[name] = f"(?:{_NAMED.sub(in_full, alternatives)})"
    return tuple(_NAMED.sub(in_full, pattern) for pattern in patterns)


def _as_hints(facts: Facts, found: list[Match], options: Mapping[str, Any]) -> list[Match]:
    """Return what is found, as hints where the article speaks of such things or people speak in it, if the options say so."""
    if not found:
        return found
    is_spoken = options["spoken"] != "told" and facts.is_conversation
    if is_spoken and options["spoken"] == "silent":
        return []
    topic, once = (_written_out(options[key], options["words"]) for key in ("topic", "topic_once"))
    if is_spoken or _speaks_of(facts.article.text, topic, 1) or _speaks_of(_titled(facts.article), once, 0):
        return [replace(match, severity="info") for match in found]
    return found


def _is_exempt(facts: Facts, options: Mapping[str, Any]) -> bool:
    """Return whether the options leave a whole article alone."""
    return (
        (options["not_technical"] and facts.is_technical)
        or (options["not_plain_text"] and facts.article.format == "text")
        or (options["commonmark_only"] and not facts.options.emissions.is_commonmark)
    )


def _except_written(facts: Facts, options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the patterns of what may stand in the source: more of them on some sites and in some files."""
    patterns = tuple(options["except_written"])
    if facts.options.emissions.is_loose:
        patterns += tuple(options["except_loose"])
    if options["except_generated"] and facts.article.format == "text" and _GENERATED.search(facts.article.source.text):
        patterns += tuple(options["except_generated"])
    return patterns


def _is_marked(article: Article, start: int, end: int, options: Mapping[str, Any]) -> bool:
    """Return whether a match is left alone as the text of a link, or as emphasis marks one of its words and no more."""
    if options["not_linked"] and article.is_linked(start, start + 1):
        return True
    return options["not_emphasised"] and any(
        one.end <= end and " " not in article.text[one.start : one.end] for one in article.emphasis_from(start, end + 1)
    )


def _speaks_of(text: str, topic: tuple[str, ...], more_than: int) -> bool:
    """Return whether a text names a topic more often than so."""
    return any(len(pattern.findall(text)) > more_than for pattern in _compiled(topic))


def _titled(article: Article) -> str:
    """Return the text of an article with the title of its front matter."""
    return f"{article.title}\n{article.text}" if article.title else article.text


@cache
def _compiled(patterns: tuple[str, ...]) -> list[Any]:
    """Compile patterns on first use."""
    return [re2.compile(pattern) for pattern in patterns]


@cache
def _joined(patterns: tuple[str, ...]) -> list[Any]:
    """Compile patterns into one that is found where any of them is; where they do not go together, each by itself."""
    quiet = re2.Options()
    quiet.log_errors = False
    try:
        return [re2.compile("|".join(f"(?:{pattern})" for pattern in patterns), quiet)] if patterns else []
    except re2.error:  # two groups of one name, or too large together
        return _compiled(patterns)


def _holding(patterns: list[Any]) -> Callable[[Block], bool]:
    """Return a function that says whether one of some patterns is found in a block; each block is searched once."""
    known: dict[int, bool] = {}

    def holds(block: Block) -> bool:
        if block.index not in known:
            known[block.index] = any(pattern.search(block.text) for pattern in patterns)
        return known[block.index]

    return holds


def _is_read_again(article: Article, block: Block) -> bool:
    """Return whether a site generator parses Markdown in a block of HTML: in a template, in MDX, by an attribute."""
    if article.format == "html":
        return bool(article.emitted)
    return article.format == "mdx" or any("markdown" in node.attrs for node in block.container.chain())


def _places(text: str, patterns: list[Any]) -> Iterator[tuple[int, int]]:
    """Yield the matches of all patterns in order; of overlapping matches only the first, or the longer of two that start together."""
    spans = [match.span(pattern.groupindex.get("at", 0)) for pattern in patterns for match in pattern.finditer(text)]
    end_of_last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end_of_last <= start < end:
            end_of_last = end
            yield start, end
