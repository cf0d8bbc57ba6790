"""Questions and answers in arguments and bodies of shortcodes and components, and in JavaScript literals of MDX."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.string_literals import unescaped
from linter.facts.faq.model import Declaration, FaqPair, Passage, data, is_question, seen
from linter.facts.language.lexicon import lexicon

if TYPE_CHECKING:
    from linter.article.model import Article, Block, Emission

_HINT = re.compile(r"(?i)\b(?:question|q|title|summary|name)\b[\"']?\s*[:=]")
_CALLS = frozenset({"shortcode", "liquid", "component"})
_LITERALS = frozenset({"component", "expression", "import"})
_ARGUMENT = re.compile(
    r"""(?<![\w-])(?P<name>[A-Za-z][\w-]{0,40})\s*=\s*\{?\s*(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'|`(?P<tick>[^`\\$]*+)`)"""
)
_TOKEN = re.compile(
    r"""(?P<open>\{)|(?P<close>\})|(?P<key>[A-Za-z_]\w{0,40}|"@?[A-Za-z_]\w{0,40}"|'@?[A-Za-z_]\w{0,40}')\s*:\s*(?=["'`{\[])"""
    r"""|"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'|`(?P<tick>(?:[^`\\]|\\.)*+)`|//[^\n]*|/\*[\s\S]{0,4000}?\*/"""
)
_QUESTION_NAMES = ("question", "q")
_TITLE_NAMES = ("title", "summary", "name", "header", "heading", "label")
_ANSWER_NAMES = ("answer", "a", "text", "content")
_FOR_MARKUP = re.compile(r"(?i)schema|json-?ld|structured|seo")
_GOES_ON = re.compile(r"\s*[+.`]")


def call_pairs(article: Article) -> tuple[list[FaqPair], list[Declaration]]:
    """Return the pairs that template syntax in an article carries, and where it declares an FAQ page in JSON-LD of its own."""
    emitted = article.emitted
    pairs: list[FaqPair] = []
    pages: list[Declaration] = []
    for number, emission in enumerate(emitted):
        if not _HINT.search(emission.arguments):
            continue
        if emission.kind in _CALLS:
            pair = _argument_pair(article, emitted, number)
            if pair is not None:
                pairs.append(pair)
                continue
        if emission.kind in _LITERALS:
            found, declared = _literals(article.source.text, emission)
            pairs.extend(found)
            pages.extend(declared)
    return pairs, pages


def _argument_pair(article: Article, emitted: list[Emission], number: int) -> FaqPair | None:
    """Read ``{{< faq question="..." >}}answer{{< /faq >}}`` and its like; the answer may be an argument too."""
    emission = emitted[number]
    found: dict[str, Passage] = {}
    for match in _ARGUMENT.finditer(article.source.text, emission.start, emission.end):
        group = next(name for name in ("double", "single", "tick") if match[name] is not None)
        found.setdefault(match["name"].lower(), data(unescaped(match[group]), *match.span(group)))
    question = next((found[name] for name in _QUESTION_NAMES if name in found), None)
    if question is None:
        question = next((found[name] for name in _TITLE_NAMES if name in found), None)
        if question is None or not is_question(question.text):
            return None
    if not (is_question(question.text) or lexicon().asks(question.text) or "faq" in emission.name.lower()):
        return None
    answer = next((found[name] for name in _ANSWER_NAMES if name in found), None)
    if answer is None:
        answer = _body(article, emitted, number)
    origin = "component" if emission.kind == "component" else "shortcode"
    return FaqPair(question, answer, origin) if answer is not None else None


def _body(article: Article, emitted: list[Emission], number: int) -> Passage | None:
    """Return the visible text between a call and what closes it; None where nothing closes it."""
    opening = emitted[number]
    ends = {f"/{opening.name}", f"end{opening.name}"}
    for later in emitted[number + 1 : number + 60]:
        if later.name in ends:
            own = article.blocks[max(article.block_before(opening.end), 0)]
            if own.source_start <= opening.start and opening.end < own.source_end <= later.end:
                return _between(article, own, opening.end, later.start)
            inside = [
                block
                for block in article.blocks[max(article.block_before(opening.end), 0) :][:200]
                if opening.end <= block.source_start and block.source_end <= later.start and block.kind != "template"
            ]
            if inside:
                return seen(article, inside[0].start, inside[-1].end)
            return Passage("", opening.end, opening.end)
        if later.name == opening.name:
            return None
    return None


def _between(article: Article, block: Block, start: int, end: int) -> Passage:
    """Make a passage of what a block shows between two source offsets."""
    places = range(block.start, block.end)
    first = bisect_left(places, start, key=lambda at: article.span(at, at + 1)[0])
    last = bisect_left(places, end, key=lambda at: article.span(at, at + 1)[0])
    return seen(article, block.start + first, block.start + max(first, last))


def _literals(text: str, emission: Emission) -> tuple[list[FaqPair], list[Declaration]]:
    """Read the ``{question: "...", answer: "..."}`` objects of an expression, JSON-LD among them; what is computed is not read.

    An exported list, and one that is handed to a component for markup, is for the layout; other lists are printed where they stand.
    """
    listed = emission.kind != "component" or _FOR_MARKUP.search(emission.name) is not None
    pairs: list[FaqPair] = []
    pages: list[Declaration] = []
    stack: list[tuple[str, dict[str, Passage | None]]] = []
    key = ""
    for match in _TOKEN.finditer(text, emission.start, emission.end):
        if match["open"]:
            stack.append((key, {}))
        elif match["close"]:
            name, members = stack.pop() if stack else ("", {})
            if name == "acceptedanswer" and stack:
                stack[-1][1].setdefault("answer", members.get("text"))
            kind = members.get("@type")
            if kind is not None and kind.text.lower() == "faqpage":
                pages.append(Declaration(kind.start, kind.end))
            pair = _object_pair(members, listed=listed)
            if pair is not None:
                pairs.append(pair)
        elif match["key"]:
            key = match["key"].strip("\"'").lower()
            continue
        elif key and stack:
            stack[-1][1].setdefault(key, _literal(text, match))
        key = ""
    return pairs, pages


def _literal(text: str, match: re.Match[str]) -> Passage | None:
    """Return the passage of a string literal, None where it is only a part of what is computed."""
    group = next((name for name in ("double", "single", "tick") if match[name] is not None), None)
    if group is None or (group == "tick" and "${" in match[group]) or _GOES_ON.match(text, match.end()):
        return None
    return data(unescaped(match[group]), *match.span(group))


def _object_pair(members: dict[str, Passage | None], *, listed: bool) -> FaqPair | None:
    kind = members.get("@type")
    marked = kind is not None and kind.text.lower() == "question"
    question = next((members[name] for name in (*_QUESTION_NAMES, *_TITLE_NAMES) if members.get(name)), None)
    answer_name = next((name for name in _ANSWER_NAMES if name in members), None)
    if question is None or answer_name is None:
        return None
    named = marked or members.get("question") or members.get("q")
    answer = members[answer_name]
    if answer is None or (not named and not is_question(question.text)):
        return None
    return FaqPair(question, answer, "json-ld" if marked else "mdx", listed or marked)
