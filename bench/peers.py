"""Ask other linters what they find of the faults in affilint's own sample articles, and print the table of docs/comparison.md.

    python bench/peers.py BIN_FOLDER...

The articles are those of `fixtures/articles` with faults; the faults are what affilint must find there at warning or above. A
program gets a fault where it says anything within five characters of it, whatever its reason. The rest of what it says is
counted beside it. Which of them are not in the folders is said; nothing is installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ("demo.md", "pasted.txt")
PEERS = {
    "proselint": ["check"],
    "write-good": ["--parse"],
    "alex": [],
    "codespell": [],
    "rumdl": ["check", "--no-cache"],
    "markdownlint-cli2": [],
}
_PLACE = re.compile(r"(?:^|:|\s)(\d+)(?::(\d+))?")
_EXPECTED = re.compile(r"^- '?(?:error|warning) (\S+) (\d+):(\d+)", re.MULTILINE)
_NEAR = 5
Place = tuple[int, int]


def expected(article: str) -> list[tuple[str, Place]]:
    """Return the faults of an article as rule, line and column."""
    text = (ROOT / "fixtures" / "articles" / f"{article}.expected.yml").read_text(encoding="utf-8")
    return [(rule, (int(line), int(column))) for rule, line, column in _EXPECTED.findall(text)]


def is_near(one: Place, other: Place) -> bool:
    """Say whether two places are the same but for a few characters."""
    return one[0] == other[0] and abs(one[1] - other[1]) <= _NEAR


def said(command: list[str], article: str) -> list[Place]:
    """Return the places that a program names."""
    path = ROOT / "fixtures" / "articles" / article
    done = subprocess.run(  # noqa: S603 - programs that the caller named
        [*command, path.name], cwd=path.parent, capture_output=True, text=True, check=False
    )
    found = []
    for line in (done.stdout + done.stderr).splitlines():
        place = _PLACE.search(line.removeprefix(article).removeprefix(f"{path}"))
        if place is not None:
            found.append((int(place[1]), int(place[2] or 1)))
    return found


def main() -> None:
    """Print the table."""
    search = ":".join(sys.argv[1:]) or None
    faults = {article: expected(article) for article in ARTICLES}
    total = sum(map(len, faults.values()))
    print("| program | faults found | rules that these are | says besides |\n|---|---|---|---|")
    print(f"| affilint | {total} of {total} | all, as its tests ask | hints |")
    for name, options in PEERS.items():
        program = shutil.which(name, path=search)
        if program is None:
            print(f"not here: {name}", file=sys.stderr)
            continue
        hits: list[str] = []
        others = 0
        for article, wanted in faults.items():
            heard = said([program, *options], article)
            hits += [rule for rule, at in wanted if any(is_near(at, place) for place in heard)]
            others += sum(not any(is_near(at, place) for _, at in wanted) for place in heard)
        print(
            f"| {name} | {len(hits)} of {total} | {', '.join(f'`{rule}`' for rule in sorted(set(hits)))} | {others} |"
        )


if __name__ == "__main__":
    main()
