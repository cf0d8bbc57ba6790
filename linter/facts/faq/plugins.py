"""Questions and answers in the attributes of WordPress blocks, from which plug-ins make the page and its markup.

Sources: the block types ``yoast/faq-block`` (attributes ``questions``: ``jsonQuestion``, ``jsonAnswer``) and
``rank-math/faq-block`` (``questions``: ``title``, ``content``, ``visible``), as WordPress saves them in a post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.jsonpos import JsonArray, JsonError, JsonObject, JsonScalar, JsonString, read_json
from linter.facts.faq.model import Declaration, FaqPair, data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.jsonpos import JsonNode
    from linter.article.model import Article

_BLOCK = re.compile(r"<!--\s+wp:(?:yoast|rank-math)/faq-block\s+(\{(?:(?!<!--).)*?\})\s+(/?)-->", re.DOTALL)
_QUESTIONS = ("jsonQuestion", "title", "question")
_ANSWERS = ("jsonAnswer", "content", "answer")


def block_pairs(article: Article) -> tuple[list[FaqPair], list[Declaration]]:
    """Return the pairs in the attributes of FAQ blocks, and the blocks: each declares the page an FAQ page.

    A block without saved content is printed when the page is built: then its attributes are all there is.
    """
    pairs: list[FaqPair] = []
    pages: list[Declaration] = []
    text = article.source.text
    for match in _BLOCK.finditer(text):
        try:
            attributes = read_json(text, *match.span(1))
        except JsonError:
            continue
        found = list(_pairs(attributes))
        pairs.extend(found)
        if found:
            pages.append(Declaration(match.start(), match.start(1)))
    return pairs, pages


def _pairs(attributes: JsonNode) -> Iterator[FaqPair]:
    questions = attributes.get("questions") if isinstance(attributes, JsonObject) else None
    for item in questions.items if isinstance(questions, JsonArray) else ():
        if not isinstance(item, JsonObject) or _is_off(item.get("visible")):
            continue
        question, answer = _first(item, _QUESTIONS), _first(item, _ANSWERS)
        if question is not None and answer is not None and question.value.strip():
            asked = data(question.value, question.start, question.end)
            yield FaqPair(asked, data(answer.value, answer.start, answer.end), "block", listed=True)


def _first(item: JsonObject, names: tuple[str, ...]) -> JsonString | None:
    values = (item.get(name) for name in names)
    return next((value for value in values if isinstance(value, JsonString)), None)


def _is_off(value: JsonNode | None) -> bool:
    return isinstance(value, JsonScalar) and value.value == "false"
