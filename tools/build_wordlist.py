"""Build rules/words/en.txt.gz, the English words by frequency, from symspellpy's frequency dictionary.

Usage: python tools/build_wordlist.py frequency_dictionary_en_82_765.txt LICENSE

Both files are in the package symspellpy (6.10.1 was used): ``word count`` a line, most frequent first, and its MIT
licence, which goes into the header of the list. The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "rules" / "words" / "en.txt.gz"
BANDS = (0, 3_000, 20_000, 60_000)
"""Where the bands of frequency begin and end; what is rarer is left out."""
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


def main(dictionary: Path, licence: Path) -> None:
    """Write the list."""
    rows = (line.split() for line in dictionary.read_text(encoding="utf-8-sig").splitlines())
    words = [row[0] for row in rows if row[0].isascii() and row[0].isalpha() and (len(row[0]) > 1 or row[0] in "ai")]
    words = list(dict.fromkeys(variant for word in [*_MISSING, *words] for variant in (word, _american(word))))
    header = [f"# {line}".rstrip() for line in f"{_ORIGIN}\n{licence.read_text(encoding='utf-8')}".splitlines()]
    bands = ["\n".join(sorted(words[first:last])) for first, last in pairwise(BANDS)]
    data = "\n\n".join(["\n".join(header), *bands]).encode() + b"\n"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
