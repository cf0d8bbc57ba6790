"""What an article says, derived once, on first use, and shared by all checks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter.facts.options import DEFAULT_OPTIONS, FactOptions
from linter.long_texts import lowered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.article.emissions import LayoutDisclosure, Order, Place, TemplatePlace
    from linter.article.link import Link
    from linter.article.model import Article
    from linter.facts.disclosure.model import Disclosure
    from linter.facts.disclosure.notices import UnusedNotice
    from linter.facts.disclosure.reach import Disclosed, Reach
    from linter.facts.faq.finder import Faq
    from linter.facts.language.tokens import Tokens
    from linter.facts.links.affiliate import AffiliateLink, PrintedLink, PrintingTemplate
    from linter.facts.links.invitations import CallToAction
    from linter.facts.links.registry import Registry
    from linter.facts.prose.breaks import Break
    from linter.facts.prose.endings import Ending
    from linter.facts.prose.losses import Loss
    from linter.facts.quotations.habits import QuoteHabits
    from linter.facts.quotations.marks import QuoteScan
    from linter.facts.rendered.shown import Shown
    from linter.facts.rendered.view import View

_FEW_OBJECTS = 20
"""Code spans and pictures that an article without code may show."""


class Facts:
    """The facts of one article; ``view`` is how a browser showed it, if one did."""

    def __init__(self, article: Article, options: FactOptions = DEFAULT_OPTIONS, view: View | None = None) -> None:
        self.article = article if not article.is_code else _page(article, options)
        self.options = options
        self._view = view

    @cached_property
    def language(self) -> str | None:
        """The article's language (``en``, ``de-ch``), or None if it cannot be told."""
        from linter.facts.language.detection import article_language

        return article_language(self.article, self.options.language)

    @cached_property
    def base_language(self) -> str | None:
        """The language without its region."""
        from linter.facts.language.detection import base_language

        return base_language(self.language)

    @cached_property
    def registry(self) -> Registry:
        """The registry of networks, with the configuration's additions."""
        from linter.facts.links.registry import Registry as Networks

        return self.options.registry or Networks.default()

    @cached_property
    def classified_links(self) -> list[AffiliateLink]:
        """Every link that the registry knows, possible ones and pixels included, in reading order."""
        from linter.facts.links.shortcodes import may_hold_calls

        article = self.article
        site = self.options.emissions
        has_layout = article.fence is not None or site.is_front_matter_optional
        around = has_layout and (site.redirects or site.links or site.reader is not None)
        in_article = article.links or article.emitted or article.snippets
        if not in_article and not around and not may_hold_calls(article.source.text):
            return []
        from linter.facts.disclosure.denials import denies_payment
        from linter.facts.links.affiliate import doubted, find_affiliate_links

        found = find_affiliate_links(article, self.registry, self.options.cloaks, self.options.emissions)
        if site.has_templates:
            from linter.facts.links.printed_rel import with_printed_rel

            found = with_printed_rel(article, site, found)
        if site.links or site.reader is not None:
            from linter.facts.links.marked_paid import with_marked
            from linter.facts.links.printed_rel import with_layout_rel

            found = with_layout_rel(article, site, with_marked(article, site, found))
            from linter.facts.disclosure.own_words import is_policy_page

            # The site's own bar of links goes with its terms too; nobody recommends anything there.
            if any(item.link.kind == "layout" for item in found) and is_policy_page(article):
                found = [item for item in found if item.link.kind != "layout"]
        if article.is_code:
            from linter.facts.links.marked_paid import with_made_by_code

            found = with_made_by_code(article, found)
        recurring = self.options.emissions.recurring
        if (recurring.doubtful or recurring.prefixes or recurring.hosts) and denies_payment(
            article, lambda: self.disclosures
        ):
            return [doubted(item) for item in found]
        return found

    @cached_property
    def causes(self) -> Mapping[tuple[int, int], tuple[str, TemplatePlace]]:
        """What templates print in the article and where it is written there, by source span in the article."""
        emissions = self.options.emissions
        has_calls = (emissions.names or emissions.pages is not None) and self.article.emitted
        if not emissions.links and emissions.reader is None and not has_calls:
            return {}
        found = {
            (item.start, item.end): ("the disclosure stands here", item.written)
            for item in self.disclosures
            if item.written is not None
        }
        for link in reversed(self.classified_links):  # of several at one place the first is the one that is judged
            if link.origin is not None:
                found[link.link.start, link.link.end] = ("the link is printed here", link.origin)
        return found

    @property
    def printed_links(self) -> Iterator[PrintedLink]:
        """The addresses that templates print in the article, each with the place of the call and of the address."""
        if not self.options.emissions.has_templates:
            return iter(())
        from linter.facts.links.affiliate import printed_links

        return printed_links(self.article, self.options.emissions)

    @property
    def printing_templates(self) -> list[PrintingTemplate]:
        """The site's templates that print affiliate links, or links that could not be followed, in this article."""
        from linter.facts.links.affiliate import printing_templates

        return printing_templates(self.article, self.registry, self.options.cloaks, self.options.emissions)

    @cached_property
    def lower_source(self) -> str:
        """The article as written, in lower case."""
        return lowered(self.article.source.text)

    def count(self, text: str) -> int:
        """Say how often a text in small letters stands in the article as written; of one that is asked for again it is known."""
        if text not in self._counts:
            self._counts[text] = self.lower_source.count(text)
        return self._counts[text]

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {}

    @cached_property
    def addresses(self) -> str:
        """The addresses of all links, one on a line."""
        return "\n".join([link.url for link in self.article.links])

    @cached_property
    def affiliate_links(self) -> list[AffiliateLink]:
        """The links that pay somebody, certainly or likely, and that a reader can follow."""
        return [item for item in self.classified_links if item.verdict.confidence != "possible" and item.is_clickable]

    @cached_property
    def calls_to_action(self) -> list[CallToAction]:
        """Invitations to a deal that carry no link; of a page that is code nobody knows it, as components print links."""
        if self.article.is_code:
            return []
        from linter.facts.links.invitations import find_calls_to_action

        return list(find_calls_to_action(self.article, self.article.links_by_block))

    @cached_property
    def disclosures(self) -> list[Disclosure]:
        """What discloses in the article, in reading order, negated statements included."""
        from linter.facts.disclosure.disclosures import find_disclosures

        return find_disclosures(self.article, self.language, self.options)

    def disclosed(self, link: Link) -> Disclosed:
        """Say where the article discloses, seen from a link."""
        return self._reach.from_link(link)

    def told_weakly(self, link: Link) -> bool:
        """Say whether what stands before or beside a link is all in words that only insiders understand."""
        return self._in_time(self._reach, link) and not self._in_time(self._clear_reach, link)

    def _in_time(self, reach: Reach, link: Link) -> bool:
        state = reach.from_link(link)
        return state in {"before", "beside"} or (state == "site" and self.layout_place == "top")

    @property
    def is_rendered(self) -> bool:
        """Whether a browser showed the page."""
        return self._view is not None

    @cached_property
    def shown(self) -> Shown | None:
        """What a reader sees of links and disclosures where a browser showed the page, None where none did."""
        from linter.facts.rendered.shown import Shown as OnScreen

        return OnScreen(self, self._view) if self._view is not None else None

    @cached_property
    def _reach(self) -> Reach:
        return self._reach_of(self.disclosures, self.layout_place)

    @cached_property
    def _clear_reach(self) -> Reach:
        clear = [item for item in self.disclosures if item.strength == "clear"]
        is_clear = any(item.strength == "clear" for item in self.layout_disclosures if item.place == self.layout_place)
        return self._reach_of(clear, self.layout_place if is_clear else None)

    def _reach_of(self, disclosures: Sequence[Disclosure], layout: Place | None) -> Reach:
        from linter.facts.disclosure.reach import Reach, marked_by_labels

        orders = {start: order for start, (order, _) in self.layout_orders.items()} if layout is not None else {}
        paid = [item.link for item in self.affiliate_links if 0 <= item.link.block < len(self.article.blocks)]
        return Reach(disclosures, layout, orders, marked_by_labels(self.article, paid, disclosures))

    @cached_property
    def layout_orders(self) -> Mapping[int, tuple[Order, TemplatePlace | None]]:
        """Where the layout discloses, seen from links that it prints itself, by where they start; with their place in it."""
        from linter.facts.disclosure.printed_order import printed_orders

        told = self.layout_disclosures
        return printed_orders(self.article, self.options.emissions, told) if told else {}

    @cached_property
    def printed_above(self) -> Mapping[int, TemplatePlace | None]:
        """The links that the layout surely prints above the article with no disclosure, by where they start; with their place in it."""
        from linter.facts.disclosure.printed_order import printed_above

        site = self.options.emissions
        has_links = site.links or site.reader is not None
        return printed_above(self.article, site, self.layout_disclosures) if has_links else {}

    @cached_property
    def policy_link(self) -> Link | None:
        """The first link that leads to a disclosure by its text."""
        from linter.facts.disclosure.disclosures import policy_link

        return policy_link(self.article)

    @property
    def unmet_condition(self) -> str | None:
        """The front matter key that would make the layout disclose this article."""
        from linter.facts.disclosure.disclosures import unmet_condition

        return unmet_condition(self.article, self.options.emissions)

    @property
    def unused_notice(self) -> UnusedNotice | None:
        """What the site has to disclose with and this article is not known to use."""
        from linter.facts.disclosure.notices import unused_notice

        return unused_notice(self.article, self.options.emissions)

    @cached_property
    def layout_disclosures(self) -> Sequence[LayoutDisclosure]:
        """The disclosures that the site's layouts print around this article, the best placed first."""
        from linter.facts.disclosure.disclosures import layout_disclosures

        site = self.options.emissions
        is_known = site.layouts or site.reader is not None or site.pages is not None
        return layout_disclosures(self.article, site) if is_known else ()

    @property
    def layout_disclosure(self) -> LayoutDisclosure | None:
        """The disclosure that the site's layout prints around this article, the best placed of several."""
        return next(iter(self.layout_disclosures), None)

    @property
    def layout_place(self) -> Place | None:
        """Where the site's layout prints a disclosure around this article: top, bottom or nowhere."""
        return self.layout_disclosure.place if self.layout_disclosure is not None else None

    @cached_property
    def is_technical(self) -> bool:
        """Whether the article shows code: then words in unusual spelling are likely names."""
        from linter.article.model import OBJECT

        article = self.article
        return any(block.kind == "code" for block in article.blocks) or article.text.count(OBJECT) > _FEW_OBJECTS

    @cached_property
    def names_identifiers(self) -> bool:
        """Whether the prose names identifiers (“itemCount”) without a mark for code: words with a capital inside are names."""
        from linter.facts.prose.identifiers import names_identifiers

        return names_identifiers(self.article, self.base_language)

    @property
    def curls_marks(self) -> bool:
        """Whether the site's generator, or WordPress of what it stores, makes curly marks of the straight ones."""
        if self.article.format == "html":
            return "<!-- wp:" in self.article.source.text
        return self.options.emissions.curls_marks

    @cached_property
    def elsewhere(self) -> Facts | None:
        """The facts of the prose outside the text (titles, descriptions, alternative texts), or None if there is none."""
        from linter.article.elsewhere import read_elsewhere

        other = read_elsewhere(self.article)
        if other is None:
            return None
        facts = Facts(other, self.options)
        facts.language, facts.is_technical = self.language, self.is_technical
        return facts

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the visible text: which there are, and which seem to stand twice in a row."""
        from linter.facts.language.tokens import Tokens as Words

        return Words(self.article.text)

    @cached_property
    def is_conversation(self) -> bool:
        """Whether named people take turns: then what stands twice or breaks off may have been said so."""
        from linter.facts.prose.conversation import is_conversation

        return is_conversation(self.article, self.base_language)

    @cached_property
    def endings(self) -> Sequence[Ending]:
        """The blocks that end where no sentence can end, with what is wrong about it."""
        from linter.facts.prose.endings import find_endings

        return find_endings(self.article, self.base_language, technical=self.is_technical)

    @cached_property
    def breaks(self) -> Sequence[Break]:
        """The blocks that the prose model takes for cut off at their end."""
        from linter.facts.prose.breaks import find_breaks

        return find_breaks(self.article, self.base_language)

    @cached_property
    def lost_starts(self) -> Sequence[Loss]:
        """The blocks that begin in mid-sentence, as the prose model sees it."""
        from linter.facts.prose.losses import find_lost_starts

        return find_lost_starts(self.article, self.base_language)

    @cached_property
    def gaps(self) -> Sequence[Loss]:
        """The neighbours between which words are missing, as the prose model sees it."""
        from linter.facts.prose.losses import find_gaps

        return find_gaps(self.article, self.base_language)

    @cached_property
    def faq(self) -> Faq:
        """The article's questions and answers."""
        from linter.facts.faq.finder import find_faq

        return find_faq(self.article, lambda: {item.block for item in self.disclosures})

    @cached_property
    def faq_blocks(self) -> frozenset[int]:
        """Indices of the blocks that belong to questions and answers."""
        return self.faq.blocks(self.article)

    @cached_property
    def quotes(self) -> Sequence[tuple[int, QuoteScan]]:
        """The quotation marks of every prose block that has any, by block index."""
        from linter.facts.quotations.blocks import scan_blocks

        return scan_blocks(self.article, self.language)

    @cached_property
    def quote_habits(self) -> QuoteHabits:
        """The quotation marks and the apostrophe that prevail in the article."""
        from linter.facts.quotations.habits import quote_habits

        return quote_habits(self.quotes, self.language)


def _page(article: Article, options: FactOptions) -> Article:
    from linter.facts.links.pages import with_addresses

    return with_addresses(article, options.emissions)
