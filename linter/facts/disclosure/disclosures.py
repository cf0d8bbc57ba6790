"""An article's disclosures, those of its layout among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.disclosure.concealed import concealed
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.handed_over import handed_over, is_one_of_several
from linter.facts.disclosure.inline_arrays import inline_texts
from linter.facts.disclosure.label_places import behind_caption, heads_links, is_ad_slot, is_term_of_list
from linter.facts.disclosure.labelled_links import labelled_links, pays_itself
from linter.facts.disclosure.market_labels import judge_label
from linter.facts.disclosure.model import Disclosure
from linter.facts.disclosure.of_others import is_of_others
from linter.facts.disclosure.own_words import own_statement
from linter.facts.disclosure.regions import HALVES, HIDING, place_of
from linter.facts.disclosure.telling_names import telling_name
from linter.facts.disclosure.together import read_together, under_titles
from linter.facts.disclosure.visibility import Visibility, VisibilityReader
from linter.facts.language import phrases
from linter.facts.language.detection import base_language
from linter.facts.layout_choice import stands_around
from linter.facts.links.around import page_values
from linter.facts.links.calls import calls, printed_by, template_names
from linter.facts.links.pages import page_prints
from linter.facts.links.unprinted import is_given_for_nothing
from linter.long_texts import is_long
from linter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter import lazy_re as re
    from linter.article.emissions import Emissions, LayoutDisclosure, Where
    from linter.article.link import Link
    from linter.article.model import Article, Block, Emission
    from linter.facts.disclosure.detector import DisclosureMatch
    from linter.facts.options import FactOptions


_PLACES: tuple[Where, ...] = ("top", "end", "footer", "sidebar", "nav", "details", "hidden")


def find_disclosures(article: Article, language: str | None, options: FactOptions) -> list[Disclosure]:
    """Find what discloses in an article, in reading order."""
    visibility = VisibilityReader(article)
    found = [
        disclosure
        for block in _candidates(article, options.accepted_disclosures)
        for disclosure in _in_block(article, block, language, options, visibility)
    ]
    found.extend(labelled_links(article, found, language, options))
    found = read_together(article, _seen_on_all_screens(article, found))
    found.extend(_from_templates(article, language, options))
    found.extend(_from_arrays(article, language, options, visibility))
    if not any(disclosure.says_something for disclosure in found):
        found.extend(list(_under_titles(article, language, visibility)) or _concealed(article, language))
    found.sort(key=lambda disclosure: disclosure.start)
    if is_long(article.text):
        DisclosureDetector.default().forget_patterns()
    return found


def _under_titles(article: Article, language: str | None, visibility: VisibilityReader) -> Iterator[Disclosure]:
    """Yield what is disclosed only together with the title over it."""
    for match, block in under_titles(article, language):
        start, end = article.span(block.start + match.start, block.start + match.end)
        text, seen = block.text[match.start : match.end], visibility.of(block, start)
        origin = _origin(block, seen)
        yield Disclosure(text, match.strength, match.kind, match.language, match.hedged, start, end, block.index, origin, match.evidence)  # fmt: skip


def _seen_on_all_screens(article: Article, found: list[Disclosure]) -> list[Disclosure]:
    """Return the disclosures; of two that are hidden each on the screens that show the other, both are seen."""
    hiding = [_hiding(article.blocks[item.block], item) if item.says_something else frozenset() for item in found]
    if not all(frozenset({half}) in hiding for half in HALVES):
        return found
    return [
        replace(item, origin="article") if regions and regions <= HALVES else item
        for item, regions in zip(found, hiding, strict=True)
    ]


def _hiding(block: Block, item: Disclosure) -> frozenset[str]:
    """Return the regions that hide a disclosure, the screens among them on which a style does."""
    return (block.regions & HIDING) | ({item.hidden_on} if item.hidden_on else frozenset())


def _candidates(article: Article, accepted: Sequence[re.Pattern[str]]) -> list[Block]:
    offsets = DisclosureDetector.default().candidates(article.text)
    indices = {article.block_at(offset).index for offset in offsets}
    for pattern in accepted:
        indices.update(article.block_at(match.start()).index for match in pattern.finditer(article.text))
    headings = {block.text.strip() for block in article.blocks if block.kind == "heading"} if indices else set()
    found = (article.blocks[index] for index in sorted(indices))
    # An entry of a table of contents repeats a heading that stands elsewhere.
    return [
        one
        for one in found
        if one.is_prose
        and not ("nav" in one.regions and one.kind != "heading" and one.text.strip() in headings)
        and not is_of_others(article, one)
    ]


def _origin(block: Block, seen: Visibility) -> str:
    """Say where a block stands: out of the reader's sight, in the page's footer, or in the article."""
    return "hidden" if seen.hidden else place_of(block)


def _in_block(
    article: Article, block: Block, language: str | None, options: FactOptions, visibility: VisibilityReader
) -> Iterator[Disclosure]:
    for pattern in options.accepted_disclosures:
        house = pattern.search(block.text)
        if house is not None and house.group():
            start, end = article.span(block.start + house.start(), block.start + house.end())
            origin = _origin(block, visibility.of(block, start))
            yield Disclosure(house.group(), "clear", "sentence", language or "", hedged=False, start=start, end=end, block=block.index, origin=origin, evidence=("disclosure.accept",))  # fmt: skip
            return
    own = own_statement(article, block)
    detector, text = DisclosureDetector.default(), block.text if own is None else own
    matches = detector.find(text, language, block_kind=block.kind)
    if not matches and heads_links(article, block, lambda link: pays_itself(link, options)):
        matches = [match for match in detector.find(text, language) if match.strength == "weak"]
    if not matches and article.format == "html":
        matches = behind_caption(article, block, language)
    for match in matches:
        if own is not None and match.kind != "programme-statement":
            continue
        start, end = article.span(block.start + match.start, block.start + match.end)
        if match.kind == "label" and (is_ad_slot(block) or is_term_of_list(article, block)):
            continue
        seen = visibility.of(block, start)
        is_label = match.kind == "label"
        strength, market = _judged(match, language, options) if is_label else (match.strength, "")
        yield Disclosure(
            text=block.text[match.start : match.end],
            strength=strength,
            kind=match.kind,
            language=match.language,
            hedged=match.hedged,
            start=start,
            end=end,
            block=block.index,
            origin=_origin(block, seen),
            evidence=match.evidence,
            market=market,
            faint=seen.faint,
            hidden_on=seen.only,
            denies=match.denies,
        )


def _concealed(article: Article, language: str | None) -> Iterator[Disclosure]:
    """Yield what only tooltips, alternative texts and comments disclose."""
    for match, text, start in concealed(article, language):
        yield Disclosure(
            text,
            match.strength,
            match.kind,
            match.language,
            match.hedged,
            start,
            start + len(text),
            max(article.block_before(start), 0),
            "hidden",
            match.evidence,
        )


def _from_templates(article: Article, language: str | None, options: FactOptions) -> Iterator[Disclosure]:
    """Yield the disclosures that shortcodes, includes and components print, known or telling by their name."""
    for emission in calls(article):
        printed = printed_by(emission, options.emissions, article)
        if printed is not None and printed.disclosure is not None:
            found = _component(article, emission, printed.disclosure, printed.strength)
            origin = "hidden" if printed.is_hidden else "footer" if printed.in_footer else found.origin
            found = replace(found, origin=origin, written=printed.disclosure_place, order=printed.order)
            yield _as_label(found, language, options) if printed.strength == "weak" else found
        elif (
            (printed is None or printed.unfollowed or (printed.unfilled and not printed.links))
            and emission.kind in {"liquid", "shortcode", "component"}
            and _tells(emission)
        ):
            yield _component(article, emission, emission.name, "clear")
        elif printed is None and article.is_code and emission.kind == "expression":
            # A text under the name of a disclosure, of which nobody knows the words.
            if telling_name("template").search(emission.arguments):
                yield _component(article, emission, emission.arguments, "clear")
        elif printed is None or not printed.is_exact:
            yield from _handed_over(article, emission, language, options)


def _handed_over(
    article: Article, emission: Emission, language: str | None, options: FactOptions
) -> Iterator[Disclosure]:
    """Yield what the texts disclose that a call hands to its template."""
    detector = DisclosureDetector.default()
    for start, end in handed_over(article.source.text, emission):
        text = article.source.text[start:end]
        if detector.is_candidate(text) and not is_given_for_nothing(article, start, options.emissions):
            kind = "list-item" if is_one_of_several(article.source.text, emission, start, end) else "paragraph"
            for match in detector.find(text, language, block_kind=kind) or detector.find(text, block_kind=kind):
                found = _component(article, emission, text[match.start : match.end], match.strength)
                found = replace(found, start=start + match.start, end=start + match.end, hedged=match.hedged)
                yield _as_label(found, language, options) if match.kind == "label" else found


def _from_arrays(
    article: Article, language: str | None, options: FactOptions, visibility: VisibilityReader
) -> Iterator[Disclosure]:
    """Yield what the texts disclose that a page of code holds in an array and prints right there."""
    detector = DisclosureDetector.default()
    for start, end, text, printed in inline_texts(article):
        for match in detector.find(text, language, block_kind="list-item") if detector.is_candidate(text) else ():
            found = _component(article, printed, text[match.start : match.end], match.strength)
            block = article.blocks[found.block] if article.blocks else None
            is_inside = block is not None and block.source_start <= printed.start < block.source_end
            if block is not None and is_inside:
                found = replace(found, origin=_origin(block, visibility.of(block, printed.start)))
            found = replace(found, kind=match.kind, language=match.language, hedged=match.hedged, denies=match.denies)
            found = replace(found, start=start, end=end, evidence=match.evidence)
            yield _as_label(found, language, options) if match.kind == "label" else found


def _as_label(found: Disclosure, language: str | None, options: FactOptions) -> Disclosure:
    """Return what a template shows as a label with the strength that it has in the article's language and markets."""
    match = next(iter(DisclosureDetector.default().find(found.text, language)), None)
    if match is None or match.kind != "label":
        return found
    strength, market = _judged(match, language, options)
    return replace(found, strength=strength, market=market)


def _judged(match: DisclosureMatch, language: str | None, options: FactOptions) -> tuple[str, str]:
    """Return the strength of a label in the article's language, and the market that finds it too vague, if one does."""
    if not options.labels:
        return match.strength, ""
    said = match.evidence[0] if match.evidence else ""
    return judge_label(said, match.language, match.strength, options.labels, base_language(language))


def _tells(emission: Emission) -> bool:
    """Say whether a template that nobody has read calls itself a disclosure."""
    return any(telling_name("template").search(name) for name in template_names(emission))


def _component(article: Article, emission: Emission, text: str, strength: str) -> Disclosure:
    block = max(article.block_before(emission.start), 0)
    return Disclosure(
        text,
        strength,
        "component",
        "",
        hedged=False,
        start=emission.start,
        end=emission.end,
        block=block,
        origin="component",
    )


def policy_link(article: Article) -> Link | None:
    """Return the first link by whose text a disclosure should stand behind it ("our disclosure policy")."""
    return next((link for link in article.links if link.text and _leads_to_policy(link)), None)


def _leads_to_policy(link: Link) -> bool:
    """Say whether a link is called after a disclosure; where its name may mean something else, its words must speak of pay."""
    match = phrases.policy_link().match(link.text)
    return match is not None and (
        match["vague"] is None or telling_name("key").search(f"{link.text} {link.url}") is not None
    )


def unmet_condition(article: Article, emissions: Emissions) -> str | None:
    """Return the front matter key that would make a layout print its disclosure above this article; code has none."""
    if article.is_code:
        return None
    return next(
        (
            layout.condition
            for layout in emissions.layouts
            if layout.place == "top"
            and layout.condition
            and not layout.condition.startswith(("!", "~"))
            and "=" not in layout.condition
            and stands_around(article, layout.layouts, layout.source, emissions) is not False
            and not _applies(article, layout, emissions)
        ),
        None,
    )


def layout_disclosures(article: Article, emissions: Emissions) -> list[LayoutDisclosure]:
    """Return the disclosures that the article's layout prints, front matter conditions considered.

    One above the content stands before others, those that readers see before those that they do not.
    """
    reader = emissions.reader if not emissions.is_declared else None
    if article.is_code and not emissions.is_declared:
        around = page_prints(article, emissions).layouts
        return sorted(around, key=lambda layout: (layout.place != "top", _PLACES.index(layout.where)))
    exact = reader.disclosures(page_values(article)) if reader is not None else None
    layouts = emissions.layouts if exact is None else exact
    applying = [layout for layout in layouts if _applies(article, layout, emissions)]
    return sorted(applying, key=lambda layout: (layout.place != "top", _PLACES.index(layout.where)))


def _applies(article: Article, layout: LayoutDisclosure, emissions: Emissions) -> bool:
    """Say whether a layout prints its disclosure around an article; where nobody can tell the layout it counts."""
    if stands_around(article, layout.layouts, layout.source, emissions) is False:
        return False
    front_matter = article.front_matter if layout.condition else None
    data = front_matter.data if front_matter is not None else {}
    if layout.condition is None:
        return True
    wanted = not layout.condition.startswith("!")
    if layout.condition.lstrip("!").startswith("~"):
        return (layout.condition.lstrip("!~") in article.source.text) is wanted
    value: object = data
    path, is_compared, text = layout.condition.lstrip("!").partition("=")
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if is_compared:
        found = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        # A site may set one for articles that say nothing.
        return value is None or (text in found) is wanted
    return bool(value) is wanted
