"""Links of unknown programmes that the article itself calls affiliate links.

“[the lamp](…) (affiliate link)”, “[my referral link](…)”, “my referral link: https://…”, ``rel="sponsored"`` on a path of the site that sends
readers on (``/go/lamp``), a key of the front matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.links.registry import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from linter.article.link import Link
    from linter.article.model import Article

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
_CLOAKED = re.compile(r"/(?:go|goto|out|recommends?|refer|deals?|buy|get|partner|aff)/[\w-]{2,60}/?")
"""Paths of a site's own that send readers on; where they lead, a server may know alone."""
_LONGEST = 48


def called_paid(article: Article, known: Collection[int]) -> Iterator[tuple[Link, Verdict]]:
    """Yield the links that a label right behind them, or their own text, calls paid; not those that start at ``known`` offsets."""
    if not article.links:
        return
    text = article.text
    shown = [link.text_start for link in article.links]
    for link in article.links:
        is_cloaked = link.url[:1] == "/" and _CLOAKED.fullmatch(link.url) is not None
        if link.kind not in _KINDS or link.start in known or _ABOUT.search(link.url):
            continue
        if not is_cloaked and "//" not in link.url[:10]:
            continue
        if is_cloaked and "sponsored" in link.rel_values:
            yield link, _verdict("sponsored", "the rel")
            continue
        said = _OWN.fullmatch(link.text.strip()) if link.text else None
        if said is None and link.kind in _AS_WRITTEN and link.text_start > 0:
            said = _SHOWN.search(text, max(0, link.text_start - _LONGEST), link.text_start)
        if (
            said is None
            and 0 <= link.text_end < len(text)
            and text[link.text_end : link.text_end + 3].strip()[:1] in "([（"
        ):
            said = _BEHIND.match(text, link.text_end, link.text_end + _LONGEST)
            if said is not None and any(said.start() < at < said.end() for at in shown):
                continue  # “the lamp ([referral link](…))”: the link in brackets is the one that pays
        if said is not None and _is_label(said[1].strip()):
            yield link, _verdict(said[0].strip())


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


def _verdict(said: str, where: str = "the article") -> Verdict:
    evidence = f"{where} says “{said}” of it"
    return Verdict("called-paid", "called an affiliate link", "tracker", "likely", evidence, None, None, placeholder=False, retired=False)  # fmt: skip
