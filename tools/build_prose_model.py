"""Build the prose model of a language, rules/prose/LANGUAGE, from the texts that tools/prose_sources.yml lists.

Usage: python tools/build_prose_model.py LANGUAGE FOLDER

FOLDER/OWNER/NAME is a git repository that has the commit of the list. It needs numpy, which affilint does not. The same
sources give the same bytes. What the models are is in docs/prose-model.md.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from prose_corpus import GAPS_ALONE, TextSource, articles, sources  # noqa: E402
from prose_training import Examples, Recipe, Weights, train  # noqa: E402

from linter.facts.prose.end_features import OpenEnd, block_features, end_features, open_end  # noqa: E402
from linter.facts.prose.start_features import KINDS as STARTING  # noqa: E402
from linter.facts.prose.start_features import start_features  # noqa: E402
from linter.facts.prose.surroundings import INTRODUCED, LIST, Surroundings  # noqa: E402
from linter.facts.prose.table import Table, pack  # noqa: E402
from linter.facts.prose.tokens import TOKEN, sentences  # noqa: E402
from linter.facts.prose.vocabulary import Vocabulary, read_vocabulary  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.model import Block
    from linter.facts.prose.surroundings import Setting

WORDS = Path(__file__).with_name("prose_words")
END_RECIPE = Recipe(epochs=2, rate=0.2, penalty=3e-7, batch=8192, least=3, kept=225_000)
BLOCK_RECIPE = Recipe(epochs=3, rate=0.12, penalty=2e-6, batch=1024, least=4, kept=28_000)
START_RECIPE = Recipe(epochs=5, rate=0.12, penalty=1e-6, batch=1024, least=3, kept=28_000)
SMALL_RECIPE = replace(END_RECIPE, kept=56_000)
"""The first stage of a language for which there is little text."""
_WHOLE = frozenset({"en"})
"""Languages with a model of beginnings."""
_LOAD = 0.86
"""How full a table may be for every feature to find a slot."""
_INNER = 3
"""Places within a sentence that the first stage sees for each end of one."""
_SHORTEST = 12
_NATURAL_WEIGHT = 3.0
_NATURAL_START_WEIGHT = 10.0
_MOST_FEATURES = 80


@dataclass
class Corpus:
    """What was taken from the articles; ``ends`` are blocks without a stop: natural ones (0) and cut ones (1)."""

    sentences: list[list[str]] = field(default_factory=list)
    ends: list[tuple[OpenEnd, Setting, int]] = field(default_factory=list)
    starts: Examples = field(default_factory=lambda: Examples(19))
    characters: dict[str, int] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def read(source: TextSource, folder: Path, vocabulary: Vocabulary, corpus: Corpus) -> None:
    """Add a source's sentences and ends to the corpus; a block that was seen before is left out."""
    digest = hashlib.sha256()
    characters = count = 0
    for article in articles(source, folder):
        around = Surroundings(article)
        group = source.group[count % len(source.group)]
        count += 1
        for block in article.blocks:
            if not around.readable(block) or block.text in corpus.seen:
                continue
            corpus.seen.add(block.text)
            characters += len(block.text)
            digest.update(f"{block.kind}\0{block.text}\n".encode("utf-8", "replace"))
            _add(group, block, around, corpus)
            _add_start(block, around, vocabulary, corpus)
    corpus.characters[source.repository] = characters
    corpus.articles[source.repository] = count
    corpus.digests[source.repository] = digest.hexdigest()
    print(f"{source.repository}: {count} articles, {characters} characters", flush=True)


def _add(group: str, block: Block, around: Surroundings, corpus: Corpus) -> None:
    chance = random.Random(f"end {block.text}")  # noqa: S311 - a fixed sample, no secret
    end = open_end(block.text)
    if end is not None:
        corpus.ends.append((end, around.setting(block), 0))
    if group == "a":
        corpus.sentences.extend(whole_sentences(block.text))
    elif end is None:
        cut = cut_block(block, around, chance)
        if cut is not None:
            corpus.ends.append((*cut, 1))


def _add_start(block: Block, around: Surroundings, vocabulary: Vocabulary, corpus: Corpus) -> None:
    """Add a block that begins with a small letter (0), or a sound one without its beginning (1)."""
    if block.kind not in STARTING or not block.text[:1].isalpha():
        return
    lower, letters = around.lower_starts
    paragraph = block.kind == "paragraph"
    text, natural = block.text, block.text[0].islower()
    if not natural:
        chance = random.Random(f"start {text}")  # noqa: S311
        words = list(TOKEN.finditer(sentences(text)[0]))
        if len(words) < 5 or text.rstrip('"”’)')[-1:] not in {".", "!", "?"} or chance.random() < 0.5:
            return
        text = text[words[chance.randrange(1, len(words) - 2)].start() :]
        if not text[0].islower():
            return
    others = (lower - (paragraph and natural), letters - paragraph)
    found = start_features(text, block.kind, around.preceding(block), others, vocabulary)
    corpus.starts.add(found, int(not natural), _NATURAL_START_WEIGHT if natural else 1.0)


def whole_sentences(text: str) -> Iterator[list[str]]:
    """Yield the tokens of the sentences that end in a stop, without it."""
    for sentence in sentences(text.replace("\n", " ")):
        if sentence[-1] not in ".!?" or len(sentence) < _SHORTEST:
            continue
        tokens = TOKEN.findall(sentence)
        while tokens and not (tokens[-1][0].isalnum() or tokens[-1] in "\ufffc)"):
            tokens.pop()
        if len(tokens) > 2:
            yield tokens


def cut_block(block: Block, around: Surroundings, chance: random.Random) -> tuple[OpenEnd, Setting] | None:
    """Cut a sound block behind a random word of a random sentence, where it stands."""
    setting = around.setting(block)
    if block.text.rstrip('"”’)')[-1:] not in {".", "!", "?"} or setting.follows == INTRODUCED:
        return None
    if setting.follows == LIST and block.kind != "list-item":
        return None
    found = sentences(block.text)
    chosen = chance.randrange(len(found))
    words = [match for match in TOKEN.finditer(found[chosen]) if match.group()[0].isalnum()]
    if len(words) < 5:
        return None
    place = words[chance.randrange(2, len(words) - 1)].end()
    end = open_end(" ".join([*found[:chosen], found[chosen][:place]]))
    if end is None:
        return None
    return end, replace(setting, all_link=False, all_emphasis=False)


def packed(weights: Weights) -> bytes:
    """Return the smallest table that holds the weights."""
    return pack(weights.by_feature, weights.bias, math.ceil(math.log2(len(weights.by_feature) / _LOAD)))


def train_ends(corpus: Corpus, vocabulary: Vocabulary, recipe: Recipe) -> tuple[Weights, Weights]:
    """Train both stages of the end model."""
    chance = random.Random("ends")  # noqa: S311
    examples = Examples(16)
    for tokens in corpus.sentences:
        numbers = [vocabulary.numbers(token) for token in tokens]
        examples.add(end_features(numbers, len(numbers) - 1), 0)
        for _ in range(_INNER):
            examples.add(end_features(numbers, chance.randrange(len(numbers) - 1)), 1)
    print(f"end: {len(corpus.sentences)} sentences", flush=True)
    stage1 = train(examples, recipe, "end", len(examples.labels) // 20)
    table = Table(memoryview(packed(stage1)))
    examples = Examples(_MOST_FEATURES)
    for end, setting, label in corpus.ends:
        numbers = [vocabulary.numbers(token) for token in end.tokens]
        score = table.score(end_features(numbers, len(numbers) - 1))
        examples.add(block_features(end, setting, score, vocabulary), label, 1.0 if label else _NATURAL_WEIGHT)
    cut = sum(label for _, _, label in corpus.ends)
    print(f"block: {cut} cut, {len(corpus.ends) - cut} natural", flush=True)
    return stage1, train(examples, BLOCK_RECIPE, "block", len(examples.labels) // 10)


def main() -> int:
    """Build the files of one language."""
    language, folder = sys.argv[1], Path(sys.argv[2])
    words = (WORDS / f"{language}.txt").read_text(encoding="utf-8")
    vocabulary = read_vocabulary(words)
    corpus = Corpus()
    listed = [source for source in sources(language) if source.group != GAPS_ALONE]
    for source in listed:
        read(source, folder, vocabulary, corpus)
    stage1, stage2 = train_ends(corpus, vocabulary, END_RECIPE if language in _WHOLE else SMALL_RECIPE)
    files = {"words.txt": words.encode(), "end.table": packed(stage1), "block.table": packed(stage2)}
    if language in _WHOLE:
        print(f"start: {len(corpus.starts.labels)}, {sum(corpus.starts.labels)} of them cut", flush=True)
        files["start.table"] = packed(train(corpus.starts, START_RECIPE, "start", len(corpus.starts.labels) // 5))
    target = ROOT / "rules" / "prose" / language
    target.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    record = {
        "sources": [
            {
                "repository": source.repository,
                "commit": source.commit,
                "licence": source.licence,
                "articles": corpus.articles[source.repository],
                "characters": corpus.characters[source.repository],
                "sha256": corpus.digests[source.repository],
            }
            for source in listed
        ],
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    (target / "sources.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print({name: len(data) for name, data in files.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
