"""Labels that disclose by standing alone: `[Anzeige]`, `Ad:`, `(paid link)`, `#ad`, 【PR】.

A label counts where a reader sees a tag: it is the whole block, opens it before a mark, is bracketed, or is a
hashtag. The same word inside running prose is just a word. Labels are looked up, never searched for.
"""

from bisect import bisect_left
from collections.abc import Iterator

from linter import lazy_re as re
from linter.facts.disclosure.vocabulary import DisclosureVocabulary, LanguageTable, label_key
from linter.records import dataclass

# Longest label with a brand behind it, in folded characters.
_LABEL_CHARS = 48
_BRACKETED = re.compile(r"[\[(【<{《〔]([^\[\]()【】<>{}《》〔〕\n]{1,48})[\])】>}》〕]")
_WORD = re.compile(r"[^\W_]+")
_HASHTAG = re.compile(r"(?<![\w&/.=#-])#(\w[\w]{0,40})(?![\w{-])")
# What may stand between a label that opens a block and the text it labels.
_OPENING = re.compile(r"[^\w#\[(【]{0,8}((?:[^\W_][\w'’. -]{0,40}?))(\s*[:|·•/](?!//)|\s+[—-]\s|—|\s*[\n→]|\.\s)")
# A label that stands behind a word for what it is: “Note: affiliate links”.
_NAMED = re.compile(r"[^\w]{0,6}[^\W\d_][\w'’ /-]{1,30}:\s*([^\W\d_][^:.!?\n]{2,46})[.!]?\s*")
# A label that stands behind what it labels, the only mark of a short block between them: “Larch Lamps · Ad”.
_CLOSING = re.compile(r"[^\n·•|]*[^\W\d_][^\n·•|]*(?:\s[·•]\s|\|)\s*([^\W_][^\n·•|]{0,46}?)[\s.!]*")
_SHORT_LINE = 100
_PRINTED = "\ufffc"
"""Stands in a text for what an expression prints."""
_BRAND_WORDS = 6
# Blocks whose single word is a heading or one of several things listed ("ways to earn: sponsored content"), not a tag.
_ENUMERATED = frozenset({"heading", "list-item", "cell", "term", "definition"})
# Words that make "(paid link)" a warning about a paywall and a hashtag a subject of discussion.
_PAYWALL = re.compile(r"paywall|subscri|registration|abonn|suscri|abbon|prenumer|购|订阅")
_TALK = re.compile(
    r"\b(?:hashtags?|label(?:s|led|ed|ling)?|tag(?:s|ged)?|disclos\w+|ftc|must|should|requires?|required|adequate"
    r"|guidelines?|use|using|apply|kennzeichn\w+|muss|mussen|reicht|doit|debe|deve|moet\w*|nalezy)\b"
)


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A label in folded offsets, with the language whose list holds it."""

    start: int
    end: int
    strength: str
    language: str
    label: str


def find_labels(
    vocabulary: DisclosureVocabulary,
    folded: str,
    quotes: list[tuple[int, int]],
    code: str | None,
    block_kind: str,
    *,
    known: bool,
) -> list[LabelHit]:
    """Return the labels of one block; `known` says that the article's language was given at all."""
    tables = _tables(vocabulary, code, known=known)
    if not tables:
        return []
    hits: list[LabelHit] = []
    opened = [start for start, _ in quotes]
    senses: dict[tuple[str, str], bool] = {}
    for start, end, key, place in _places(folded, block_kind):
        before = bisect_left(opened, start) - 1
        if before >= 0 and end < quotes[before][1]:
            continue
        if hits and (hits[-1].start, hits[-1].end) == (start, end):
            continue
        for table in tables:
            strength = _strength(table, key, place)
            if strength is None or (table.code != code and key in table.local_labels):
                continue
            if place == "before text" and key in table.lone_labels:
                continue
            # Other senses are a matter of the whole block: asked once, however many labels it holds.
            if (table.code, place) not in senses:
                senses[table.code, place] = _is_other_sense(table, place, folded, block_kind)
            if not senses[table.code, place]:
                hits.append(LabelHit(start, end, strength, table.code, key))
                break
    return hits


def _tables(vocabulary: DisclosureVocabulary, code: str | None, *, known: bool) -> list[LanguageTable]:
    """Return the tables whose labels count: the article's own and English, or all when it is unknown."""
    if not known:
        return list(vocabulary.tables.values())
    names = dict.fromkeys(name for name in (code, "en") if name in vocabulary.tables)
    return [vocabulary.tables[name] for name in names if name is not None]


def _places(folded: str, block_kind: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield the spots where a label may stand: (start, end, look-up key, kind of spot)."""
    stripped = folded.strip()
    start = folded.find(stripped) if stripped else 0
    opening = _OPENING.match(stripped) if block_kind != "code" else None
    goes_on = opening is not None and _PRINTED in stripped[opening.end() :]
    if 0 < len(stripped) <= _LABEL_CHARS and not goes_on:
        yield start, start + len(stripped), label_key(stripped.strip(" .:*!")), "whole"
    if block_kind != "code":
        if opening is not None and opening.end() < len(stripped):
            place = "opening" if "\n" in opening[2] else "before text"
            yield start + opening.start(1), start + opening.end(1), label_key(opening[1]), place
        named = _NAMED.fullmatch(stripped)
        if named is not None:
            yield start + named.start(1), start + named.end(1), label_key(named[1]), "named"
        closing = _CLOSING.fullmatch(stripped) if len(stripped) <= _SHORT_LINE else None
        if closing is not None:
            yield start + closing.start(1), start + closing.end(1), label_key(closing[1]), "closing"
    for match in _BRACKETED.finditer(folded):
        if not _abbreviates(match[1], folded[max(0, match.start() - _LABEL_CHARS) : match.start()]):
            yield match.start(), match.end(), label_key(match[1]), "bracket"
    for match in _HASHTAG.finditer(folded):
        yield match.start(), match.end(), label_key(match[1]), "hashtag"


def _abbreviates(label: str, before: str) -> bool:
    """Return whether brackets hold the initials of the words before them: “an attack-decay (AD) envelope”."""
    initials = "".join(word[0] for word in _WORD.findall(before)[-len(label) :])
    return label.isalpha() and len(label) > 1 and initials == label


def _strength(table: LanguageTable, key: str, place: str) -> str | None:
    """Return "clear" or "weak" for a label at a spot, None where it is none."""
    if place == "hashtag":
        return table.hashtags.get(key)
    strength = table.labels.get(key)
    if place == "closing":
        return strength if strength == "clear" else None
    if place == "named":
        links = table.pattern("affiliate")
        return strength if links is not None and links.search(table.prepare(key)) else None
    if strength is None and len(key.split()) <= _BRAND_WORDS:
        return "clear" if any(key.startswith(prefix) for prefix in table.prefixes) else None
    return strength


def _is_other_sense(table: LanguageTable, place: str, folded: str, block_kind: str) -> bool:
    """Say whether the block uses the word in its other sense: a display, a paywalled link, a heading."""
    if place == "hashtag":
        return _TALK.search(folded) is not None
    if any(word in folded for word in table.not_labels):
        return True
    if place == "bracket":
        return _PAYWALL.search(folded) is not None or (_TALK.search(folded) is not None and "`" in folded)
    return place in {"whole", "named", "closing"} and block_kind in _ENUMERATED
