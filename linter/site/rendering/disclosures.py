"""Find the disclosures in a template's output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from linter import lazy_re as re
from linter.facts.disclosure.detector import DisclosureDetector
from linter.facts.disclosure.reach import names_links
from linter.facts.disclosure.telling_names import telling_name
from linter.facts.disclosure.together import title_of_notice
from linter.records import dataclass, replace
from linter.site.template.conditions import HELD
from linter.site.template.template_ir import AD_SLOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linter.article.emissions import Order, Where
    from linter.facts.disclosure.detector import DisclosureMatch
    from linter.site.template.conditions import Condition
    from linter.site.template.events import Event

_SPACE = re.compile(r"\s+")
_RANK = {"clear": 2, "weak": 1}
_SCRIPT = re.compile(r"([\u3040-\u30ff])|[\uac00-\ud7a3]")
"""A letter that only Japanese (the first group) or only Korean has."""
_LONGEST_LABEL = 40
"""Characters of a label that ends a block."""
_LONGEST_NOTICE = 600
"""Characters of text in an ``aside`` that is still one notice and no column of links and lists."""


Side: TypeAlias = Literal["above", "below", "unsure"]
_APART = frozenset({"footer", "nav", "sidebar", "details", "hidden"})
_IN_SIGHT = frozenset({"top", "end"})


@dataclass(frozen=True, slots=True)
class PrintedDisclosure:
    """One disclosure that a template prints: ``where`` as in ``LayoutDisclosure``, ``path`` is the file it is in."""

    text: str
    strength: str
    where: Where
    conditions: tuple[Condition, ...]
    label: bool
    path: str
    at: int
    """The offset of its words in the file, -1 if that is not known."""
    number: int = -1
    """Which of the template's events has most of its words."""
    language: str = ""
    """The table of words that it was found by."""
    box: tuple[str | None, int] = (None, 0)
    """The region that it stands in, and the number of the element that opens it."""


def find_disclosures(events: Sequence[Event]) -> list[PrintedDisclosure]:
    """Return the disclosures in a template's output, in order."""
    found: list[PrintedDisclosure] = []
    beside = _columns(events)
    language = _language(events)
    blocks = [block for block in _blocks(events) if block[0].kind == "content" or _text(block).strip()]
    places = [(number, block[0]) for number, block in enumerate(blocks) if _is_place(block[0])]
    numbers = {id(event): number for number, event in enumerate(events)}
    by_block: list[list[PrintedDisclosure]] = []
    for number, block in enumerate(blocks):
        side = _side(number, block[0], places)
        by_block.append([] if block[0].kind == "content" else [*_in_block(block, beside, side, numbers, language)])
    for number, block in enumerate(blocks[1:], 1):
        if not by_block[number - 1] and not by_block[number] and _goes_on(blocks[number - 1], block):
            by_block[number] = [
                *_in_block([*blocks[number - 1], *block], beside, _side(number, block[0], places), numbers, language)
            ]
        elif not by_block[number] and (title := title_of_notice(_text(blocks[number - 1]))) is not None:
            side = _side(number, block[0], places)
            by_block[number] = [*_under_title(title, blocks[number - 1], block, beside, side, numbers)]
    for number, in_block in enumerate(by_block):
        behind, before = blocks[number + 1 : number + 2], blocks[max(0, number - 1) : number]
        found.extend(replace(one, strength="clear") if _is_completed(one, before, behind) else one for one in in_block)
    return found


def _under_title(
    title: str,
    above: Sequence[Event],
    block: Sequence[Event],
    beside: frozenset[int],
    side: Side,
    numbers: Mapping[int, int],
) -> Iterator[PrintedDisclosure]:
    """Yield what a block discloses only together with the title over it, in the same box."""
    if block[0].kind == "content" or (above[0].region, above[0].element) != (block[0].region, block[0].element):
        return
    text = _SPACE.sub(" ", _text(block)).strip()
    match = DisclosureDetector.default().under_title(text, title, None)
    if match is not None and match.strength != "negated":
        yield _printed(match, text, list(block), beside, side, numbers)


def _goes_on(first: Sequence[Event], second: Sequence[Event]) -> bool:
    """Return whether a block is the rest of a sentence that an unbalanced tag broke off."""
    if first[0].kind == "content" or second[0].kind == "content" or first[-1].element != second[0].element:
        return False
    before, after = _text(first).rstrip(), _text(second).lstrip()
    return before[-1:].isalpha() and after[:1].islower()


def _is_completed(
    said: PrintedDisclosure, before: Sequence[Sequence[Event]], behind: Sequence[Sequence[Event]]
) -> bool:
    """Return whether the block before or behind a weak disclosure, in the same box, says what it leaves out."""
    if said.strength != "weak" or not said.language:
        return False
    return any(
        block[0].kind != "content"
        and (block[0].region, block[0].element) == said.box
        and is_under(block[0].conditions, said.conditions)
        and DisclosureDetector.default().completes(_text(block), said.text, said.language, is_before=block in before)
        for block in (*behind, *before)
    )


def _text(block: Sequence[Event]) -> str:
    return "".join(event.text for event in block)


def _side(number: int, event: Event, places: Sequence[tuple[int, Event]]) -> Side:
    """Return on which side of the article something is printed, ``unsure`` if that is not certain.

    Below is what stands behind an article that is printed whole, where none follows on the same page, not even perhaps.
    """
    same = [(at, one) for at, one in places if not _excludes(one.conditions, event.conditions)]
    if any(at > number for at, _ in same):
        return "above"
    return "below" if any(one.text != "maybe" for _, one in same) else "unsure"


def _is_place(event: Event) -> bool:
    """Return whether the article is, or may be, printed here: what may be it is not it in a footer or column."""
    return event.kind == "content" and (event.text != "maybe" or event.region not in _APART)


def _excludes(first: tuple[Condition, ...], second: tuple[Condition, ...]) -> bool:
    """Return whether two parts are alternatives of one condition, so that no page has both."""
    return any(
        one.expression == other.expression and one.negated != other.negated and one.template.path == other.template.path
        for one in first
        for other in second
        if one.expression
    )


def order_of(events: Sequence[Event], earns: Callable[[Event], bool]) -> Order:
    """Say where the first disclosure stands, seen from the first affiliate link: in its block it is beside it."""
    first = next((at for at, event in enumerate(events) if event.kind == "address" and earns(event)), None)
    if first is None:
        return "beside"
    start, end = _paragraph(events, first)
    if find_disclosures(events[:start]):
        return "before"
    if find_disclosures(events[start:end]) or not find_disclosures(events[end:]):
        return "beside"
    return "after"


def order_from_link(events: Sequence[Event], at: int, told: Sequence[PrintedDisclosure]) -> Order | None:
    """Say where a layout discloses, seen from the link at one of its events; None where that is not certain.

    ``told`` are all its disclosures. One that may be on the page above the link, and may not, leaves it open, and so does a
    template of such a name that nobody can read.
    """
    link = events[at]
    start, end = _paragraph(events, at)
    above = [one for one in told if one.number < end and not _excludes(one.conditions, link.conditions)]
    if above:
        sure = [one for one in above if one.where in _IN_SIGHT and is_under(one.conditions, link.conditions)]
        return None if not sure else "before" if any(one.number < start for one in sure) else "beside"
    if not told or any(event.kind == "unread" or _is_place(event) for event in events[:end]):
        return None
    return "after"


def is_above(events: Sequence[Event], at: int, told: Sequence[PrintedDisclosure]) -> bool:
    """Return whether the link at one of a layout's events surely stands above the content, and nothing discloses above or beside it.

    Outside the article's column (header, footer, navigation, aside) styles put a link anywhere.
    """
    link = events[at]
    if link.region is not None:
        return False
    _, end = _paragraph(events, at)
    if any(one.number < end and not _excludes(one.conditions, link.conditions) for one in told):
        return False
    same = [one for one in enumerate(events) if not _excludes(one[1].conditions, link.conditions)]
    if any(number < at and (event.kind == "unread" or _is_place(event)) for number, event in same):
        return False
    return any(number > at and event.kind == "content" and event.text != "maybe" for number, event in same)


def is_under(outer: tuple[Condition, ...], inner: tuple[Condition, ...]) -> bool:
    """Return whether what stands under some conditions is printed wherever something under other conditions is."""
    needed = [one for one in outer if not one.expression.startswith(HELD)]
    given = [one for one in inner if not one.expression.startswith(HELD)]
    return given[: len(needed)] == needed


def _paragraph(events: Sequence[Event], at: int) -> tuple[int, int]:
    """Return the breaks of blocks around an event."""
    breaks = [number for number, event in enumerate(events) if event.kind == "break" and not event.text]
    start = max((number for number in breaks if number < at), default=0)
    return start, min((number for number in breaks if number > at), default=len(events))


def _columns(events: Sequence[Event]) -> frozenset[int]:
    """Return the ``aside`` elements that are columns beside the article: they hold much more than one notice."""
    length: dict[int, int] = {}
    for event in events:
        if event.kind == "text" and event.region == "aside":
            length[event.element] = length.get(event.element, 0) + len(" ".join(event.text.split()))
    return frozenset(element for element, total in length.items() if total > _LONGEST_NOTICE)


def _where(event: Event, beside: frozenset[int], side: Side) -> Where:
    """Say where readers find something, by its place before or after the article's content.

    A footer above the content is a part of the heading, whatever its tag says.
    """
    region = "sidebar" if event.element in beside else event.region
    if region == "footer" and side == "above":
        region = None
    if region in _APART:
        return cast("Where", region)
    return "end" if side == "below" else "top"


def prints_article(events: Sequence[Event]) -> bool:
    """Return whether a template prints the article at all."""
    return any(map(_is_place, events))


def strongest(disclosures: Sequence[PrintedDisclosure]) -> PrintedDisclosure | None:
    """Return the strongest disclosure, the first of equals; None if there is none."""
    return max(disclosures, key=lambda disclosure: _RANK.get(disclosure.strength, 0), default=None)


def is_footer(disclosures: Sequence[PrintedDisclosure]) -> bool:
    """Say whether all that a template discloses stands in a footer that it prints itself."""
    return bool(disclosures) and all(disclosure.where == "footer" for disclosure in disclosures)


def _blocks(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Yield runs of text that read as one sentence or paragraph, and each content event by itself."""
    block: list[Event] = []
    for event in events:
        if event.kind in {"address", "unread"}:
            continue
        # Text under another condition starts a new sentence, unless it is a word within one.
        if event.kind == "text" and (not block or event.element == block[-1].element):
            block.append(event)
            continue
        if block:
            yield block
        block = [event] if event.kind == "text" else []
        if event.kind == "content":
            yield [event]
    if block:
        yield block


def _in_block(
    block: list[Event], beside: frozenset[int], side: Side, numbers: Mapping[int, int], language: str
) -> Iterator[PrintedDisclosure]:
    text = "".join(event.text for event in block)
    if len(text) < 2 or not text.strip():
        return
    found = []
    if DisclosureDetector.default().is_candidate(text):
        found = list(_in_text(block, beside, side, numbers, language))
    yield from found or _at_the_end(block, beside, side, numbers, language)


def _at_the_end(
    block: list[Event], beside: frozenset[int], side: Side, numbers: Mapping[int, int], language: str
) -> Iterator[PrintedDisclosure]:
    """Yield the label of links with which a block ends, in an element of its own: ``<a …>Larch</a> <small>Affiliate link</small>``.

    “Ad” may be the banner's below it.
    """
    filled = [event for event in block if event.text.strip()]
    last = filled[-1].text.strip()
    if len(filled) < 2 or len(last) > _LONGEST_LABEL or not DisclosureDetector.default().is_candidate(last):
        return
    for match in _found(last, language):
        said = _printed(match, last, filled[-1:], beside, side, numbers)
        if (
            match.kind == "label"
            and match.strength != "negated"
            and names_links(said.text, match.language)
            and not _is_of_a_banner(filled[-1])
        ):
            yield said


def _in_text(
    block: list[Event], beside: frozenset[int], side: Side, numbers: Mapping[int, int], language: str
) -> Iterator[PrintedDisclosure]:
    """Yield what a block of text discloses, without texts under other conditions read into one."""
    for run in _by_condition(block):
        text = _SPACE.sub(" ", "".join(event.text for event in run)).strip()
        for match in _found(text, language):
            if match.strength == "negated" or match.kind == "gift":
                continue
            said = _printed(match, text, run, beside, side, numbers)
            if not said.label or not _is_of_a_banner(_main_event(run, said.text)):
                yield said


def _found(text: str, language: str) -> list[DisclosureMatch]:
    """Return what a text discloses, whatever its language; labels that only one language has count in that of the site."""
    detector = DisclosureDetector.default()
    found = detector.find(text, None, block_kind="paragraph")
    return found or (detector.find(text, language, block_kind="paragraph") if language else found)


def _language(events: Sequence[Event]) -> str:
    """Return the language of what is printed: that of its script, where this tells one, else that of the site."""
    for event in events:
        if event.kind == "text" and (script := _SCRIPT.search(event.text)) is not None:
            return "ja" if script[1] else "ko"
    return events[0].language if events else ""


def _printed(
    match: DisclosureMatch,
    text: str,
    run: list[Event],
    beside: frozenset[int],
    side: Side,
    numbers: Mapping[int, int],
) -> PrintedDisclosure:
    """Return a match in the text of some events as a disclosure that a template prints."""
    main_event = _main_event(run, text[match.start : match.end])
    return PrintedDisclosure(
        text[match.start : match.end],
        match.strength,
        _where(main_event, beside, side),
        main_event.conditions,
        match.kind == "label",
        main_event.path,
        main_event.at,
        numbers[id(main_event)],
        match.language,
        (main_event.region, main_event.element),
    )


def _is_of_a_banner(event: Event) -> bool:
    """Return whether a label marks a banner and not the article: it stands in a box, or in a file, for banners."""
    name = event.path.rpartition("/")[2]
    return event.region == AD_SLOT or (
        telling_name("ad-slot").search(name) is not None and telling_name("label").search(name) is None
    )


def _by_condition(block: list[Event]) -> list[list[Event]]:
    """Split a block where the condition changes, so that the texts of ``if`` and ``else`` are never read as one.

    A conditional part between unconditional ones (a name, a link) stays in its sentence.
    """
    runs: list[list[Event]] = []
    for event in block:
        last = runs[-1][-1].conditions if runs else ()
        common = event.conditions[: len(last)] == last or last[: len(event.conditions)] == event.conditions
        if runs and common:
            runs[-1].append(event)
        else:
            runs.append([event])
    return runs


def _main_event(run: list[Event], text: str) -> Event:
    """Return the event with most words of a text: its condition applies to the text."""
    words = set(text.split())
    return max(run, key=lambda event: len(words.intersection(event.text.split())))
