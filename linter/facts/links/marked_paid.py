"""Links marked as sponsored whose programme the address does not tell: those of front matter by layouts, those of a page of code by the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.rel_values import is_sponsored
from linter.facts.links.affiliate import AffiliateLink
from linter.facts.links.around import printed_around
from linter.facts.links.registry import Verdict
from linter.facts.links.urls import parse
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.article.emissions import Emissions, LayoutLink
    from linter.article.link import Link
    from linter.article.model import Article

_FRONT_MATTER = "front-matter"
_HEAD = re.compile(r"\{\s*`?\$?\{?\s*([A-Za-z_$][\w$]*)")
_LOOP = r"([\w$.?]+)\.(?:map|flatMap|forEach)\(\s*(?:async\s*)?\(?\s*\{{?\s*(?:[\w$]+\s*,\s*){{0,6}}{name}\b|v-for=\"\(?\s*{name}\b[^\"]*\b(?:in|of)\s+([\w$.]+)|\{{#each\s+([\w$.]+)\s+as\s+{name}\b"
# What advertisers and patrons pay for is no recommendation: sponsors.map((one) => …), banner.href
_ADVERTISED = re.compile(r"sponsor|advert|banner|backer|patron|(?:^|[.{_])ads?(?:$|[.}_A-Z])", re.IGNORECASE)
_SCHEME = 8
"""Characters in which an address of another site has its two strokes."""
_FARTHEST = 3_000
"""Characters before a link in which the loop around it is looked for."""
# /dr8b0i63v2n6, /app/LAMPROOM, /ar/7672ed00: one code of a writer's own, behind short words at most.
_CODED = re.compile(r"/(?:[a-z]{1,5}/){0,2}(?:(?=\w*\d)(?=\w*[A-Za-z])\w{6,}|[A-Z][A-Z0-9]{4,})/?")


def with_marked(article: Article, emissions: Emissions, found: Sequence[AffiliateLink]) -> list[AffiliateLink]:
    """Return the links with those of the front matter that all layouts print as sponsored, in reading order.

    What is only possible by its address is likely then. Of an address that no entry knows a layout's ``rel`` decides only where it
    ends in a code: layouts write it for all entries of a list, also for those that lead to a shop's own start page.
    """
    marked = _marked(article, emissions)
    if not marked:
        return list(found)
    known = {item.link.url for item in found}
    items = [
        _raised(item, marked[item.link.url][1]) if item.link.kind == _FRONT_MATTER and item.link.url in marked else item
        for item in found
    ]
    for url, (link, printed) in marked.items():
        if url not in known and (host := _host_of_code(url)) and host not in emissions.recurring.own:
            items.append(AffiliateLink(link, _verdict(printed.source), printed.written))
    return sorted(items, key=lambda item: item.link.start)


def with_made_by_code(article: Article, found: Sequence[AffiliateLink]) -> list[AffiliateLink]:
    """Return the links of a page of code with those that it marks as sponsored and whose address only the build knows (``href={product.url}``)."""
    known = {item.link.start for item in found}
    more = [
        AffiliateLink(link, _verdict("the page"))
        for link in article.links
        if link.url[:1] == "{"
        and "sponsored" in link.rel_values
        and link.start not in known
        and not _is_advertised(article, link)
    ]
    return sorted([*found, *more], key=lambda item: item.link.start) if more else list(found)


def _is_advertised(article: Article, link: Link) -> bool:
    """Say whether a link's address comes from what is called sponsors or advertisements, by itself or by the loop around it."""
    head = _HEAD.match(link.url)
    if head is None or _ADVERTISED.search(link.url) is not None:
        return _ADVERTISED.search(link.url) is not None
    loop = re.compile(_LOOP.format(name=re.escape(head[1])))
    around = list(loop.finditer(article.source.text, max(0, link.start - _FARTHEST), link.start))
    listed = next((group for group in around[-1].groups() if group), "") if around else ""
    return _ADVERTISED.search(listed) is not None


def _verdict(source: str) -> Verdict:
    evidence = f"{source} marks the link as sponsored"
    return Verdict("marked-paid", "marked as sponsored", "tracker", "likely", evidence, None, None, placeholder=False, retired=False)  # fmt: skip


def _marked(article: Article, emissions: Emissions) -> dict[str, tuple[Link, LayoutLink]]:
    """Return the addresses of the front matter that are printed as they stand and as sponsored wherever they are printed."""
    may_mark = emissions.reader is not None or any(is_sponsored(one.rel) for one in emissions.links)
    if article.front_matter is None or not may_mark:
        return {}
    marked: dict[str, tuple[Link, LayoutLink]] = {}
    unmarked: set[str] = set()
    written = {value.value.strip() for value in article.front_matter.values if isinstance(value.value, str)}
    if not any("//" in value[:_SCHEME] for value in written):
        return {}
    for link, printed in printed_around(article, emissions):
        if link.kind == _FRONT_MATTER and link.url in written:
            if is_sponsored(printed.rel):
                marked.setdefault(link.url, (link, printed))
            else:
                unmarked.add(link.url)
    return {url: one for url, one in marked.items() if url not in unmarked}


def _raised(item: AffiliateLink, printed: LayoutLink) -> AffiliateLink:
    verdict = item.verdict
    if verdict.confidence != "possible" or verdict.placeholder:
        return item
    evidence = f"{verdict.evidence}, marked as sponsored by {printed.source}"
    return replace(item, verdict=replace(verdict, confidence="likely", evidence=evidence))


def _host_of_code(url: str) -> str:
    """Return the host of an address whose path is a code; empty for any other."""
    read = parse(url) if "//" in url[:8] else None
    return read.host.removeprefix("www.") if read is not None and _CODED.fullmatch(read.path) is not None else ""
