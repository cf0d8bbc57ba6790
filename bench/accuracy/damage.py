"""How much of the damage that editing does to a text the rules on broken sentences see.

Usage: python bench/accuracy/damage.py [--misses] [FOLDER ...]; without a folder the articles of fixtures/ are used. Clean English
paragraphs are damaged one by one, with a fixed seed, and the share of damaged ones with a finding of ``text`` at warning
or above is printed per kind of damage, with the share of undamaged paragraphs that are found to be broken.
"""

from __future__ import annotations

import random
import re
import sys
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from linter.article import read_article  # noqa: E402
from linter.article.model import OBJECT  # noqa: E402
from linter.configuration.loader import Config  # noqa: E402
from linter.configuration.policy import Policy, Selection, policy_for  # noqa: E402
from linter.engine import lint  # noqa: E402
from linter.facts import Facts  # noqa: E402
from linter.facts.language.lexicon import lexicon  # noqa: E402
from linter.finding import SEVERITIES, at_least  # noqa: E402
from linter.source import Source, UnreadableSourceError  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.article.link import Link
    from linter.article.model import Block

SAMPLE = 400
"""Paragraphs per kind of damage."""
_MIN_WORDS = 12
_NAMES = ("Brightwell", "Harrow", "Quillmark", "Tennby", "Ostrava Lamps")
_WORD = re.compile(r"(?<![\w'’./-])[A-Za-z]+(?:['’-][A-Za-z]+)*(?![\w'’/-])")
_CLEAN = re.compile(r"[A-Z].*[a-z][.!?]\Z", re.DOTALL)


def cut_after_possessive(text: str, chance: random.Random) -> str | None:
    """Cut behind a noun and give the name there a possessive."""
    places = [match.end() for match in re.finditer(r"\s(?:by|of|to|from|with|and|than|the) (?=[a-z])", text)]
    places = [place for place in places if len(text[:place].split()) > 5]
    return f"{text[: chance.choice(places)]}{chance.choice(_NAMES)}’s" if places else None


def fuse_names(text: str, chance: random.Random) -> str | None:
    """Drop the link between two possessive names, so that they close up."""
    places = [match.end() for match in re.finditer(r" ", text)]
    first, second = chance.sample(_NAMES, 2)
    place = chance.choice(places)
    return f"{text[:place]}{first}’s{second} {text[place:]}"


def cut_in_bracket(text: str, chance: random.Random) -> str | None:
    """Cut inside a bracket."""
    match = re.search(r"\([^()]{6,}\)", text)
    return text[: chance.randrange(match.start() + 4, match.end() - 1)] if match is not None else None


def double_word(text: str, chance: random.Random) -> str | None:
    """Write a word twice."""
    match = chance.choice(list(_WORD.finditer(text)))
    return f"{text[: match.end()]} {match.group()}{text[match.end() :]}"


def lose_space(text: str, chance: random.Random) -> str | None:
    """Take the space behind a full stop."""
    places = [match.start(1) for match in re.finditer(r"[a-z]{2}\.( )[A-Z][a-z]", text)]
    if not places:
        return None
    place = chance.choice(places)
    return text[:place] + text[place + 1 :]


def cut_in_word(text: str, chance: random.Random) -> str | None:
    """Cut within a word of five letters or more."""
    words = [match for match in re.finditer(r"\b[a-z]{5,}", text) if len(text[: match.start()].split()) > 5]
    if not words:
        return None
    match = chance.choice(words)
    return text[: chance.randrange(match.start() + 2, match.end() - 1)]


def cut_behind(text: str, chance: random.Random, *, function_word: bool) -> str | None:
    """Cut behind a word of a sentence, five words or more from the beginning."""
    words = lexicon().function_words["en"]
    places = [
        match.end()
        for match in _WORD.finditer(text)
        if len(text[: match.start()].split()) > 5
        and text[match.end() : match.end() + 1] == " "
        and (match.group().lower() in words) is function_word
    ]
    return text[: chance.choice(places)] if places else None


def close_up(text: str, chance: random.Random) -> str | None:
    """Take the space before a name."""
    places = [match.start(1) for match in re.finditer(r"\b[a-z]{2,}( )[A-Z][a-z]{2}", text)]
    if not places:
        return None
    place = chance.choice(places)
    return text[:place] + text[place + 1 :]


def begin_in_mid_sentence(text: str, chance: random.Random) -> str | None:
    """Take the beginning of the first sentence."""
    first = re.match(r"[^.!?]*", text)
    places = [match.end() for match in re.finditer(r"\S (?=[a-z])", first.group())] if first is not None else []
    return text[chance.choice(places) :] if places else None


def lose_link(text: str, chance: random.Random) -> str | None:
    """Take out the text of a link that the paragraph had."""
    return chance.choice(WITHOUT_LINK[text]) if text in WITHOUT_LINK else None


def fuse_words(text: str, chance: random.Random) -> str | None:
    """Take the space between two words."""
    places = list(re.finditer(r"(?<![\w'’-])[a-z]{2,}( )[A-Za-z][a-z]+(?![\w'’-])", text))
    if not places:
        return None
    place = chance.choice(places)
    return text[: place.start(1)] + text[place.end(1) :]


WITHOUT_LINK: dict[str, list[str]] = {}
"""Paragraphs as they are without the text of one of their links."""

KINDS: dict[str, tuple[Callable[[str, random.Random], str | None], float]] = {
    "cut after a possessive": (cut_after_possessive, 0.95),
    "names fused": (fuse_names, 0.95),
    "cut in a bracket": (cut_in_bracket, 0.98),
    "word doubled": (double_word, 0.95),
    "space lost after a stop": (lose_space, 0.90),
    "cut in a word": (cut_in_word, 0.75),
    "cut behind a function word": (partial(cut_behind, function_word=True), 0.92),
    "cut behind another word": (partial(cut_behind, function_word=False), 0.60),
    "space lost before a name": (close_up, 0.70),
    "begun in mid-sentence": (begin_in_mid_sentence, 0.60),
    "two words fused": (fuse_words, 0.40),
    "text of a link lost": (lose_link, 0.25),
}


def paragraphs(folders: list[Path]) -> Iterator[str]:
    """Yield clean English paragraphs: whole sentences, no code."""
    seen = set()
    for path in sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix in {".md", ".mdx", ".html"}
    ):
        try:
            article = read_article(Source.decode(str(path), path.read_bytes()))
        except (UnreadableSourceError, OSError):
            continue
        if Facts(article).base_language != "en":
            continue
        for block in article.prose(["paragraph"]):
            text = " ".join(block.text.split())
            if text in seen or OBJECT in text or len(text.split()) < _MIN_WORDS or not _CLEAN.match(text):
                continue
            seen.add(text)
            WITHOUT_LINK.update(_without_links(text, block, article.links))
            yield text


def _without_links(text: str, block: Block, links: Sequence[Link]) -> dict[str, list[str]]:
    spans = [
        (link.text_start - block.start, link.text_end - block.start) for link in links if link.block == block.index
    ]
    damaged = [block.text[:start] + block.text[end:] for start, end in spans if 0 < start < end < len(block.text)]
    return {text: [" ".join(other.split()) for other in damaged]} if damaged else {}


def is_found(text: str, policy: Policy) -> bool:
    """Say whether a page with a paragraph among two clean ones has a finding."""
    content = (
        '<html lang="en"><body><article><p>This is the first paragraph of the page.</p>'
        f"<p>{escape(text, quote=False)}</p><p>This is the last one, and it is whole.</p></article></body></html>"
    )
    facts = Facts(read_article(Source("page.html", content)), policy.facts)
    return any(at_least(finding.severity, "warning", SEVERITIES) for finding in lint(facts, policy.active))


def main() -> int:
    """Print the table."""
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")] or [ROOT / "fixtures"]
    policy = policy_for(Config(root=Path()), "page.html", Selection(select=("text",)))
    texts = list(paragraphs(folders))
    alarms = [text for text in texts if is_found(text, policy)]
    print(f"{len(texts)} paragraphs, {len(alarms)} found as they are")
    clean = sorted(set(texts) - set(alarms))
    low = 0
    for kind, (damage, target) in KINDS.items():
        chance = random.Random(f"affilint {kind}")  # noqa: S311 - a fixed sample, no secret
        order = chance.sample(clean, len(clean))
        damaged = [result for result in (damage(text, chance) for text in order) if result is not None][:SAMPLE]
        missed = [text for text in damaged if not is_found(text, policy)]
        share = 1 - len(missed) / max(len(damaged), 1)
        low += share < target
        print(f"{kind:24} {len(damaged):4} damaged, recall {share:.2f}, wanted {target:.2f}")
        for text in missed[:3] if "--misses" in sys.argv else ():
            print(f"    …{text[-70:]}")
    return int(low > 0)


if __name__ == "__main__":
    sys.exit(main())
