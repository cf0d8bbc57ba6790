"""A block that the prose model takes for cut off at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.checks import Check, Match, Option
from linter.facts.prose.table import UNIT
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.prose.breaks import Break

VALUES: tuple[str, ...] = ("words", "word")
OPTIONS: Mapping[str, Option] = {
    "finds": Option(
        "choice",
        "broken: a sentence does not end behind these words; unstopped: it could, but has no stop where the others have",
        required=True,
        choices=("broken", "unstopped"),
    ),
    "likely": Option("number", "log-odds of damage from which the rule's own severity applies", default=3),
    "possible": Option("number", "log-odds from which a finding is made at info", default=2),
    "sure_languages": Option(
        "texts",
        "languages whose model is sure enough; in others what is likely is info, and nothing else is said",
        default=["en"],
    ),
    "most": Option("number", "findings of an article beyond which they are its style: then one at info", default=2),
    "earlier_sentences": Option(
        "boolean", "also find, at info, a last sentence without a stop behind others that have one", default=False
    ),
}


def build(options: Mapping[str, Any]) -> Check:
    """Build the check."""
    broken = options["finds"] == "broken"
    likely, possible, most = UNIT * options["likely"], UNIT * options["possible"], options["most"]
    languages = frozenset(options["sure_languages"])

    def run(facts: Facts) -> Iterator[Match]:
        is_sure = facts.base_language in languages
        least = possible if is_sure else likely
        found = [item for item in facts.breaks if item.broken == broken and item.score >= least]
        sure = [item for item in found if item.score >= likely]
        if len(sure) > most:
            yield _as_style(facts, sure)
            return
        for item in found:
            yield Match(
                *_span(facts, item), _values(item), severity=None if is_sure and item.score >= likely else "info"
            )
        if options["earlier_sentences"]:
            judged = {item.block.index for item in facts.breaks if item.score >= least}
            for ending in facts.endings:
                if ending.kind == "open" and ending.block.index not in judged:
                    values = {"words": ending.word, "word": ending.word}
                    yield Match(*facts.article.span(ending.start, ending.end), values, severity="info")

    return Check(run, needs="break")


def _as_style(facts: Facts, found: list[Break]) -> Match:
    """Say it once of an article that writes so."""
    others = tuple(Related(f"also behind “{item.words}”", *_span(facts, item)) for item in found[1:])
    return Match(*_span(facts, found[0]), _values(found[0]), others, severity="info")


def _span(facts: Facts, item: Break) -> tuple[int, int]:
    return facts.article.span(item.start, item.end)


def _values(item: Break) -> dict[str, str]:
    words = " ".join(item.words.split())
    return {"words": words, "word": words.rpartition(" ")[2]}
