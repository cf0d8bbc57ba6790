"""FAQ markup in JSON-LD: what it tells search engines, and what is wrong with it.

Sources: schema.org FAQPage, Question and acceptedAnswer; JSON-LD 1.1 for ``@graph``, ``@id`` and lists of types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.jsonpos import JsonArray, JsonError, JsonObject, JsonString, objects, read_json
from linter.facts.faq.model import NO_MARKUP, Declaration, FaqPair, Markup, MarkupProblem, Passage, data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.jsonpos import JsonNode
    from linter.article.model import Article, StructuredData

_OPENING = re.compile(r"\s*(?://\s*)?(?:<!\[CDATA\[|<!--)")
_CLOSING = re.compile(r"(?://[ \t]*)?(?:\]\]>|-->)\s*\Z")
_PAGE = "faqpage"
_TEMPLATE = re.compile(r"\{\{|\{%|<%|<\?|\$\{")
_MICRODATA = re.compile(r"itemtype\s*=\s*[\"']?https?://schema\.org/FAQPage", re.IGNORECASE)
_OTHER_PAGES = frozenset({"qapage", "quiz"})


def read_markup(article: Article, pairs: list[FaqPair], pages: list[Declaration]) -> Markup:
    """Return the questions and answers of the article's JSON-LD, and what is wrong with those that can be read.

    ``pairs`` and ``pages`` are what other markup of the article says; they are added to.
    """
    problems: list[MarkupProblem] = []
    for script in article.structured_data:
        if "FAQPage" not in script.text:
            continue
        is_template = _is_template(article, script)
        try:
            node = _read(article, script)
        except JsonError as error:
            if not error.too_deep and not is_template:
                problems.append(_syntax_problem(script, error))
            continue
        if not is_template:
            pages.extend(_pages(node))
        found = [_pair(question) for question in _questions(node)]
        pairs.extend(pair for pair in found if isinstance(pair, FaqPair))
        if not is_template:
            problems.extend(problem for problem in found if isinstance(problem, MarkupProblem))
            if not found:
                problems.extend(_empty_page(node))
    pages.extend(_microdata_pages(article))
    if not (pairs or problems or pages):
        return NO_MARKUP
    return Markup(tuple(pairs), tuple(problems), tuple(sorted(pages, key=lambda page: page.start)))


def _pages(node: JsonNode) -> Iterator[Declaration]:
    """Yield the FAQ pages that a script declares; its type is the place."""
    for found in objects(node):
        if _PAGE in _types(found):
            place, name = found.get("@type") or found, found.get("@id")
            yield Declaration(place.start, place.end, name.value if isinstance(name, JsonString) else "")


def _microdata_pages(article: Article) -> Iterator[Declaration]:
    """Yield the elements that microdata declares to be an FAQ page; the element's start tag is the place."""
    text = article.source.text
    if not _MICRODATA.search(text):
        return
    known: set[int] = set()
    for block in article.blocks:
        for node in block.container.chain():
            if id(node) in known:
                break
            known.add(id(node))
            if node.start >= 0 and node.attrs.get("itemtype", "").lower().strip().endswith("schema.org/faqpage"):
                end = text.find(">", node.start)
                yield Declaration(node.start, end + 1 if end >= 0 else node.start + 1, node.attrs.get("itemid", ""))


def _is_template(article: Article, script: StructuredData) -> bool:
    """Say whether a template makes the script: what stands there is not yet JSON."""
    if _TEMPLATE.search(script.text) is not None:
        return True
    return any(item.start < script.end and script.start < item.end for item in article.emitted)


def _read(article: Article, script: StructuredData) -> JsonNode:
    """Read a script's JSON, less a comment or CDATA section around it."""
    opening = _OPENING.match(script.text)
    start = opening.end() if opening else 0
    closing = _CLOSING.search(script.text, start, len(script.text)) if opening else None
    end = closing.start() if closing else len(script.text)
    return read_json(article.source.text, script.start + start, script.start + end)


def _syntax_problem(script: StructuredData, error: JsonError) -> MarkupProblem:
    offset = min(max(error.offset, script.start), script.end - 1)
    return MarkupProblem(f"is not JSON here ({error})", offset, offset + 1)


def _types(node: JsonObject) -> set[str]:
    """Name the types of an object, lower-case, without the address of schema.org before them."""
    value = node.get("@type")
    values = value.items if isinstance(value, JsonArray) else (value,)
    return {re.split("[/:#]", item.value)[-1].lower() for item in values if isinstance(item, JsonString)}


def _questions(node: JsonNode) -> Iterator[JsonObject]:
    """Yield the questions of FAQ pages, in whatever nesting; those of a page of users' answers or a quiz are none."""
    skipped: set[int] = set()
    for found in objects(node):
        types = _types(found)
        if id(found) in skipped or (types & _OTHER_PAGES and _PAGE not in types):
            skipped.update(id(inner) for inner in _children(found))
        elif "question" in types:
            skipped.update(id(inner) for inner in _children(found))
            yield found


def _children(node: JsonObject) -> Iterator[JsonObject]:
    """Yield the objects directly inside another, or in arrays in it."""
    stack: list[JsonNode] = [value for _, value in node.members]
    while stack:
        current = stack.pop()
        if isinstance(current, JsonObject):
            yield current
        elif isinstance(current, JsonArray):
            stack.extend(current.items)


def _empty_page(node: JsonNode) -> Iterator[MarkupProblem]:
    """Yield the FAQ page of data without any question, unless its questions stand elsewhere."""
    for found in objects(node):
        if _PAGE in _types(found) and not any(True for _ in _children(found)):
            named = found.get("mainEntity") or found.get("@type") or found
            yield MarkupProblem("has no question in it", named.start, named.end)
            return


def _pair(question: JsonObject) -> FaqPair | MarkupProblem:
    """Return a question's pair, or what it lacks; the place is what is empty, else the question's type."""
    name = _text(question.get("name"))
    answers = question.get("acceptedAnswer")
    texts = [
        text
        for answer in (answers.items if isinstance(answers, JsonArray) else (answers,))
        if isinstance(answer, JsonObject) and (text := _text(answer.get("text"))) is not None
    ]
    place = question.get("@type") or question
    if name is None or not name.value.strip():
        place = name if name is not None and name.end > name.start else question.get("name") or place
        lacks = "has a question without a name" if name is None else "has a question whose name is empty"
        return MarkupProblem(lacks, *_around(question, name, place))
    text = texts[0] if texts else None
    if text is None or not text.value.strip():
        shown = f"gives no text of an answer to “{' '.join(name.value.split())}”"
        return MarkupProblem(shown, name.start, name.end)
    return FaqPair(_passage(name), _passage(text), "json-ld")


def _around(question: JsonObject, name: JsonString | None, place: JsonNode) -> tuple[int, int]:
    """Return a span that is not empty: an empty name is pointed at with its quotation marks."""
    if name is not None and name.start == name.end:
        return name.start - 1, name.end + 1
    return (place.start, place.end) if place.end > place.start else (question.start, question.end)


def _text(node: JsonNode | None) -> JsonString | None:
    """Return a text, also where it is given with its language: ``{"@value": "..."}``."""
    if isinstance(node, JsonArray):
        return _text(node.items[0]) if node.items else None
    if isinstance(node, JsonObject):
        node = node.get("@value")
    return node if isinstance(node, JsonString) else None


def _passage(text: JsonString) -> Passage:
    return data(text.value, text.start, text.end)
