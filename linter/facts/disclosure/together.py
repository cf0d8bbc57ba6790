"""Read a notice as a whole: a heading or label with the sentence under it, two paragraphs in one box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.telling_names import telling_name
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.model import Article, Block, Container
    from linter.facts.disclosure.detector import DisclosureMatch
    from linter.facts.disclosure.model import Disclosure

_LONGEST = 400
"""Characters of a block that is still a part of a notice."""
_TITLE = re.compile(r"[^\w]{0,6}((?:our |my )?[^\W\d_][\w’'-]*(?: [\w’'/&-]+){0,3})\s*(?:[:.—–!]\s*|$)")
_OWN = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "b", "strong", "em", "i", "small", "span", "font", "a"]
)


def read_together(article: Article, found: Sequence[Disclosure]) -> list[Disclosure]:
    """Return the disclosures, weak ones as clear where a block beside them in the same box says what they leave out.

    A clear one anywhere needs no help, and one that readers cannot see gets none.
    """
    if any(item.strength == "clear" and item.counts for item in found):
        return [*found]
    return [replace(item, strength="clear") if _is_completed(article, item) else item for item in found]


def under_titles(article: Article, language: str | None) -> Iterator[tuple[DisclosureMatch, Block]]:
    """Yield what is disclosed under the title of a notice in words that say it only there, offsets in the block.

    The title is a heading, a short block of its own or a label that begins the block: “Disclosure: you buy, we get a little.”
    """
    detector = DisclosureDetector.default()
    blocks = {article.block_at(found.start()).index for found in telling_name("template").finditer(article.text)}
    for index in sorted(blocks):
        block = article.blocks[index]
        title, rest = _title(block.text), 0
        if title is None or not block.is_prose:
            continue
        told: Block | None = block
        if title.end() >= len(block.text):
            told = _beside(article, block, 1)
        else:
            rest = title.end()
        found = detector.under_title(told.text[rest:], title[0], language) if told is not None else None
        if told is not None and found is not None and found.strength != "negated":
            yield replace(found, start=found.start + rest, end=found.end + rest), told


def title_of_notice(text: str) -> str | None:
    """Return the text of a block that is nothing but the title of a notice, None where it is more or another."""
    title = _title(text.strip())
    return title[0] if title is not None and title.end() == len(text.strip()) else None


def _title(text: str) -> re.Match[str] | None:
    """Return the words that begin a block as the title of a notice does: few, and one of them is the name of one."""
    found = _TITLE.match(text)
    return found if found is not None and telling_name("template").search(found[1]) is not None else None


def _is_completed(article: Article, item: Disclosure) -> bool:
    if item.strength != "weak" or not item.counts or item.market or item.denies or not item.language:
        return False
    own = article.blocks[item.block]
    if len(own.text) > _LONGEST:
        return False
    detector = DisclosureDetector.default()
    behind, before = _beside(article, own, 1), _beside(article, own, -1)
    return (behind is not None and detector.completes(behind.text, item.text, item.language)) or (
        before is not None and detector.completes(before.text, item.text, item.language, is_before=True)
    )


def box_of(block: Block) -> Container:
    """Return what holds a block beside others: not the paragraph, heading or item that it is itself."""
    return next(node for node in block.container.chain() if node.parent is None or node.tag not in _OWN)


def _beside(article: Article, block: Block, step: int) -> Block | None:
    """Return the next block of prose on one side of another, in the same box; a heading begins what stands under it."""
    at = block.index + step
    if not 0 <= at < len(article.blocks):
        return None
    other = article.blocks[at]
    later = other if step > 0 else block
    is_apart = later.kind == "heading" or box_of(other) is not box_of(block)
    return other if other.is_prose and not is_apart and len(other.text) <= _LONGEST else None
