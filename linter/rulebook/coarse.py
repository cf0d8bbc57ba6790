r"""A pattern that matches wherever another does, and is compiled in a fraction of the time.

Before its rule is run, an article is searched for a check's suspect. RE2 writes a class such as ``\p{L}`` out as 700 ranges of bytes,
and a repetition as often as it may occur; for a search that only tells whether a rule is worth running, neither has to be
exact. What is coarse here finds a little more, never less.
"""

from __future__ import annotations

import re

CLASSES: dict[str, tuple[str, str]] = {
    "L": ("A-Za-z", r"\x{aa}\x{b5}\x{ba}\x{c0}-\x{1fff}\x{2071}-\x{2fff}\x{3005}-\x{10ffff}"),
    "Lu": ("A-Z", r"\x{c0}-\x{de}\x{100}-\x{42f}\x{460}-\x{1fff}\x{2102}-\x{2fff}\x{a640}-\x{10ffff}"),
    "Ll": ("a-z", r"\x{b5}\x{df}-\x{40f}\x{430}-\x{1fff}\x{210a}-\x{2fff}\x{a641}-\x{10ffff}"),
    "Lo": (r"\x{aa}", r"\x{ba}\x{1bb}-\x{1fff}\x{2135}-\x{2fff}\x{3005}-\x{10ffff}"),
    "N": ("0-9", r"\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}\x{660}-\x{1fff}\x{2070}-\x{2fff}\x{3007}-\x{10ffff}"),
    "P": (r"!-#%-*,-/:;?@\[-\]_{}", r"\x{a1}-\x{bf}\x{37e}-\x{10ffff}"),
    "S": (r"$+<->\^`|~", r"\x{a1}-\x{bf}\x{d7}\x{f7}\x{2b0}-\x{10ffff}"),
    "Ps": (r"(\[{", r"\x{f3a}-\x{10ffff}"),
    "Pe": (r")\]}", r"\x{f3a}-\x{10ffff}"),
    "Pi": (r"\x{ab}", r"\x{2018}-\x{10ffff}"),
    "Pf": (r"\x{bb}", r"\x{2019}-\x{10ffff}"),
}
"""General categories: some members, those in ASCII if there are any, and ranges that hold all others. Scripts of one case and punctuation stay apart."""
_TOKEN = re.compile(
    r"\\Q[\s\S]*?\\E|\\p\{(?P<braced>\w+)\}|\\p(?P<short>[A-Z])|\\[xpP]\{\^?\w+\}|\\[\s\S]"
    r"|\[:\^?\w+:\]|\[\^?\]?|\{(?P<least>\d+),(?P<most>\d+)\}|[\s\S]"
)
_FEW = 3
"""A repetition of at most so many stays as it is."""


def coarse(pattern: str) -> str:
    """Return a pattern of RE2 that matches in every text in which another one does. Groups stay as they are."""
    found: list[str] = []
    opened = ""
    for token in _TOKEN.finditer(pattern):
        written = token[0]
        known = CLASSES.get(token["braced"] or token["short"] or "")
        if known is not None:
            plain, others = known
            # A class that is excluded may only get smaller.
            written = f"[{plain}{others}]" if not opened else plain if opened.startswith("[^") else plain + others
        elif opened:
            opened = "" if written == "]" else opened
        elif written[0] == "[" and not written.startswith("[:"):
            opened = written
        elif token["most"] is not None and int(token["most"]) > _FEW:
            written = f"{{{token['least']},}}"
        found.append(written)
    return "".join(found)
