"""Write articles as blogs have them: mostly short posts without questions and figures, with few findings.

    python bench/reallike.py FOLDER [--count 1000] [--seed 7]

``SHARES`` and the lengths are those of 1,345 Markdown files of three public blogs, counted on 2026-11-29: a mean of 4.4 kB, 72 %
below 2 kB and 11 % over 15 kB. The words are of our own writing; the same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARES = {
    "code": 0.10, "image": 0.58, "list": 0.25, "quotation": 0.09, "question": 0.15, "paid link": 0.07, "headings": 0.27,
    "link": 0.97,
}  # fmt: skip
"""How many of the articles have each."""
SUBJECTS = (
    "the old workshop", "a friend of mine", "the second draft", "our small team", "the new build", "my neighbour",
    "the garden", "a long walk", "the script", "the landlord", "a cheap radio", "the kitchen table", "the first version",
    "the river", "an early reader", "the printer", "the winter", "a stack of notes", "the server", "the recipe",
)  # fmt: skip
VERBS = (
    "took longer than", "looked nothing like", "came before", "was better for", "followed", "changed", "outlasted",
    "reminded me of", "had little to do with", "was written for", "made room for", "was meant as",
)  # fmt: skip
OBJECTS = (
    "what I had planned", "the one from last year", "the rest of the week", "anything we sell", "the people upstairs",
    "a proper explanation", "the notes I keep", "an evening without a screen", "the way we used to work", "the weather",
    "what the manual says", "a few lines of code", "the books on the shelf", "the questions people send",
)  # fmt: skip
LINKS = (
    " when it rained",
    " after lunch",
    " and nobody minded",
    ", which was the point",
    " in the end",
    " by accident",
    "",
)
CODE = (
    "for line in lines:\n    total += len(line)\n",
    "$ make test\n$ git push\n",
    "const wait = ms => new Promise(done => setTimeout(done, ms));\n",
)
SAID = ("it is finished when it is useful", "nobody reads the second page", "write it down and go outside")
ADDRESSES = ("https://notes.example/{}", "/posts/{}", "https://code.example/project/{}", "../{}.md")
PAID = "https://www.amazon.com/dp/B0{:08d}?tag=workbench-20"
TAGS = ("workshop", "writing", "code", "walks", "tools")


class Writer:
    """Writes articles from one source of chance."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same bytes each time

    def article(self, number: int) -> str:
        """Return one article as Markdown."""
        title = self._of(SUBJECTS).capitalize()
        head = f"---\ntitle: {title}, part {number}\ndate: 20{number % 20 + 5:02}-{number % 12 + 1:02}-{number % 28 + 1:02}\ntags: [{self._of(TAGS)}]\n---\n\n"
        return head + "\n\n".join(self._blocks(number)) + "\n"

    def _blocks(self, number: int) -> Iterator[str]:
        length = self._chance.choices((1, 3, 12, 65), (52, 20, 17, 11))[0]
        has = {name for name, share in SHARES.items() if self._chance.random() < share}
        if "paid link" in has:
            yield "This post contains affiliate links: I earn a commission if you buy through them."
            yield self._paragraph(f"I bought [the radio]({PAID.format(number)}) for the bench.")
        for at in range(length):
            if "headings" in has and at % 5 == 0:
                yield f"## {self._of(SUBJECTS).capitalize()}"
            linked = f"There is [more on that]({self._of(ADDRESSES).format(self._chance.randint(1, 999))})."
            yield self._paragraph(linked if "link" in has and at % 3 == 0 else "")
            if "list" in has and at % 8 == 0:
                yield "\n".join(f"- {self._of(SUBJECTS).capitalize()}{self._of(LINKS)}" for _ in range(4))
            if "code" in has and at % 4 == 0:
                yield f"```\n{self._of(CODE)}```"
            if "image" in has and at % 6 == 0:
                yield f"![{self._of(SUBJECTS).capitalize()}](/images/{number}-{at}.jpg)"
            if "quotation" in has and at % 9 == 0:
                yield f"> {self._of(SAID).capitalize()}."
        if "question" in has:
            yield f"## Did {self._of(SUBJECTS)} work?\n\n{self._paragraph()}"

    def _paragraph(self, first: str = "") -> str:
        sentences = [first] if first else []
        sentences += [self._sentence() for _ in range(self._chance.randint(1, 6))]
        return " ".join(sentences)

    def _sentence(self) -> str:
        text = f"{self._of(SUBJECTS)} {self._of(VERBS)} {self._of(OBJECTS)}{self._of(LINKS)}"
        if self._happens(40):
            text += f"; “{self._of(SAID)}”, as Ines says"
        if self._happens(400):
            text += " the the end"
        return f"{text[0].upper()}{text[1:]}."

    def _happens(self, times: int) -> bool:
        return self._chance.randrange(times) == 0

    def _of(self, choices: tuple[str, ...]) -> str:
        return self._chance.choice(choices)


def write(folder: Path, count: int, seed: int = 7) -> None:
    """Write so many articles, fifty to a folder."""
    writer = Writer(seed)
    for number in range(count):
        file = folder / f"{number // 50:03}" / f"post-{number:05}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(writer.article(number), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    write(given.folder, given.count, given.seed)
