"""Which language an article is written in: what it declares, else a guess from script and frequent words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.language.files import aliases
from linter.facts.language.lexicon import lexicon

if TYPE_CHECKING:
    from linter.article.model import Article

_SAMPLE = 3000
"""Characters that are looked at."""
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
    ("he", "\u0590", "\u05ff"),
    ("th", "\u0e00", "\u0e7f"),
    ("el", "\u0370", "\u03ff"),
    ("ru", "\u0400", "\u04ff"),
)
"""Languages by the first and last character of their script."""
_SHARED = frozenset({"ru"})
"""Languages whose script others write too: their frequent words are asked first."""
_FOREIGN = re.compile("[\u0370-\u0e7f\u3040-\ud7af]+")
"""A range that holds all scripts."""
_SCRIPT_SHARE = 0.15
_MIN_WORDS = 5
_FEW_WORDS = 12
_MIN_SHARE = 0.08
_MIN_SHARE_OF_FEW = 0.2
"""A short text must show more of a language's frequent words before it counts as written in it."""
_LEAD = 1.25
_CODE = re.compile(r"[a-z]{2}(?:-[a-z0-9]{2,8})*\Z")
_WORD = re.compile(r"[^\W\d_]+")


def article_language(article: Article, default: str | None = None) -> str | None:
    """Return the language code (``en``, ``de-ch``) of an article, or None if it cannot be told."""
    return default or _known(article.declared_language) or guess_language(article.text)


def _known(declared: str | None) -> str | None:
    """Return a declared language if it is a code; a template or a name (“English”, “javascript”) is none."""
    return declared if declared is not None and _CODE.match(declared) else None


def guess_language(text: str) -> str | None:
    """Guess a language from the script, then from the share of each language's frequent words."""
    sample = text[:_SAMPLE]
    foreign = "" if sample.isascii() else "".join(_FOREIGN.findall(sample))
    if foreign:
        letters = sum(map(str.isalpha, sample)) or 1
        for code, first, last in _SCRIPTS if len(foreign) / letters > _SCRIPT_SHARE else ():
            if sum(first <= char <= last for char in foreign) / letters > _SCRIPT_SHARE:
                return (_by_words(sample) or code) if code in _SHARED else code
    return _by_words(sample)


def _by_words(sample: str) -> str | None:
    """Guess a language from the share of each language's frequent words, None where none leads."""
    words = _WORD.findall(sample.lower())
    if len(words) < _MIN_WORDS:
        return None
    counts: Counter[str] = Counter()
    languages_of = lexicon().languages_of
    for word, count in Counter(words).items():
        for code in languages_of.get(word, ()):
            counts[code] += count
    scores = sorted(((count / len(words), code) for code, count in counts.items()), reverse=True)
    if not scores or scores[0][0] < (_MIN_SHARE if len(words) >= _FEW_WORDS else _MIN_SHARE_OF_FEW):
        return None
    if len(scores) > 1 and scores[0][0] < scores[1][0] * _LEAD:
        return None
    return scores[0][1]


def base_language(language: str | None) -> str | None:
    """Return the language without region, under its usual code: ``en`` for ``en-gb``; Norwegian ``no`` and ``nn`` as ``nb``."""
    if language is None:
        return None
    base = language.replace("_", "-").split("-", 1)[0].lower()
    return aliases().get(base, base)
