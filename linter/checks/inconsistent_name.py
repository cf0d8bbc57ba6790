"""One name spelled in two ways in the same article."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.checks._blocks import in_scope
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.facts import Facts
    from linter.finding import Severity

VALUES: tuple[str, ...] = ("found", "usual", "count")
OPTIONS: Mapping[str, Option] = {
    "ignore": Option("texts", "names that may be spelt in several ways", default=[]),
    "min_length": Option("number", "letters from which a word counts as a name", default=5),
}
_KINDS = frozenset({"paragraph", "list-item", "quote", "heading", "cell", "caption", "term", "definition", "summary"})
_SUSPECT = r"\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}"
_NAME = re.compile(r"(?<![\w@#./\\:$&=?%~'’-])[^\W\d_]+(?![\w@/\\(=]|[.:-]\w|-)")
_CAPITAL = re.compile(r"[A-Z][^\W\d_]{3,}")
_PARTS = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_MOST_NAMES = 200
"""How many different names of an article are compared; a text with more is a list of identifiers."""


def build(options: Mapping[str, Any]) -> Check:
    """Build the check: of two spellings with capitals that differ in case, space or hyphen, the rarer one is reported."""
    ignored = {_folded(name) for name in options["ignore"]}

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        if not _may_differ(article.text):
            return
        for key, forms in _spellings(article, options["min_length"]).items():
            if len(forms) < 2 or key in ignored:
                continue
            usual = min(forms, key=lambda form: (-len(forms[form]), not _has_inner_capital(form), forms[form][0]))
            for form, places in forms.items():
                if form == usual or _is_same_name(form, usual):
                    continue
                if not _has_inner_capital(usual) and len(forms[usual]) < 3 * len(places):
                    continue
                first = forms[usual][0]
                related = (Related(f"“{usual}” stands here", *article.span(first, first + len(usual))),)
                values = {"found": form, "usual": usual, "count": str(len(forms[usual]))}
                # Spellings in two words may be different things: a person and a user name, a thing and the class that represents it.
                level: Severity | None = None if form.isalpha() and usual.isalpha() else "info"
                for place in places:
                    yield Match(*article.span(place, place + len(form)), values, related, severity=level)

    return Check(run, _SUSPECT)


def _may_differ(text: str) -> bool:
    """Return whether some name may occur in two spellings; takes a tenth of the time of finding them all."""
    words = {word for word in _CAPITAL.findall(text) if not word.isupper()}
    inner = [word for word in words if _has_inner_capital(word)]
    lowered = Counter(word.lower() for word in words)
    if any(lowered[word.lower()] > 1 or any(form in text for form in _split_spellings(word)) for word in inner):
        return True
    # iPhone was matched as Phone: search for it if there is an Iphone.
    return any(
        word[1:].lower() in lowered and f"{word[0].lower()}{word[1].upper()}{word[2:]}" in text for word in words
    )


def _spellings(article: Article, min_length: float) -> dict[str, dict[str, list[int]]]:
    """Return the offsets of every spelling of the names that have a capital inside in one of them."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for match in _NAME.finditer(article.text):
        word = match[0]
        if len(word) >= min_length and word[0].isupper() | _has_inner_capital(word) and not word.isupper():
            found[word.lower()][word].append(match.start())
    names = {key: forms for key, forms in found.items() if any(map(_has_inner_capital, forms))}
    if len(names) > _MOST_NAMES:
        return {}
    split = {form: _folded(form) for forms in names.values() for name in forms for form in _split_spellings(name)}
    if split:
        for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(split)))})(?![\w-])", article.text):
            names[split[match[0]]][match[0]].append(match.start())
    return {key: _in_prose(article, forms) for key, forms in sorted(names.items())}


def _split_spellings(name: str) -> list[str]:
    """Return a two-part name with a space and with a hyphen between the parts: Pay Pal and Pay-Pal for PayPal."""
    parts = _PARTS.split(name)
    if len(parts) != 2 or len(parts[1]) < 2 or not name[0].isupper() or parts[0].isupper():
        return []
    return [" ".join(parts), "-".join(parts)]


def _in_prose(article: Article, forms: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return the spellings with only their offsets in the article's prose."""
    in_prose = {
        form: [place for place in places if in_scope(article.block_at(place), _KINDS)] for form, places in forms.items()
    }
    return {form: places for form, places in in_prose.items() if places}


def _has_inner_capital(word: str) -> bool:
    rest = word[1:]
    return rest != rest.lower() and not word.isupper()


def _is_same_name(form: str, usual: str) -> bool:
    """Return whether the two differ only in the first letter (iPhone at the start of a sentence)."""
    return form[1:] == usual[1:]


def _folded(name: str) -> str:
    return re.sub(r"[\s-]", "", name).lower()
