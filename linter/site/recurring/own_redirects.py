"""Tell which of a site's own redirects pay, by how its articles link to each of them.

A folder or sub-host of redirects holds plain references and paid ones alike; the name alone says nothing of one address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.links.recurring import redirect_name
from linter.records import dataclass, field

if TYPE_CHECKING:
    from linter.site.recurring.link_contexts import LinkContext

BUYING = re.compile(
    r"\b(?:buy|shop|order|purchase|prices?|deals?|offers?|discount|coupon|claim|redeem|kaufen|bestellen|preise?|angebote?|rabatt"
    r"|acheter|commander|prix|offres?|comprar|precios?|ofertas?|descuento|preços?|desconto|acquista|compra|prezz[oi]|offert[ae]"
    r"|sconto|kopen|bestel|prijs|prijzen|aanbieding(?:en)?|korting)\b|購入|価格|セール|最安",
    re.IGNORECASE,
)
"""Words of links that invite to pay; what may as well invite to read ("see", "visit", "get") is none of them."""

_FEWEST = 3
"""Links, addresses and articles, at least."""
_MOSTLY = 0.8
_NEARLY_ALL = 0.9


@dataclass(slots=True)
class OwnRedirects:
    """The addresses below one host or folder of the site's own that redirects, and how its articles link to them."""

    addresses: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    sponsored: set[str] = field(default_factory=set)
    unfollowed: set[str] = field(default_factory=set)
    bought: set[str] = field(default_factory=set)
    links: int = 0
    """Links with a text."""
    offered: int = 0
    """Links that invite to pay, or tell search engines something."""
    with_rel: int = 0
    """Links that write ``nofollow`` or ``sponsored``."""
    with_sponsored: int = 0
    with_nofollow: int = 0

    def note(self, host: str, path: str, article: str, context: LinkContext | None) -> None:
        """Note one link to an address; ``host`` is empty for a folder of the site itself."""
        name = redirect_name(host, path)
        self.addresses.add(name)
        self.articles.add(article)
        if context is None:
            return
        sponsored, unfollowed = "sponsored" in context.rel, "nofollow" in context.rel
        buying = BUYING.search(context.text) is not None
        self.links += 1
        self.offered += sponsored or unfollowed or buying
        self.with_rel += sponsored or unfollowed
        self.with_sponsored += sponsored
        self.with_nofollow += unfollowed
        for says, names in ((sponsored, self.sponsored), (unfollowed, self.unfollowed), (buying, self.bought)):
            if says:
                names.add(name)

    def are_offered(self) -> bool:
        """Say whether several articles link to several of them, and links say ``sponsored`` or most invite to pay."""
        recurs = len(self.addresses) >= _FEWEST and len(self.articles) >= _FEWEST
        return recurs and (self.with_sponsored > 0 or self.offered >= max(_FEWEST, _MOSTLY * self.links))

    def all_pay(self) -> bool:
        """Say whether the site marks its redirects as paid by habit: then one without a mark was only forgotten."""
        return self.with_sponsored >= max(_FEWEST, _NEARLY_ALL * self.with_rel)

    def paid(self, *, telling_nofollow: bool) -> set[str]:
        """Return the addresses that a link proves to pay.

        Where the site says ``sponsored`` of some, those; else those that a link offers for money, or that have a
        ``nofollow`` which most other links of the site do not have (``telling_nofollow``).
        """
        if self.sponsored:
            return self.sponsored
        return self.bought | self.unfollowed if telling_nofollow else self.bought

    def marked(self, *, telling_nofollow: bool) -> set[str]:
        """Return the addresses whose links tell search engines that they pay: words alone do not, where the host may be anybody's."""
        if self.sponsored:
            return self.sponsored
        return self.unfollowed if telling_nofollow else set()
