"""Build rules/words/en.txt.gz, the English words by frequency, and en-rare.txt.gz, the rare ones and compounds of the web.

Usage: python tools/build_wordlist.py frequency_dictionary_en_82_765.txt LICENSE TERMS

The first two files are in the package symspellpy (6.10.1 was used): ``word count`` a line, most frequent first, and its MIT
licence, which goes into the header of the lists. TERMS is the folder of the npm package @cspell/dict-software-terms (5.4.9 was
used; MIT). Words of dictionaries that look like two (words_of_two.txt beside this file) join the second list. The same input gives
the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "rules" / "words" / "en.txt.gz"
RARE = TARGET.with_name("en-rare.txt.gz")
BANDS = (0, 3_000, 20_000, 60_000)
"""Where the bands of frequency begin and end; what is rarer goes into the second list."""
_TERMS = (
    "softwareTerms.txt.gz",
    "coding-compound-terms.txt",
    "software-terms-alternative.txt",
    "networkingTerms.txt",
    "webServices.txt",
)
"""Files of terms, in ``dict`` of their package."""
_SHORTEST_TERM = 5
"""Letters of a term: a shorter one is an abbreviation."""
_BRITISH = [
    "labour",
    "favour",
    "colour",
    "neighbour",
    "harbour",
    "honour",
    "humour",
    "rumour",
    "flavour",
    "behaviour",
    "armour",
    "odour",
    "tumour",
    "vapour",
    "vigour",
    "saviour",
    "endeavour",
    "splendour",
    "parlour",
    "savour",
]
_DOUBLED = ["travell", "cancell", "modell", "labell", "signall", "levell", "fuell", "jewell", "counsell"]
_MISSING = [
    "oh",
    "uh",
    "um",
    "ok",
    "okay",
    "wow",
    "yeah",
    "app",
    "apps",
    "blog",
    "blogs",
    "email",
    "emails",
    "wifi",
    "website",
    "websites",
    "podcast",
    "laptop",
]
"""The dictionary holds British spellings of these, and not the interjections and the words of the web."""
_ORIGIN = """\
English words in bands of frequency: the 3,000 most frequent, the next 17,000, the next 40,000.
Taken from frequency_dictionary_en_82_765.txt of symspellpy / SymSpell, which intersects the word list SCOWL
with counts of the Google Books Ngram data (CC BY 3.0); American spellings and a few words of the web were added. The licence of SymSpell and symspellpy:
"""


def _american(word: str) -> str:
    """Return the American spelling of a word."""
    for stem in _BRITISH:
        if stem in word:
            return word.replace(stem, stem.replace("our", "or"))
    for stem in _DOUBLED:
        if word.startswith(stem):
            return stem[:-1] + word[len(stem) :]
    return word


_RARE_ORIGIN = """\
English words that en.txt leaves out: the rarest of frequency_dictionary_en_82_765.txt of symspellpy / SymSpell (see there), and
terms of programs and of the web from @cspell/dict-software-terms. Both licences, and the notice of SCOWL, of which a few words are:
"""
_OF_TWO = Path(__file__).with_name("words_of_two.txt")


def _terms(folder: Path) -> set[str]:
    """Return the words of the terms: those in small letters that are no pattern."""
    found: set[str] = set()
    for name in _TERMS:
        data = (folder / "dict" / name).read_bytes()
        lines = (gzip.decompress(data) if name.endswith(".gz") else data).decode().splitlines()
        found.update(
            line
            for line in lines
            if len(line) >= _SHORTEST_TERM and line.isascii() and line.isalpha() and line.islower()
        )
    return found


def _words_of_two() -> tuple[str, list[str]]:
    """Return the notice and the words of dictionaries that look like two."""
    header, _, words = _OF_TWO.read_text(encoding="utf-8").partition("\n\n")
    return "\n".join(line.removeprefix("#").strip() for line in header.splitlines()), words.split()


def _write(path: Path, header: str, bands: Iterable[list[str]]) -> None:
    """Write a list, gzipped without a clock: a commented header, then the words of each band in order."""
    lines = "\n".join(f"# {line}".rstrip() for line in header.splitlines())
    data = "\n\n".join([lines, *("\n".join(sorted(band)) for band in bands)]).encode() + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")


def main(dictionary: Path, licence: Path, terms: Path) -> None:
    """Write the lists."""
    rows = (line.split() for line in dictionary.read_text(encoding="utf-8-sig").splitlines())
    words = [row[0] for row in rows if row[0].isascii() and row[0].isalpha() and (len(row[0]) > 1 or row[0] in "ai")]
    words = list(dict.fromkeys(variant for word in [*_MISSING, *words] for variant in (word, _american(word))))
    notice = licence.read_text(encoding="utf-8")
    _write(TARGET, f"{_ORIGIN}\n{notice}", [words[first:last] for first, last in pairwise(BANDS)])
    origin, of_two = _words_of_two()
    rare = {*words[BANDS[-1] :], *_terms(terms).union(of_two).difference(words)}
    notices = "\n".join([_RARE_ORIGIN, notice, (terms / "LICENSE").read_text(encoding="utf-8"), origin])
    _write(RARE, notices, [list(rare)])


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
