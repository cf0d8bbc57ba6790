"""Which of an article's links pay somebody."""

from __future__ import annotations

from bisect import bisect_left
from itertools import zip_longest
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.link import Link, LinkPlace
from linter.article.rel_values import is_sponsored
from linter.facts.layout_choice import site_folders
from linter.facts.links.advertisements import advertisements, is_shown
from linter.facts.links.around import links_of_layouts, paths_in_front_matter
from linter.facts.links.called_paid import called_paid, paid_key
from linter.facts.links.calls import call_arguments, calls, printed_by, template_names
from linter.facts.links.own_values import own_values
from linter.facts.links.quoted_links import of_others, shown_of_others
from linter.facts.links.recurring import NETWORK, raised
from linter.facts.links.redirected import forwarded, on_site, redirected
from linter.facts.links.registry import Verdict
from linter.facts.links.shortcodes import may_hold_calls, plugin_calls
from linter.facts.links.template_rel import marked_by, with_rel
from linter.facts.links.unprinted import links_on_the_page
from linter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.emissions import Emissions, Printed, TemplatePlace
    from linter.article.model import Article, Emission
    from linter.facts.links.registry import Registry
    from linter.facts.links.shortcodes import PluginCall

NOT_CLICKABLE = frozenset({"image", "embed", "json-ld"})
"""Kinds of link that a reader cannot follow, unless an embed is an advertisement; they are evidence of a programme."""

WITHOUT_PLACE = frozenset({"front-matter", "layout"})
"""Kinds of link that a template puts somewhere on the page: where, the article does not say."""

WITHOUT_REL = frozenset(
    {"front-matter", "layout", "component", "shortcode", "onclick", "data-attribute", "form", "embed", "advertisement"}
)
"""Kinds of link whose rel the article does not write."""

# An address that somebody has still to fill in: "/dp/XXXXXXXXXX", "?q={product}". A template's "${x}" or "{{ x }}" is none.
_UNFILLED = re.compile(
    r"/X{6,}|/(?:dp|product)/(?:ASIN\b|B0[Xx]{5,})|(?<![{$%])\{[^{}%]{1,40}(?:\}(?!\})|\Z)"
    r"|/(?i:(?:your|insert)[-_]?(?:own[-_]?)?(?:affiliate|amazon|referral|short)?[-_]?(?:link|url|code)(?:[-_]?here)?|x{6,})/?\Z"
    r"|//(?:amzn\.to|(?:a\.co|amzn\.eu|amzn\.asia)/d|bit\.ly|geni\.us)/(?i:x{5,}|(?:(?:your|my|insert|add|put|the|here|amazon|affiliate|aff"
    r"|referral|short|product|dein|ihr|mein|votre|ton|mon|tu|su|mi|seu|tuo|jouw|mijn|link|url|code|lien|enlace|placeholder|example|todo"
    r"|tbd|goes)[-_]?)+)/?\Z"
)

# Parameters that tell the publisher which article earned, and that no commission depends on.
_SUB_ID = re.compile(
    r"(?i)(?<=[?&])(?:sub[-_]?id\w?|sub\w?|aff[-_]?(?:track|sub)\w?|ascsubtag|u1|cuid|xcust|xid|sid|epi\d?|click[-_]?ref\d?|pub[-_]?ref|sharedid|utm_\w+)"
    r"=[^&#]*"
)
_EXPRESSION = re.compile(r"\{\{-?\s*(?:<\s*var\s+)?([\w.-]+)[^{}]*\}\}")
_FILTER = re.compile(r"\|\s*([A-Za-z]\w*)")
_UNKNOWN = "x"
_ADDRESS = re.compile(r"[/:.]")
"""What an address has and a key by which code looks one up has not."""


@dataclass(frozen=True, slots=True)
class AffiliateLink:
    """A link and what the registry of networks says of it; ``origin`` is where a template that prints it has its address."""

    link: Link
    verdict: Verdict
    origin: TemplatePlace | None = None

    @property
    def is_clickable(self) -> bool:
        """Whether a reader can follow it: a link, or an advertisement in a frame or put in by a script."""
        return self.link.kind not in NOT_CLICKABLE or is_shown(self.link, self.verdict)


def find_affiliate_links(
    article: Article, registry: Registry, cloaks: Sequence[str], emissions: Emissions
) -> list[AffiliateLink]:
    """Classify every link of an article and everything its templates link to; the result is in reading order."""
    verdicts: dict[str, Verdict | None] = {}
    found: list[AffiliateLink] = []
    if own := own_values(article, emissions.values):
        emissions = replace(emissions, values={**emissions.values, **own})
    folders = site_folders(article, emissions) if emissions.redirects and article.format == "html" else None
    for link in links_on_the_page(article, emissions):
        url = link.url
        if url not in verdicts:
            here = on_site(url, emissions.recurring.own, folders) if emissions.redirects else url
            verdicts[url] = _with_values(here, registry, cloaks, emissions) or _with_values(
                url, registry, cloaks, emissions
            )
        verdict = verdicts[url]
        if verdict is not None:
            if verdict.confidence == "possible":
                verdict = _said_by_author(article, link, verdict)
            if emissions.recurring.lone_ids and (verdict.tag or "").lower() in emissions.recurring.lone_ids:
                verdict = of_others(article, link, verdict)
            found.append(AffiliateLink(link, _doubted(url, verdict)))
    others = shown_of_others(article, [(item.link, item.verdict) for item in found])
    found = [replace(item, verdict=others.get(item.link.start, item.verdict)) for item in found] if others else found
    if emissions.has_templates:
        found.extend(_printed(article, registry, cloaks, emissions))
    found.extend(_replaced(article, registry, cloaks, emissions))
    if article.snippets:
        found.extend(AffiliateLink(link, verdict) for link, verdict in advertisements(article, registry))
    if may_hold_calls(article.source.text):
        found.extend(_of_plugins(article, registry, cloaks, emissions))
    if emissions.links or emissions.reader is not None:
        found.extend(_around(article, registry, cloaks, emissions, found))
    if emissions.redirects or cloaks:
        for link in paths_in_front_matter(article):
            verdict = classify(link.url, registry, cloaks, emissions)
            if verdict is not None:
                found.append(AffiliateLink(link, verdict))
    sure = {item.link.start for item in found if item.verdict.confidence != "possible"}
    if called := {link.start: AffiliateLink(link, verdict) for link, verdict in called_paid(article, registry, sure)}:
        found = [_called(item, called.pop(item.link.start, None)) for item in found]
        found.extend(called.values())
    found.sort(key=lambda item: item.link.start)
    return _beside(found) if any(item.verdict.beside for item in found) else found


def _replaced(
    article: Article, registry: Registry, cloaks: Sequence[str], emissions: Emissions
) -> Iterator[AffiliateLink]:
    """Yield the affiliate links that the site's code puts in place of parts of the article."""
    if not emissions.replacements:
        return
    from linter.facts.links.replaced import replaced  # noqa: PLC0415 - few sites do so

    for link, url, place in replaced(article, emissions.replacements):
        verdict = classify(url, registry, cloaks, emissions)
        if verdict is not None:
            yield AffiliateLink(link, replace(verdict, evidence=f"{verdict.evidence} (printed by {place.path})"), place)


def _said_by_author(article: Article, link: Link, verdict: Verdict) -> Verdict:
    """Return a verdict that the address alone leaves open as likely, where the author marks the link or files it under a key that says so."""
    if "sponsored" in link.rel_values:
        return replace(verdict, confidence="likely", evidence=f"{verdict.evidence}, marked as sponsored")
    if key := "" if verdict.placeholder else paid_key(article, link):
        return replace(verdict, confidence="likely", evidence=f"{verdict.evidence}, given as {key}")
    from linter.facts.links.offered import said_beside  # noqa: PLC0415 - few articles have such a link

    return said_beside(article, link, verdict)


def _called(item: AffiliateLink, called: AffiliateLink | None) -> AffiliateLink:
    """Return a link that is only possible by its address as likely, where the article calls it paid."""
    if called is None or item.verdict.confidence != "possible":
        return item
    evidence = f"{item.verdict.evidence}, and {called.verdict.evidence}"
    return replace(item, verdict=replace(item.verdict, confidence="likely", evidence=evidence))


def _doubted(url: str, verdict: Verdict) -> Verdict:
    """Return what is known of an address, only possible where somebody has still to fill it in; a sub-id may stay unfilled."""
    if not _UNFILLED.search(url):
        return verdict
    is_sub_id = verdict.tag is not None and not _UNFILLED.search(_SUB_ID.sub("", url))
    return verdict if is_sub_id else replace(verdict, confidence="possible")


def doubted(item: AffiliateLink) -> AffiliateLink:
    """Return a link that pays only by what other articles show as a possible one, for an article that denies it.

    One that says ``sponsored`` itself contradicts the denial.
    """
    if item.verdict.network != NETWORK or "sponsored" in item.link.rel_values:
        return item
    return replace(item, verdict=replace(item.verdict, confidence="possible"))


def _with_values(url: str, registry: Registry, cloaks: Sequence[str], emissions: Emissions) -> Verdict | None:
    """Judge an address with the site's values in place of ``{{ site.amazon_tag }}``, and ``x`` for what is unknown."""
    if "{{" not in url:
        return classify(url, registry, cloaks, emissions)
    filled = _EXPRESSION.sub(lambda found: _printed_value(found, emissions), url)
    verdict = classify(filled, registry, cloaks, emissions)
    return _without_stand_in(verdict) if verdict is not None else None


def _without_stand_in(verdict: Verdict) -> Verdict:
    """Return a verdict that does not show the ``x`` which stands for an id that only the build knows."""
    if verdict.tag != _UNKNOWN:
        return verdict
    return replace(verdict, tag=None, evidence=verdict.evidence.replace(f"={_UNKNOWN} on ", "=… on "))


def _printed_value(expression: re.Match[str], emissions: Emissions) -> str:
    """Return what an expression in an address prints: what a filter of the site returns, a value of it, or ``x``."""
    filters = (emissions.values.get(f"|{name.lower()}") for name in _FILTER.findall(expression[0]))
    return next((url for url in filters if url), emissions.values.get(expression[1].lower(), _UNKNOWN))


def _beside(found: list[AffiliateLink]) -> list[AffiliateLink]:
    """Raise what is only possible by itself where the article has surer links of the same programme."""
    sure = {name for item in found if item.verdict.confidence != "possible" for name in _programmes(item.verdict)}
    return [
        replace(item, verdict=replace(verdict, confidence="likely"))
        if (verdict := item.verdict).beside in sure and verdict.confidence == "possible"
        else item
        for item in found
    ]


def _programmes(verdict: Verdict) -> tuple[str, ...]:
    return (verdict.network, verdict.part_of) if verdict.part_of else (verdict.network,)


def _around(
    article: Article, registry: Registry, cloaks: Sequence[str], emissions: Emissions, known: Sequence[AffiliateLink]
) -> Iterator[AffiliateLink]:
    """Yield the affiliate links that layouts print around the article; one that depends on nothing in it is only likely."""
    taken = {item.link.start for item in known}
    addresses = {item.link.url for item in known}
    # Of several links at one place, or with one address, one that is not marked as paid for goes first: each is on the page.
    for link, printed in sorted(links_of_layouts(article, emissions), key=lambda one: not one[1].is_unmarked):
        verdict = classify(printed.url, registry, cloaks, emissions)
        verdict = _without_stand_in(verdict) if verdict is not None else None
        if verdict is None or (link.url in addresses if link.url else link.start in taken):
            continue
        taken.add(link.start)
        addresses.add(link.url)
        if printed.rel is not None:
            link.known_place = with_rel(link, printed.rel)
        confidence = "likely" if link.kind == "layout" and verdict.confidence == "certain" else verdict.confidence
        evidence = f"{verdict.evidence} (printed by {printed.source})"
        verdict = replace(verdict, evidence=evidence, confidence=confidence)
        yield AffiliateLink(link, marked_by(verdict, printed.rel, " there"), printed.written)


def classify(url: str, registry: Registry, cloaks: Sequence[str], emissions: Emissions) -> Verdict | None:
    """Judge an address: a redirect of the site, a declared cloak, or what the registry knows."""
    if url.startswith("/") and not url.startswith("//"):
        target = redirected(url, emissions.redirects) if emissions.redirects else None
        verdict = registry.classify(target) if target is not None else None
        if verdict is not None:
            return replace(
                verdict, evidence=f"{url} redirects to {verdict.evidence}", destination=verdict.destination or target
            )
    if (target := forwarded(url)) is not None and (verdict := registry.classify(target)) is not None:
        evidence = f"the site's own {url.partition('?')[0]} sends readers to {verdict.evidence}"
        return replace(verdict, evidence=evidence, destination=verdict.destination or target)
    for prefix in cloaks:
        if url.startswith(prefix):
            return _own_verdict("cloak", "cloaked link", f"{prefix} is declared in affiliate.cloaks")
    verdict = registry.classify(url) if ":" in url[:12] or url.startswith(("//", "<")) else None
    if emissions.recurring and (verdict is None or verdict.confidence == "possible"):
        return raised(url, verdict, registry, emissions.recurring)
    return verdict


def _own_verdict(network: str, programme: str, evidence: str) -> Verdict:
    return Verdict(network, programme, network, "certain", evidence, None, None, placeholder=False, retired=False)


def _printed(
    article: Article, registry: Registry, cloaks: Sequence[str], emissions: Emissions
) -> Iterator[AffiliateLink]:
    """Yield the affiliate links that an article's shortcodes, includes and components print by themselves."""
    literal = {link.start: link.url for link in article.links if link.kind in {"component", "shortcode"}}
    for emission in calls(article):
        printed = printed_by(emission, emissions, article)
        if printed is None:
            continue
        written = {url for start, url in literal.items() if emission.start <= start < emission.end}
        if printed.adds and any(classify(url, registry, cloaks, emissions) is not None for url in written):
            continue
        found = _verdicts(emission, printed, registry, cloaks, emissions)
        if not printed.is_exact:
            # Of addresses among which only the build chooses, the first that pays stands for all.
            sure = [one for one in found if one[1].confidence != "possible"]
            found = [one for one in sure or found if not written or _extends(one[0], written)][:1]
        source = f" (printed by {printed.source})" if printed.source else ""
        for url, verdict, origin in found:
            if url in written:
                continue
            link = Link(url if printed.is_exact else "", "component", emission.start, emission.end, article.source)
            link.known_place = LinkPlace(emission.start, emission.end)
            link.block = article.block_before(emission.start)
            yield AffiliateLink(link, replace(verdict, evidence=f"{verdict.evidence}{source}"), origin)


def _extends(url: str, written: set[str]) -> bool:
    """Say whether a template adds to an address that the call gives it (an id of its own), or sends readers there through another."""
    return any(url != one and (url.startswith(one) or ("://" in one and one in url)) for one in written)


def _verdicts(
    emission: Emission, printed: Printed, registry: Registry, cloaks: Sequence[str], emissions: Emissions
) -> list[tuple[str, Verdict, TemplatePlace | None]]:
    """Return the affiliate links that a template prints, in its order, each with its address and its place."""
    if printed.declared_link:
        return [("", _own_verdict("component", emission.name, "declared in affiliate.components"), None)]
    handed_over = list(_parameters(emission, printed))
    found = [
        (url, marked_by(_without_stand_in(_doubted(url, verdict)), printed.rel), place)
        for url, place in (*zip_longest(printed.links, printed.places), *handed_over)
        if (verdict := classify(url, registry, cloaks, emissions)) is not None
    ]
    is_made_by_code = not any(_ADDRESS.search(value) for value, _ in handed_over) if handed_over else printed.unfollowed
    if not found and is_made_by_code and is_sponsored(printed.rel):
        marked = _own_verdict("component", emission.name, "the component marks its link as sponsored")
        return [("", replace(marked, confidence="likely"), printed.rel_place)]
    return found


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """An address that a template prints: source offsets of its call in the article, and its place in the template."""

    url: str
    start: int
    end: int
    origin: TemplatePlace | None


def printed_links(article: Article, emissions: Emissions) -> Iterator[PrintedLink]:
    """Yield the addresses that the templates of an article have in their own code, in the order of their calls."""
    for emission in calls(article) if emissions.has_templates else ():
        printed = printed_by(emission, emissions, article)
        if printed is None:
            continue
        for url, place in (*zip_longest(printed.links, printed.places), *printed.unfilled):
            yield PrintedLink(url, emission.start, emission.end, place)


def _of_plugins(
    article: Article, registry: Registry, cloaks: Sequence[str], emissions: Emissions
) -> Iterator[AffiliateLink]:
    """Yield the links that plug-ins of WordPress make of their shortcodes and blocks; an address that is a link already is none."""
    known = sorted(link.start for link in article.links)
    for call in plugin_calls(article):
        at = bisect_left(known, call.start)
        if at < len(known) and known[at] < call.end:
            continue
        for address in call.addresses or ("",):
            verdict = classify(address, registry, cloaks, emissions) if address else None
            if verdict is not None:
                verdict = replace(verdict, evidence=f"{verdict.evidence}, through {call.plugin.name}")
            elif call.asins or call.plugin.earns:
                verdict = _set_up(call)
            if verdict is not None:
                link = Link(address, "shortcode", call.start, call.end, article.source)
                link.known_place = LinkPlace(call.start, call.end)
                link.block = article.block_before(call.start)
                yield AffiliateLink(link, verdict)


def _set_up(call: PluginCall) -> Verdict:
    """Return the verdict on a link to which the plug-in adds the id of its settings: that is what it is there for."""
    network, programme = ("amazon", "Amazon Associates") if call.asins else ("plugin", call.plugin.name)
    evidence = f"{call.plugin.name} adds the id of its settings"
    return Verdict(network, programme, "cloak", "likely", evidence, None, None, placeholder=False, retired=False)


@dataclass(frozen=True, slots=True)
class PrintingTemplate:
    """A template that prints links in an article; ``programme`` is empty where their addresses could not be followed."""

    name: str
    source: str
    programme: str


def printing_templates(
    article: Article, registry: Registry, cloaks: Sequence[str], emissions: Emissions
) -> list[PrintingTemplate]:
    """Return the templates that print affiliate links in an article, or links that could not be followed, in order."""
    printed = [(template_names(call)[-1], printed_by(call, emissions, article)) for call in calls(article)]
    sources = [(name, one.source, one.links[:1], one.unfollowed) for name, one in printed if one is not None]
    around = [one for _, one in links_of_layouts(article, emissions)]
    sources += [(one.source.rsplit("/", 1)[-1], one.source, (one.url,), False) for one in around]
    found = [
        PrintingTemplate(name, source, verdict.programme if verdict is not None else "")
        for name, source, urls, unfollowed in sources
        if (verdict := classify(urls[0], registry, cloaks, emissions) if urls else None) is not None or unfollowed
    ]
    return list(dict.fromkeys(found))


def _parameters(emission: Emission, printed: Printed) -> Iterator[tuple[str, None]]:
    """Yield the values that a call gives to the parameters which become addresses; the article has them, no template."""
    if not printed.url_parameters:
        return
    positional, named = call_arguments(emission)
    for parameter in printed.url_parameters:
        if parameter in named:
            yield named[parameter], None
        elif parameter.isdigit() and int(parameter) < len(positional):
            yield positional[int(parameter)], None
