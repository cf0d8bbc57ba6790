"""What an article says of its links not paying: in its front matter or in words, of all links or of named partners only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
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
_OF_THE_SITE = ("actor", "us", "link", "affiliate", "piece", "receive")
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
    found = [match[0] for match in phrases.about_links().finditer(denial.text)]
    return any(not _is_commission(table, word) for word in found) or (
        bool(found) and _is_of_the_site(table, denial.text)
    )


def _is_commission(table: LanguageTable | None, word: str) -> bool:
    """Say whether a word is one for a commission, which is also what a bank or broker takes: “no commission on stocks”."""
    pattern = table.pattern("commission") if table is not None and table.spaced else None
    return table is not None and pattern is not None and pattern.search(table.prepare(fold(word).text)) is not None


def _is_of_the_site(table: LanguageTable | None, text: str) -> bool:
    """Say whether a sentence speaks of the author, a link or what is received, and so of the site's own commission."""
    words = table.prepare(fold(text).text) if table is not None else b""
    patterns = [table.pattern(name) for name in _OF_THE_SITE] if table is not None else []
    return any(pattern is not None and pattern.search(words) is not None for pattern in patterns)


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
