"""A preposition whose object is gone, where the clause leaves no other reading: “We stayed at, a guesthouse near the sea”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("found",)
OPTIONS: Mapping[str, Option] = {
    "prepositions": Option("text", "prepositions that are no particles, separated by spaces", required=True),
    "openers": Option(
        "text", "words behind them that open something else (“before”), separated by spaces", required=True
    ),
    "pairs": Option("texts", "preposition and opener that may stand together all the same", default=[]),
    "articles": Option("text", "determiners", required=True),
    "subjects": Option("text", "pronouns that are subjects", required=True),
    "auxiliaries": Option("text", "auxiliary verbs, with and without “not”", required=True),
    "imperatives": Option("text", "verbs that open an instruction", required=True),
    "relatives": Option("text", "words that open a clause in which a preposition may be stranded", required=True),
    "amounts": Option("text", "words before an amount: “and about two hours”", default=""),
    "passives": Option("text", "forms of “be”, behind which a participle strands its preposition", required=True),
    "participles": Option("text", "participles that strand none", default=""),
    "leads": Option("text", "prepositions that open a sentence", default=""),
    "introducing": Option("text", "other words that open what comes before a main clause and its comma", default=""),
    "language": Option("text", "the language of the words", default="en"),
}
_KINDS = frozenset({"paragraph", "list-item", "quote", "definition", "caption", "summary"})
_SENTENCE = re.compile(r"[^.!?:;…\n\x01()“”\"‘\ufffc—–]*\Z")
_REACH = 160
_BEHIND_COMMAS = frozenset({"who", "but", "so", "because", "too"})
"""Words behind a comma that open no insertion."""
_WORD = re.compile(r"[\w’'-]+|,")
_LONGEST = 14
"""Words of a clause before the preposition: of longer ones too much is not known."""
_SHORT = 6
"""Words of a phrase that opens a sentence."""
_HEAD = 5
"""Words within which the verb of a subject that is a noun comes."""
_SHARED = re.compile(
    r"(?:[\w’'-]+ ){1,4}?(?:[\w’'-]+ed|known|made|part|member|owner|maker|seller) (?:by|of|for|from|with|to) "
)
"""What goes on to its own preposition and shares the object behind that: “a trademark of and a box developed by Lamp House”."""
_NEAR = 3
"""Words behind a form of “be” among which its participle stands."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check. English strands prepositions in relative clauses, questions, infinitives and passives: those are left alone."""
    words = {name: frozenset(options[name].split()) for name in OPTIONS if OPTIONS[name].kind == "text"}
    pairs = frozenset(options["pairs"])
    prepositions = "|".join(sorted(words["prepositions"]))
    openers = "|".join(sorted(words["openers"]))
    suspect = rf"[\p{{Ll}}] (?:{prepositions})(?:,| (?:{openers})) "
    pattern = re2.compile(
        rf"\p{{Ll}} (?P<at>(?P<preposition>{prepositions})(?P<opener>,| (?:{openers}))) (?P<next>[\w’'$€£-]+)"
    )

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        if facts.base_language != options["language"] or facts.is_technical:
            return
        for match in pattern.finditer(article.text):
            start, end = match.span(pattern.groupindex["at"])
            opener, preposition, behind = match["opener"].strip(), match["preposition"], match["next"]
            if f"{preposition} {opener}" in pairs or not _opens(preposition, opener, behind, words):
                continue
            before = _SENTENCE.search(article.text[max(0, start - _REACH) : start])
            if before is None or not _is_bare(_WORD.findall(before[0]), words):
                continue
            if opener in {"and", "or"} and _SHARED.match(article.text, end + 1) is not None:
                continue
            if in_scope(article.block_at(start), _KINDS):
                yield Match(*article.span(start, end), {"found": article.text[start:end]})

    return Check(run, suspect)


def _opens(preposition: str, opener: str, behind: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Say whether what follows a preposition is no object of it, nor an insertion before its object."""
    if opener == ",":
        return behind in words["articles"] or behind in _BEHIND_COMMAS
    if opener in {"or", "and"}:
        return behind in words["articles"] | words["subjects"] | words["amounts"] | {preposition}
    return True


def _is_bare(clause: list[str], words: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a clause from its sentence's beginning has an order of words in which no preposition is stranded."""
    if not 2 <= len(clause) <= _LONGEST or not clause[0][:1].isupper():
        return False
    lower = [word.lower() for word in clause]
    if "," in lower and (lower[0] in words["leads"] or lower[0] in words["introducing"]):
        at = len(lower) - lower[::-1].index(",")
        clause, lower = clause[at:], lower[at:]
        if not lower or not (lower[0] in words["subjects"] or lower[0] in words["imperatives"]):
            return False
    if (
        not words["relatives"].isdisjoint(lower)
        or "," in lower
        or not words["subjects"].isdisjoint(lower[_first_noun(lower, words) :])
    ):
        return False
    if not words["passives"].isdisjoint(lower[-_NEAR:-1]) and lower[-1] not in words["participles"]:
        return False
    verb = next((at for at, word in enumerate(lower) if at and word in words["auxiliaries"]), 0)
    head = lower[1:verb]
    if any(
        word in words["articles"] and before not in words["leads"] for before, word in zip(lower, head, strict=False)
    ):
        return False
    behind = sum(word in words["articles"] for word in lower[verb + 1 :])
    if lower[0] in words["subjects"]:
        return behind <= 1
    if lower[0] in words["imperatives"] or verb:
        return behind <= 1 and verb <= _HEAD
    is_bare_name = any(word[0].isupper() for word in clause[1:])
    return not is_bare_name and (_is_phrase(lower, words) or _is_short(lower, words))


def _first_noun(lower: list[str], words: Mapping[str, frozenset[str]]) -> int:
    """Return from where on a pronoun is a second subject: behind the object of an instruction, “Pair it with”."""
    return 2 if lower[0] in words["imperatives"] and lower[1:2] == ["it"] else 1


def _is_phrase(lower: list[str], words: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a clause is but the beginning of a phrase: “In our test”."""
    articles = sum(word in words["articles"] for word in lower[1:])
    return lower[0] in words["leads"] and len(lower) <= _SHORT and articles <= 1


def _is_short(lower: list[str], words: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a clause is a determiner, a noun and its verb: “This recipe pairs nicely”."""
    if lower[0] not in words["articles"] or not _HEAD - 2 <= len(lower) < _HEAD or not lower[2].endswith("s"):
        return False
    return not words["articles"] & set(lower[1:]) and (
        len(lower) < _HEAD - 1 or lower[3].endswith(("ly", "well", "best"))
    )
