"""Full stop and comma at the end of a quotation: inside the marks (American) or outside (British)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import BLOCKS_OPTION, in_scope
from linter.checks._quote_fixes import source_edits
from linter.facts.language.lexicon import lexicon
from linter.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts
    from linter.facts.quotations.marks import Quotation

VALUES: tuple[str, ...] = ("mark", "place")
OPTIONS: Mapping[str, Option] = {
    "style": Option(
        "choice",
        "us: inside the marks; uk: outside, unless they end a quoted sentence",
        default="us",
        choices=("us", "uk"),
    ),
    "blocks": BLOCKS_OPTION,
}
_CLOSERS = frozenset("\"”’'")
_STOPS = ".,"
_OPENERS = frozenset("\"“'‘")
_TITLE_WORDS = 5
_SMALL = frozenset({"a", "an", "the", "of", "and", "in", "on", "for", "to", "at", "or"})
_PRONOUNS = frozenset({"i", "we", "they", "you", "it", "he", "she", "one"})
_LAST_OF_LIST = re.compile(r"[,”’\"'] ?(?:and|or)$")
_FIRST_WORD = re.compile(r"\s+([^\W\d_]+)")
_SUSPECT = r"[\"”’'][.,]|[.,][\"”’']"


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; English only. Its fix is not safe: a literal value must not gain a comma."""
    american = options["style"] == "us"
    kinds = frozenset(options["blocks"])
    place = "inside" if american else "outside"

    def run(facts: Facts) -> Iterator[Match]:
        if facts.base_language not in ("en", None):
            return
        article = facts.article
        for index, scan in facts.quotes:
            block = article.blocks[index]
            if not in_scope(block, kinds):
                continue
            for quotation in scan.quotations:
                at = _outside(block.text, quotation) if american else _inside(block.text, quotation)
                if at is None:
                    continue
                swapped = block.text[at + 1] + block.text[at]
                edits = source_edits(article, block, [(at, at + 2, swapped)])
                fix = Fix(edits, safe=False, description=f"Write {swapped}") if edits else None
                stop = swapped.strip("\"”’'")
                start, end = article.span(block.start + at, block.start + at + 2)
                yield Match(start, end, {"mark": stop, "place": place}, fix=fix)

    return Check(run, _SUSPECT)


def _outside(text: str, quotation: Quotation) -> int | None:
    """Return the offset of a closing mark that a full stop or comma follows."""
    end = quotation.end
    if end >= len(text) or text[end] not in _STOPS or text[end - 1] not in _CLOSERS or text[end : end + 3] == "...":
        return None
    return None if text[end - 2] in "\ufffc" or text[end + 1 : end + 2].isalnum() else end - 1


def _inside(text: str, quotation: Quotation) -> int | None:
    """Return the offset of a full stop or comma before a closing mark if the quoted words are not a sentence."""
    end = quotation.end
    stop = text[end - 2]
    if stop not in _STOPS or text[end - 1] not in _CLOSERS or text[end - 4 : end - 1] == "...":
        return None
    words = text[quotation.start + 1 : end - 2]
    before = text[: quotation.start].rstrip()
    if words[:1].islower():
        return None if before.endswith(",") and stop == "." else end - 2  # “We grew,” said Ida, “and then we sold.”
    return end - 2 if _is_title(words) and _stands_in_list(before, text[end:], stop) else None


def _is_title(words: str) -> bool:
    """Return whether quoted words are a title: few, all of weight with a capital letter."""
    parts = words.split()
    return 0 < len(parts) <= _TITLE_WORDS and all(part[0].isupper() or part in _SMALL for part in parts)


def _stands_in_list(before: str, after: str, stop: str) -> bool:
    """Return whether no speaker follows a quoted title, or it is the last of a list (“Home” and “Away.”)."""
    if stop == ".":
        return _LAST_OF_LIST.search(before) is not None
    following = _FIRST_WORD.match(after)
    if following is None:
        return after.lstrip()[:1] in _OPENERS
    word = following[1]
    return word.islower() and word not in _PRONOUNS and word not in lexicon().speech.get("en", ())
