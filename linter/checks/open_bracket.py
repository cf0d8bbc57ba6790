"""A bracket that is never closed: the text was cut inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article, Block
    from linter.facts import Facts
    from linter.finding import Severity

VALUES: tuple[str, ...] = ("after",)
OPTIONS: Mapping[str, Option] = {
    "blocks_ahead": Option("number", "blocks further down in which a bracket may still close", default=8),
}

_KINDS = frozenset({"paragraph", "list-item", "quote", "definition", "caption"})
_OPENING, _CLOSING = "(（《", ")）》"
_BRACKET = re.compile(
    r"(?P<face>(?<!\w)[:;=8][-'’^]{0,2}[()]+|(?<!\w): \((?!\S)|(?<!\w)\([-'^]?[:;=](?![^\sþpPdDoO3]))"
    r"|(?P<open>[(（《])|(?P<close>[)）》])"
)
_OBJECT = re.compile("\ufffc")
_CODE_OR_ELEMENT = ("`", "<")
_WITHIN = re.compile(r"(?<!\S)(?=\S*\d)[\w/.-]+\Z")
"""What stands before a bracket inside a code of letters and figures: “gG/7-75(m”."""
_CALL = re.compile(r"(?:\w[._]|\w\(\)\.)\w+\Z")
"""What stands before the bracket of a call that goes on in the next block: “client.answers.create(”."""
_QUOTED_SIGNS = frozenset({"'('", "‘(’", '"("', "“(”", "`(`"})
_SIGN = re.compile(r"[\[\\^$|&*]\(\Z|(?<!\S)\S*[#!$%^&*\\]\S*\(\Z")
"""A bracket that is a sign itself: in a pattern, a password, between quotation marks."""
_SHORTENED = re.compile(r"\s*https?://\S{0,1000}(?:…|\.\.\.)\W{0,100}\Z")
_SPEAKS_OF_BRACKETS = re.compile(r"(?i)\bparen(?:s|thes[ei]s)|\bbrackets?\b")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")
_AFTER = re.compile(r"\w*")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at a block's first unclosed bracket and the word after it."""
    blocks_ahead = int(options["blocks_ahead"])

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        for block in article.blocks:
            if _surplus(block) <= 0 or not in_scope(block, _KINDS):
                continue
            unclosed = _unclosed(block.text)
            if unclosed and not _closes_later(article, block, blocks_ahead):
                at = unclosed[0]
                if _closes_in_object(article, block, at) or _is_meant(block.text, at):
                    continue
                word = _AFTER.match(block.text, at + 1)
                end = word.end() if word is not None else at + 1
                severity: Severity | None = "info" if _is_said_aside(block.text, at) else None
                yield Match(
                    *article.span(block.start + at, block.start + end), {"after": block.text[at:end]}, severity=severity
                )

    return Check(run, r"[(（《]")


def _surplus(block: Block) -> int:
    """Return the number of opening brackets minus closing ones."""
    text = block.text
    return sum(map(text.count, _OPENING)) - sum(map(text.count, _CLOSING))


def _unclosed(text: str) -> list[int]:
    """Return the offsets of brackets that are never closed; an emoticon closes at most one."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match["open"]:
            opened.append(match.start())
        elif opened and (match["close"] or match["face"].endswith(")")):
            opened.pop()
    return opened


def _is_meant(text: str, at: int) -> bool:
    """Return whether a bracket is a sign in a code, holds an address that is cut on purpose, or is what the text jokes about."""
    return (
        _WITHIN.search(text[:at]) is not None
        or _SIGN.search(text[: at + 1]) is not None
        or text[at - 1 : at + 2] in _QUOTED_SIGNS
        or (not text[at + 1 :].strip() and _CALL.search(text[:at]) is not None)
        or _SHORTENED.match(text, at + 1) is not None
        or re.occurs(_SPEAKS_OF_BRACKETS, text)
    )


def _is_said_aside(text: str, at: int) -> bool:
    """Say whether a round bracket in Japanese opens what is said aside: many writers leave these open, “行った(笑”, “痛い（涙”."""
    return text[at] in "(（" and _KANA.search(text) is not None


def _closes_in_object(article: Article, block: Block, at: int) -> bool:
    """Return whether code or a picture's text behind a bracket holds the closing one: “(see <code>a.conf)</code>”, a smiley."""
    text = article.source.text
    for place in (match.start() for match in _OBJECT.finditer(block.text, at)):
        start, end = article.span(block.start + place, block.start + place + 1)
        written = text[start:end]
        if written[:1] in _CODE_OR_ELEMENT and any(sign in written for sign in _CLOSING):
            return True
    return False


def _closes_later(article: Article, block: Block, blocks_ahead: int) -> bool:
    """Return whether one of the next blocks has more closing brackets: a remark of several paragraphs or a list."""
    return any(_surplus(other) < 0 for other in article.blocks[block.index + 1 : block.index + 1 + blocks_ahead])
