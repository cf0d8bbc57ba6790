"""Questions and answers in lists of the front matter (YAML, TOML or JSON), which layouts print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.faq.model import FaqPair, Passage, data, is_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.frontmatter import Value
    from linter.article.model import Article

_LIST = re.compile(r"faqs?(?:[_-]?(?:items?|list|entries|questions|section|data|schema))?")
_INNER = frozenset({"items", "questions", "list", "entries", "mainentity"})
_DEEPEST = 3
"""Keys above a list of questions: ``seo: {schema: {faq: [...]}}``."""
_QUESTIONS = ("question", "q", "title", "name")
_ANSWERS = ("answer", "a", "text", "content", "acceptedanswer.text")


def front_matter_pairs(article: Article) -> Iterator[FaqPair]:
    """Yield the pairs of ``faq:`` and ``faqs:``, also where the list stands one level deeper (``faq: {items: [...]}``)."""
    front_matter = article.front_matter
    if front_matter is None:
        return
    entries: dict[tuple[str | int, ...], dict[str, Value]] = {}
    for value in front_matter.values:
        parts = value.path
        at = next((number for number, part in enumerate(parts) if isinstance(part, int)), None)
        if at is None:
            pair = _asked_by_key(article, value)
            if pair is not None:
                yield pair
            continue
        if not _is_list(parts[:at]) or at + 1 >= len(parts):
            continue
        name = ".".join(str(part).lower() for part in parts[at + 1 :])
        entries.setdefault(parts[: at + 1], {})[name] = value
    for entry in entries.values():
        question = next((entry[name] for name in _QUESTIONS if name in entry), None)
        answer = next((entry[name] for name in _ANSWERS if name in entry), None)
        if question is None or not isinstance(question.value, str) or not question.value.strip():
            continue
        asked = _passage(article, question)
        if answer is not None and answer.value is not None:
            yield FaqPair(asked, _passage(article, answer), "front-matter", listed=True)
        elif answer is not None or len(entry) == 1:
            yield FaqPair(asked, Passage("", asked.end, asked.end), "front-matter", listed=True)


def _is_list(path: tuple[str | int, ...]) -> bool:
    """Say whether a path leads to a list of questions: ``faq``, ``faqItems``, ``faq.items``, ``seo.faq``, ``schema.mainEntity``."""
    names = [str(part).lower() for part in path]
    if not names or len(names) > _DEEPEST:
        return False
    if _LIST.fullmatch(names[-1]) or names[-1] == "mainentity":
        return True
    return names[-1] in _INNER and len(names) > 1 and _LIST.fullmatch(names[-2]) is not None


def _asked_by_key(article: Article, value: Value) -> FaqPair | None:
    """Read ``faq: {Is it heavy?: No.}``; the question's place is its answer's, as keys have none."""
    names = [str(part) for part in value.path]
    if (
        len(names) < 2
        or not isinstance(value.value, str)
        or not _is_list(value.path[:-1])
        or not is_question(names[-1])
    ):
        return None
    answer = _passage(article, value)
    return FaqPair(Passage(names[-1], answer.start, answer.end), answer, "front-matter", listed=True)


def _passage(article: Article, value: Value) -> Passage:
    """Make a passage of a scalar: what stands between its quotation marks, or below the mark of a block scalar."""
    text = article.source.text
    start, end = value.start, value.end
    if end - start > 1 and text[start] in "\"'" and text[end - 1] == text[start]:
        start, end = start + 1, end - 1
    elif text[start : start + 1] in {"|", ">"}:
        line_end = text.find("\n", start, end)
        start = line_end + 1 if line_end >= 0 else end
        while start < end and text[start] in " \t\r\n":
            start += 1
    return data(str(value.value), start, end)
