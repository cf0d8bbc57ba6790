"""Build the gap model of a language, in rules/prose/LANGUAGE, from the texts that tools/prose_sources.yml lists.

Usage: python tools/build_gap_model.py LANGUAGE FOLDER

FOLDER/OWNER/NAME is a git repository that has the commit of the list; numpy is needed. The same sources give the same bytes. It
writes pairs.txt (words that are seldom neighbours in sound text), classes.table (classes of words) and gap.table (weights), and
records them in sources.json.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from prose_classes import word_classes  # noqa: E402
from prose_corpus import TextSource, articles, sources  # noqa: E402
from prose_training import Examples, Recipe, Weights, train  # noqa: E402

from linter.article.model import OBJECT  # noqa: E402
from linter.facts.prose.gap_features import GAP_TOKEN, GapReader, Pairs, gaps  # noqa: E402
from linter.facts.prose.surroundings import Surroundings  # noqa: E402
from linter.facts.prose.table import UNIT, pack  # noqa: E402
from linter.facts.prose.tokens import number_of, sentences, word_of  # noqa: E402
from linter.facts.prose.vocabulary import read_vocabulary  # noqa: E402

if TYPE_CHECKING:
    from linter.article.link import Link
    from linter.article.model import Block

WORDS = Path(__file__).with_name("prose_words")
RECIPE = Recipe(epochs=3, rate=0.15, penalty=1e-6, batch=8192, least=3, kept=112_000)
_WIDTH = 26
_SENTENCE = range(5, 92)
_ENDS = frozenset(".!?")
_NATURAL, _LINK, _TAKEN = 10.0, 4.0, 1.0
"""Weights of a sound neighbourhood, of one where a real link's text was taken out, and of one where other words were."""
_LINKS_COUNT = 5
_RARER, _LEAST, _MOST_OFTEN = 20, 3, 2e-4
"""A pair is a candidate if it is that many times rarer in sound text than in damaged, was made that often, and is no habit."""
_FOUND = 3
"""Score from which a gap may be a finding."""
_GROUPS = 16
_LOAD = 0.86
Torn = tuple[list[str], list[str]]


@dataclass
class Corpus:
    """Sound sentences, and the two halves of those whose link was taken out."""

    sentences: list[list[str]] = field(default_factory=list)
    links: list[Torn] = field(default_factory=list)
    record: list[dict[str, str | int]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of closed classes and marks; ``askers`` are those that ask for something behind them."""

    askers: frozenset[str]
    closed: frozenset[str]


def read_words(language: str) -> Words:
    """Read the words of a language: the first line are those that ask for something."""
    lines = (WORDS / f"{language}-closed.txt").read_text(encoding="utf-8").splitlines()
    askers = frozenset(lines[0].split())
    return Words(askers, askers.union(*map(str.split, lines[1:])))


def read(source: TextSource, folder: Path, corpus: Corpus) -> None:
    """Add a source's sentences; a block that was seen before is left out."""
    digest = hashlib.sha256()
    characters = count = 0
    for article in articles(source, folder):
        around = Surroundings(article)
        count += 1
        for block in article.blocks:
            if not around.readable(block) or block.text in corpus.seen:
                continue
            corpus.seen.add(block.text)
            characters += len(block.text)
            digest.update(f"{block.kind}\0{block.text}\n".encode("utf-8", "replace"))
            for sentence in sentences(block.text.replace("\n", " ")):
                tokens = GAP_TOKEN.findall(sentence)
                if OBJECT not in sentence and len(tokens) in _SENTENCE:
                    corpus.sentences.append(tokens)
            corpus.links.extend(_without_links(block, article.links))
    corpus.record.append(
        {
            "repository": source.repository,
            "commit": source.commit,
            "licence": source.licence,
            "articles": count,
            "characters": characters,
            "sha256": digest.hexdigest(),
        }
    )
    print(f"{source.repository}: {count} articles, {characters} characters", flush=True)


def _without_links(block: Block, links: list[Link]) -> list[Torn]:
    found = []
    text = block.text.replace("\n", " ")
    for link in links:
        if link.block != block.index or not block.start <= link.text_start < link.text_end <= block.end:
            continue
        left, right = sentences(text[: link.text_start - block.start]), sentences(text[link.text_end - block.start :])
        if left and right:
            before, behind = GAP_TOKEN.findall(left[-1]), GAP_TOKEN.findall(right[0])
            if before and behind and before[-1] not in _ENDS and len(before) + len(behind) > 3:
                found.append((before, behind))
    return found


def torn(corpus: Corpus, closed: frozenset[str], determiners: frozenset[str]) -> list[Torn]:
    """Take a few words out of each sentence, twice: a content word, with some before it and behind it."""
    chance = random.Random("torn")  # noqa: S311 - a fixed sample, no secret
    found = []
    for tokens in corpus.sentences:
        words = [word_of(token) for token in tokens]
        content = [token[0].isalnum() and word not in closed for token, word in zip(tokens, words, strict=True)]
        places = [at for at in range(1, len(tokens) - 1) if content[at]]
        for _ in range(2 if places else 0):
            first = last = chance.choice(places)
            while first > 1 and last - first < 3 and (content[first - 1] or words[first - 1] in determiners):
                if chance.random() >= 0.6:
                    break
                first -= 1
            while last + 2 < len(tokens) and content[last + 1] and last - first < 4 and chance.random() < 0.7:
                last += 1
            found.append((tokens[:first], tokens[last + 1 :]))
    return found


def neighbours(corpus: Corpus, words: Words) -> Counter[tuple[str, str]]:
    """Count, in sound text, the pairs of a word that asks for something behind it and one of a closed class."""
    return Counter(
        pair
        for tokens in corpus.sentences
        for pair in pairwise(map(word_of, tokens))
        if pair[0] in words.askers and pair[1] in words.closed
    )


def choose_pairs(corpus: Corpus, taken: list[Torn], words: Words, natural: Counter[tuple[str, str]]) -> Pairs:
    """Return the neighbours that damage makes far more often than writers do."""
    total = sum(map(len, corpus.sentences))
    made: Counter[tuple[str, str]] = Counter()
    often: Counter[tuple[str, str]] = Counter()
    for halves, worth in ((taken, 1), (corpus.links, _LINKS_COUNT)):
        for before, behind in halves:
            pair = word_of(before[-1]), word_of(behind[0])
            made[pair] += worth
            often[pair] += 1
    all_made = len(taken) + _LINKS_COUNT * len(corpus.links)
    pairs: dict[str, set[str]] = {}
    for (left, right), count in made.items():
        if left not in words.askers or right not in words.closed or often[left, right] < _LEAST:
            continue
        share = (natural[left, right] + 1) / total
        if share < _MOST_OFTEN and count / all_made > _RARER * share:
            pairs.setdefault(left, set()).add(right)
    return {left: frozenset(rights) for left, rights in pairs.items()}


def examples(corpus: Corpus, taken: list[Torn], pairs: Pairs, reader: GapReader) -> Examples:
    """Return the candidates among sound neighbours (0) and among those that damage made (1)."""
    found = Examples(_WIDTH)
    for tokens in corpus.sentences:
        for at in gaps(tokens, pairs):
            found.add(reader.features(tokens, at), 0, _NATURAL)
    for halves, weight in ((corpus.links, _LINK), (taken, _TAKEN)):
        for before, behind in halves:
            if word_of(behind[0]) in pairs.get(word_of(before[-1]), ()):
                found.add(reader.features(before + behind, len(before)), 1, weight)
    return found


def telling(found: Pairs, corpus: Corpus, taken: list[Torn], reader: GapReader, weights: Weights) -> Pairs:
    """Return the pairs that the model ever finds: the others need not be looked at."""
    times: Counter[tuple[str, str]] = Counter()
    for before, behind in [*corpus.links, *taken]:
        left, right = word_of(before[-1]), word_of(behind[0])
        if right in found.get(left, ()):
            features = reader.features(before + behind, len(before))
            score = weights.bias + sum(weights.by_feature.get(number, 0) for number in features)
            times[left, right] += score >= _FOUND * UNIT
    kept = {
        left: frozenset(right for right in rights if times[left, right] >= _LEAST) for left, rights in found.items()
    }
    return {left: rights for left, rights in kept.items() if rights}


def grouped(pairs: Pairs, natural: Counter[tuple[str, str]]) -> list[list[str]]:
    """Put the words before a gap into a few groups, so that one pattern finds each group's pairs and not many others.

    The smallest group joins the one with which its words find the fewest sound neighbours more.
    """
    groups = [([left], pairs[left]) for left in sorted(pairs)]

    def cost(lefts: list[str], rights: frozenset[str]) -> int:
        return sum(natural[left, right] for left in lefts for right in rights)

    while len(groups) > _GROUPS:
        lefts, rights = groups.pop(min(range(len(groups)), key=lambda at: (len(groups[at][0]), len(groups[at][1]), at)))
        best = min(
            range(len(groups)),
            key=lambda at: cost([*lefts, *groups[at][0]], rights | groups[at][1]) - cost(*groups[at]),
        )
        groups[best] = [*groups[best][0], *lefts], groups[best][1] | rights
    return sorted(sorted(lefts) for lefts, _ in groups)


def packed(weights: dict[int, int], bias: int) -> bytes:
    """Return the smallest table that holds the weights."""
    return pack(weights, bias, math.ceil(math.log2(len(weights) / _LOAD)))


def main() -> int:
    """Build the files of one language."""
    language, folder = sys.argv[1], Path(sys.argv[2])
    vocabulary = read_vocabulary((WORDS / f"{language}.txt").read_text(encoding="utf-8"))
    words = read_words(language)
    corpus = Corpus()
    for source in sources(language):
        read(source, folder, corpus)
    classes = {number_of(word): number for word, number in word_classes(corpus.sentences).items()}
    taken = torn(corpus, words.closed, vocabulary.determiners)
    natural = neighbours(corpus, words)
    pairs = choose_pairs(corpus, taken, words, natural)
    reader = GapReader(classes, vocabulary)
    found = examples(corpus, taken, pairs, reader)
    print(f"gap: {len(found.labels)} places, {sum(found.labels)} made", flush=True)
    weights = train(found, RECIPE, "gap", len(found.labels) // 12)
    pairs = telling(pairs, corpus, taken, reader, weights)
    print(f"{sum(map(len, pairs.values()))} pairs kept", flush=True)
    groups = grouped(pairs, natural)
    lines = ("".join(f"{left} {' '.join(sorted(pairs[left]))}\n" for left in lefts) for lefts in groups)
    files = {
        "pairs.txt": "\n".join(lines).encode(),
        "classes.table": packed(classes, 0),
        "gap.table": packed(weights.by_feature, weights.bias),
    }
    target = ROOT / "rules" / "prose" / language
    for name, data in files.items():
        (target / name).write_bytes(data)
    record = json.loads((target / "sources.json").read_text(encoding="utf-8"))
    record["gap_sources"] = corpus.record
    record["files"] = {
        **record["files"],
        **{name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    (target / "sources.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print({name: len(data) for name, data in files.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
