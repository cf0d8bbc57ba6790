"""What a page that is code prints besides its own words, as the site around it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import PagePrints

if TYPE_CHECKING:
    from linter.article.emissions import Emissions, Printed
    from linter.article.model import Article, Emission

_NOTHING = PagePrints()


def page_prints(article: Article, emissions: Emissions) -> PagePrints:
    """Return what a page prints; nothing for an article that is no code, or lies in no site."""
    if not article.is_code or emissions.pages is None:
        return _NOTHING
    return emissions.pages.printed_on(article.source.path, article.source.text) or _NOTHING


def printed_on_page(emission: Emission, emissions: Emissions, article: Article) -> Printed | None:
    """Return what a component or an expression of a page prints; what the configuration declares goes first."""
    declared = emissions.names.get(emission.name.lower()) if emission.kind == "component" else None
    if declared is not None and not declared.source:
        return declared
    return page_prints(article, emissions).calls.get(emission.start)


def with_addresses(article: Article, emissions: Emissions) -> Article:
    """Give the links of a page whose addresses are expressions the addresses that these print, where they are known."""
    known = page_prints(article, emissions).addresses if article.is_code else {}
    for link in article.links if known else ():
        if link.url.startswith("{") and link.start in known:
            link.url = known[link.start]
    return article
