"""Links of unknown programmes that the article itself calls affiliate links.

“[the lamp](…) (affiliate link)”, “[my referral link](…)”, “my referral link: https://…”, ``rel="sponsored"`` on a path of the site that sends
readers on (``/go/lamp``), a key of the front matter.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.links.registry import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from linter.article.link import Link
    from linter.article.model import Article
    from linter.facts.links.registry import Registry

_WORD = r"(?:affili|afili|aff\b|referral|アフィリエイト|партн[её]р)"
_BEHIND = re.compile(
    rf"[ \u00a0]{{0,2}}[(\[（]([^()\[\]（）\n]{{0,16}}{_WORD}[^()\[\]（）\n]{{0,16}})[)\]）]", re.IGNORECASE
)
_NAMED = rf"(?:my|our|mein|unser|mon|notre|mi|nuestro|meu|nosso|il mio|mijn|onze)\s+({_WORD}[\w' -]{{0,24}})"
_OWN = re.compile(_NAMED, re.IGNORECASE)
"""A link called so leads where its owner earns; “affiliate links” alone may lead to a page about them."""
_SHOWN = re.compile(rf"\b{_NAMED}\s{{0,2}}[:,(–—-]?\s{{0,2}}$", re.IGNORECASE)
"""“my referral link: https://…”, “with my referral link (https://…)”."""
_ABOUT = re.compile(r"affiliat|disclos|polic|terms|privacy|//(?:[\w-]+\.)*example\.", re.IGNORECASE)
_KEY = re.compile(
    r"(?:my|amazon|our)?[_-]?(?:affiliates?|affili[eé]s?|afiliad[oa]s?|affiliat[io]|referrals?)(?:[_-]?(?:links?|urls?))?"
    r"|(?:links?|urls?|enlaces?)[_-](?:de[_-])?(?:affili\w{1,6}|afiliad[oa]s?|referrals?)",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KINDS = frozenset({"inline", "reference", "autolink", "bare", "anchor"})
_AS_WRITTEN = frozenset({"bare", "autolink"})
_CLOAK = "cloaker-paths"
"""The entry of paths of a site's own that send readers on; where they lead, a server may know alone."""
_LONGEST = 48


def called_paid(article: Article, registry: Registry, known: Collection[int]) -> Iterator[tuple[Link, Verdict]]:
    """Yield the links that a label right behind them, their own text or their rel calls paid; not those that start at ``known`` offsets."""
    shown = sorted(link.text_start for link in article.links)
    for link in article.links:
        if link.kind not in _KINDS or link.start in known or _ABOUT.search(link.url):
            continue
        is_own = link.url[:1] == "/" != link.url[1:2]
        if not is_own and "//" not in link.url[:10]:
            continue
        said = _label_of(article, link, shown)
        is_sponsored = said is None and is_own and "sponsored" in link.rel_values
        if (said is None and not is_sponsored) or (is_own and not _sends_on(link.url, registry)):
            continue
        yield link, _verdict("sponsored", "its rel") if said is None else _verdict(said, "the article")


def _label_of(article: Article, link: Link, shown: Sequence[int]) -> str | None:
    """Return what an article calls a link, by its text or right beside it, where that is a label; ``shown``: where the texts of links begin, in order."""
    text = article.text
    said = _OWN.fullmatch(link.text.strip()) if link.text else None
    if said is None and link.kind in _AS_WRITTEN and link.text_start > 0:
        said = _SHOWN.search(text, max(0, link.text_start - _LONGEST), link.text_start)
    begins_bracket = 0 <= link.text_end < len(text) and text[link.text_end : link.text_end + 3].strip()[:1] in "([（"
    if said is None and begins_bracket:
        said = _BEHIND.match(text, link.text_end, link.text_end + _LONGEST)
        inside = bisect_right(shown, said.start()) if said is not None else len(shown)
        if said is not None and inside < len(shown) and shown[inside] < said.end():
            return None  # “the lamp ([referral link](…))”: the link in brackets is the one that pays
    return said[0].strip() if said is not None and _is_label(said[1].strip()) else None


def _sends_on(path: str, registry: Registry) -> bool:
    """Return whether a path of the site's own is one by which sites send readers on: ``/go/lamp``."""
    verdict = registry.classify(f"https://site.invalid{path}")
    return verdict is not None and verdict.network == _CLOAK


def paid_key(article: Article, link: Link) -> str:
    """Return the key of the front matter that calls the address below it paid (``affiliate_links``, ``afiliados``), or nothing."""
    if link.kind != "front-matter" or article.front_matter is None:
        return ""
    for value in article.front_matter.values:
        if value.start <= link.start < value.end:
            keys = [key for key in value.path if isinstance(key, str)]
            return next((key for key in keys if _KEY.fullmatch(_HUMP.sub("_", key))), "")
    return ""


def _is_label(words: str) -> bool:
    from linter.facts.disclosure.detector import DisclosureDetector  # noqa: PLC0415 - only where there is a link

    found = DisclosureDetector.default().find(f"({words})")
    return any(match.kind == "label" for match in found)


def _verdict(said: str, where: str) -> Verdict:
    evidence = f"{where} says “{said}” of it"
    return Verdict("called-paid", "called an affiliate link", "tracker", "likely", evidence, None, None, placeholder=False, retired=False)  # fmt: skip
