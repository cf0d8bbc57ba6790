"""What an article says of its links not paying: in its front matter or in words, of all links or of named partners only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.negation import without_innocent
from linter.facts.disclosure.text_folding import fold
from linter.facts.disclosure.vocabulary import load_vocabulary
from linter.facts.language import phrases
from linter.facts.language.files import languages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.article.model import Article
    from linter.facts.disclosure.model import Disclosure
    from linter.facts.disclosure.vocabulary import LanguageTable

_AFFILIATE_KEY = re.compile(r"(?:is|has|contains)?affiliates?(?:links?)?")
"""Front matter keys that say whether an article's links pay, without separators and in lower case."""
_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_OPENS = re.compile(r"(?:^|[.:!?;—–|•\n*])[\s\"“„«(]*$")
_OF_THE_SITE = ("actor", "us", "link", "affiliate", "piece", "receive", "here")
_WHOSE_TIES = ("actor", "us", "link", "piece", "here")
_CLAUSE_END = re.compile(r"[,;:—–()\n，；：、（）]|\s-\s")
_WORD_END = re.compile(r"[\w’'-]*")
_SHORTEST_NAME = 3
_NOUNS_ARE_CAPITALISED = frozenset({"de"})


def denies_payment(article: Article, disclosures: Callable[[], Sequence[Disclosure]]) -> bool:
    """Say whether an article says of its links that none pays, and nothing in it discloses one.

    ``disclosures`` is asked only where the front matter does not settle it.
    """
    if _front_matter_denies(article):
        return True
    found = disclosures()
    return any(is_about_links(item) for item in found) and not any(item.in_article for item in found)


def is_about_links(denial: Disclosure) -> bool:
    """Say whether a statement that readers see denies links or commission: “not sponsored” may be true beside one."""
    if denial.strength != "negated" or denial.origin == "hidden":
        return False
    table = load_vocabulary().tables.get(denial.language)
    found = phrases.about_links().finditer(denial.text)
    return any(table is None or _is_of_links(table, denial.text, match.span()) for match in found)


def _is_of_links(table: LanguageTable, text: str, span: tuple[int, int]) -> bool:
    """Say whether a word of a denial is one for links, or else for what the site itself earns or belongs to.

    A commission is also what a bank or broker takes (“no commission on stocks”), and a club may not be affiliated
    with a ministry: there the clause must speak of the author, a link or what is received.
    """
    word = text[span[0] : span[1]]
    rest = _WORD_END.match(text, span[1]) if table.spaced else None
    whole = word + rest[0] if rest is not None else word
    is_tie = _holds(table, ("ties",), whole)
    if not is_tie and not _holds(table, ("commission",) if table.spaced else ("fees",), word):
        return not _only_reassures(table, text, span)
    clause = _clause(table, text, span)
    if _holds(table, ("foreign",), clause):
        return False
    if is_tie and _begins_with_negation(table, clause):
        return True
    # Nearly everything “has” something in a language without spaces.
    return _holds(table, _WHOSE_TIES if is_tie or not table.spaced else _OF_THE_SITE, clause)


def _holds(table: LanguageTable, names: Sequence[str], text: str) -> bool:
    """Say whether a text holds a word of one of these lists of a language."""
    words = table.prepare(fold(text).text)
    return any((pattern := table.pattern(name)) is not None and pattern.search(words) is not None for name in names)


def _begins_with_negation(table: LanguageTable, clause: str) -> bool:
    """Say whether a clause leaves out who speaks: “(not affiliated)”, unlike “No figures here are affiliated”."""
    negation = table.pattern("negation")
    found = negation.search(table.prepare(fold(clause).text)) if negation is not None else None
    if found is None or found.start() != 0:
        return False
    auxiliaries = languages().get(table.code, {}).get("function_words", {}).get("auxiliaries", ())
    return not any(word[0].lower() in auxiliaries for word in _WORD.finditer(clause))


def _only_reassures(table: LanguageTable, text: str, span: tuple[int, int]) -> bool:
    """Say whether the clause around a word says only what it does no harm to: “affiliate links do not affect our ratings”."""
    words = table.prepare(fold(_clause(table, text, span, is_alone=True)).text)
    rest = without_innocent(table, words)
    negation = table.pattern("negation")
    return len(rest) < len(words) and negation is not None and negation.search(rest) is None


def _clause(table: LanguageTable, text: str, span: tuple[int, int], *, is_alone: bool = False) -> str:
    """Return the clause around a word, to the next mark or “and”; what goes before a clause that denies nothing belongs to it.

    “I was not paid, or given a commission” is one clause, “I like it, it takes no commission” two.
    """
    before, behind = text[: span[0]], text[span[1] :]
    start = max((found.end() for found in _CLAUSE_END.finditer(before)), default=0)
    if not is_alone and not _holds(table, ("negation",), before[start:] + text[slice(*span)]):
        start = 0
    cut = _CLAUSE_END.search(behind)
    behind = behind[: cut.start()] if cut is not None else behind
    return before[start:] + text[slice(*span)] + _before_conjunction(table.code, behind)


def _before_conjunction(language: str, text: str) -> str:
    """Return a text up to the conjunction that begins another clause; “or” goes on with the same."""
    words = languages().get(language, {})
    joints = {*words.get("function_words", {}).get("conjunctions", ())} - {*words.get("numbers", {}).get("or", ())}
    return next((text[: found.start()] for found in _WORD.finditer(text) if found[0].lower() in joints), text)


def named_partners(article: Article, denial: Disclosure) -> frozenset[str]:
    """Return the partners, in lower case, to whom a denial is limited: “no affiliate relation with Acme”.

    A name is a capitalised word within the sentence that the article links by its text or address, or that a
    preposition goes before; in a language that capitalises every noun only the former tells.
    """
    text = denial.text
    words = [found for found in _WORD.finditer(text) if len(found[0]) >= _SHORTEST_NAME]
    if 2 * sum(found[0][0].isupper() for found in words) > len(words) > 3:
        return frozenset()
    linked = f"{' '.join(link.text for link in article.links)} {' '.join(link.url for link in article.links)}".lower()
    prepositions = () if denial.language in _NOUNS_ARE_CAPITALISED else _prepositions(denial.language)
    return frozenset(
        name
        for found in words
        if found[0][0].isupper()
        and not _OPENS.search(text[: found.start()])
        and not phrases.about_links().search(found[0])
        and ((name := found[0].lower()) in linked or _word_before(text, found.start()) in prepositions)
    )


def _prepositions(language: str) -> frozenset[str]:
    words = languages().get(language, {}).get("function_words", {})
    return frozenset({*words.get("prepositions", ()), *words.get("stranded", ())})


def _word_before(text: str, start: int) -> str:
    words = text[:start].split()
    return words[-1].lower() if words else ""


def _front_matter_denies(article: Article) -> bool:
    front_matter = article.front_matter if article.fence is not None else None
    if front_matter is None:
        return False
    return any(
        value is False and _AFFILIATE_KEY.fullmatch(re.sub(r"[^a-z]", "", str(key).lower()))
        for key, value in front_matter.data.items()
    )
