"""Text as the disclosure detector compares it: folded, masked, cut into sentences and words.

Folding removes what a reader does not see as a difference of wording (case, accents, soft hyphens,
zero-width characters, full-width letters, Arabic vowel marks) and remembers where every folded
character stood, so that findings can point at the text as written.
"""

import unicodedata
from itertools import pairwise

from linter import lazy_re as re
from linter.records import dataclass

# Stands for a character whose folded form is not exactly one character long.
_UNEQUAL = "\ue000"

# Letters whose folded form Unicode decomposition does not give.
_SINGLE = {
    "’": "'", "ʼ": "'", "´": "'", "`": "`", "‑": "-", "‐": "-", "–": "—", "―": "—", "−": "-",
    "…": "…", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "İ": "i",
    "ى": "ي", "ة": "ه", "ۀ": "ه", "ی": "ي", "ک": "ك", "ё": "е", "Ё": "е", "‚": ",",
}  # fmt: skip

# Scripts whose marks may be dropped without turning one word into another; kana and Devanagari may not.
_FOLDED_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC")
_INVISIBLE = {"Cf"}


def _is_invisible(char: str) -> bool:
    """Say whether a character draws nothing: soft hyphen, zero-width or direction mark, tatweel."""
    return unicodedata.category(char) in _INVISIBLE or char == "ـ" or "\ufe00" <= char <= "\ufe0f"


def _is_dropped_mark(char: str) -> bool:
    """Say whether a combining mark is dropped: Latin, Cyrillic and Arabic ones, not kana or Indic."""
    return unicodedata.category(char) == "Mn" and (
        "\u0300" <= char <= "\u036f" or "\u0610" <= char <= "\u061a" or "\u064b" <= char <= "\u0670"
    )


def _fold_cluster(cluster: str) -> str:
    """Return the folded form of one character, or of one base character with its marks."""
    if "\ud800" <= cluster[0] <= "\udfff":
        return "\ufffd"  # half a character, from bytes that were not UTF-8
    if cluster in _SINGLE:
        return _SINGLE[cluster]
    if cluster.isspace():
        return "\n" if cluster in "\n\r\u2028\u2029" else " "
    whole = unicodedata.normalize("NFKC", cluster)
    folded = []
    for char in whole.lower():
        if _is_invisible(char) or _is_dropped_mark(char):
            continue
        name = unicodedata.name(char, "")
        if name.startswith(_FOLDED_SCRIPTS):
            parts = unicodedata.normalize("NFD", char)
            folded.append(_SINGLE.get(parts[0], parts[0]))
        else:
            folded.append(_SINGLE.get(char, " " if char.isspace() else char))
    return "".join(folded)


class _FoldTable(dict[int, str]):
    """Translation table filled in as characters are met; characters of unequal length become a sentinel."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # Kana sound marks and conjoining jamo change the character before them.
        joins = char in "\u3099\u309a" or "\u1100" <= char <= "\u11ff"
        folded = _UNEQUAL if joins else _fold_cluster(char)
        value = folded if len(folded) == 1 else _UNEQUAL
        self[code] = value
        return value


_FOLD = _FoldTable()
_CLUSTER = re.compile("[\u1100-\u11ff]+|.[\u3099\u309a\u0300-\u036f]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, per folded character, the span it covers in the original (None: the same)."""

    text: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code-point span in the original for a non-empty span of the folded text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold case, accents, width and invisible characters; linear in the length of the text."""
    if text.isascii():
        return Folded(text.lower(), None, None)
    quick = text.translate(_FOLD)
    if _UNEQUAL not in quick:
        return Folded(quick, None, None)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        for char in _fold_cluster(match.group()):
            chars.append(char)
            starts.append(match.start())
            ends.append(match.end())
    return Folded("".join(chars), tuple(starts), tuple(ends))


# Quotation marks that open and close a sample of somebody else's words; backticks hold code.
# Every alternative forbids its own closing mark inside, so matching is linear in practice and in theory
# bounded by the 400 characters a quotation may span.
_QUOTED = re.compile(
    '“[^“”]{0,400}”|„[^„“”]{0,400}[“”]|«[^«»]{0,400}»|»[^«»]{0,400}«|"[^"]{0,400}"|「[^「」]{0,400}」'
    "|『[^『』]{0,400}』|`[^`]{0,400}`|‘[^‘\n]{0,400}?'(?![a-z])"
)
# A quotation of up to this many words is a name or a set term, not a sample sentence.
_SHORT_QUOTE_WORDS = 3


def quoted_spans(folded: str) -> list[tuple[int, int]]:
    """Return the spans between paired quotation marks or backticks, marks included."""
    return [match.span() for match in _QUOTED.finditer(folded)]


def mask_quotations(folded: str, spans: list[tuple[int, int]]) -> str:
    """Blank out quoted sentences and code, keeping every position; short quoted terms stay readable."""
    pieces = []
    last = 0
    for start, end in spans:
        inner = folded[start + 1 : end - 1]
        short = folded[start] != "`" and len(inner) <= 40 and len(inner.split()) <= _SHORT_QUOTE_WORDS
        if not (short and inner.isascii()):
            pieces += [folded[last:start], " ¤" + " " * (end - start - 2)]
            last = end
    return "".join(pieces) + folded[last:]


_ASIDE = re.compile(r"[ \t]*(?:\([^()\n]{1,120}\)|【[^【】\n]{1,120}】)")
"""What stands in brackets within a sentence; folding has made the wide ones of Chinese and Japanese narrow."""


def without_asides(sentence: str) -> tuple[str, str]:
    """Return a folded sentence without what stands in brackets, and that; the second is empty where nothing does."""
    asides = _ASIDE.findall(sentence)
    return (_ASIDE.sub("", sentence), " ; ".join(asides)) if asides else (sentence, "")


# One class of characters comes first: the scan then skips everything else at the speed of a search for one.
_BREAK = re.compile(
    r"[.!?…。।؟\n|·•→](?:(?<=[.!?…])[.!?…]*[\"'”»)\]]*(?=\s|$)|(?<=[。।؟])[。।؟]*[」』)]*|(?<=[!?])(?=[^\x00-\x7f])"
    r"|(?<=\n)\s*\n|(?<=\s[|·•→])(?=\s)|(?<=\n)(?=[ \t]*[-*•]))"
)
_ABBREVIATIONS = frozenset(
    word
    for row in (
        "inc ltd co corp e.g i.e vs no nr st mr mrs dr prof approx incl bzw ca u.a d.h z.b ggf inkl evtl sog",
        "p.ej etc ecc es p.es bl.a f.eks t.ex m.fl osv np m.in tj tzn tzv napr esim mm т.е т.д т.п напр",
        "bijv o.a d.w.z",
    )
    for word in row.split()
)


def _is_abbreviation(folded: str, dot: int, after: int, original_next: str) -> bool:
    """Say whether a full stop belongs to an abbreviation or is followed by a small letter."""
    before = folded[max(0, dot - 12) : dot].split()
    word = before[-1].lstrip("([\"'“„") if before else ""
    if original_next.islower() and after - dot == 1:
        return True
    return (len(word) == 1 and word.isalpha()) or word in _ABBREVIATIONS


_NOTE_MARK = re.compile(r"\s*(?:[*†‡※¹]{1,3}|[(\[][*1][)\]])\s*(?=\w)")


def footnote_start(text: str) -> int:
    """Return where the words of a block begin behind the mark of a footnote (“* ”, “※”), 0 where it begins with none."""
    mark = _NOTE_MARK.match(text)
    return mark.end() if mark is not None else 0


def sentences(folded: str, original: str, source: Folded) -> list[tuple[int, int]]:
    """Return the trimmed spans of the sentences in folded text; `original` supplies the lost capitals."""
    cuts = [0]
    length = len(folded)
    for match in _BREAK.finditer(folded):
        end = match.end()
        if match.group()[0] == ".":
            following = end
            while following < length and folded[following].isspace():
                following += 1
            if following < length:
                at = source.span(following, following + 1)[0]
                if _is_abbreviation(folded, match.start(), end, original[at]):
                    continue
        cuts.append(end)
    cuts.append(length)
    spans = []
    for start, end in pairwise(cuts):
        piece = folded[start:end]
        left = len(piece) - len(piece.lstrip(" \n\t|·•→"))
        stripped = piece.strip(" \n\t|·•→")
        if stripped:
            spans.append((start + left, start + left + len(stripped)))
    return spans


class _WordTable(dict[int, str]):
    """Translation table that sets punctuation apart from words, filled in as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char == "'":
            value = "' "
        elif char == "-" or char.isspace():
            value = " "
        elif char == "#":
            value = " #"
        elif char.isalnum() or char in "._@" or unicodedata.category(char).startswith("M"):
            value = char
        else:
            value = f" {char} "
        self[code] = value
        return value


_WORDS = _WordTable()


_FULL_STOP = re.compile(r"[.…!?]+(?=([)\]\"'”’»]))\1")
"""The stop of a sentence in brackets or quotation marks; it ends the sentence as one without them does."""


def word_string(sentence: str) -> str:
    """Return folded text as ` word word , word `: one space around every word and punctuation mark."""
    spread = _FULL_STOP.sub(r" \1", sentence.rstrip(".…!? ")).replace(" - ", " — ").translate(_WORDS)
    return f" {' '.join(spread.split())} "


def packed_string(sentence: str) -> str:
    """Return folded text without any space, for scripts that do not separate words reliably."""
    return "".join(sentence.split())
