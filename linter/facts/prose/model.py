"""The prose model of a language: small tables of weights, trained on sound and on damaged text (docs/prose-model.md)."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from linter.data.resources import rules_dir
from linter.facts.prose.end_features import block_features, end_features
from linter.facts.prose.gap_features import GapReader, gap_pattern, read_pairs
from linter.facts.prose.start_features import start_features
from linter.facts.prose.table import open_table
from linter.facts.prose.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linter.facts.prose.end_features import OpenEnd
    from linter.facts.prose.gap_features import Pairs
    from linter.facts.prose.surroundings import Setting
    from linter.facts.prose.table import Table
    from linter.facts.prose.vocabulary import Vocabulary


class ProseModel:
    """The tables of a language, each mapped when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def knows_losses(self) -> bool:
        """Whether there are tables of beginnings and gaps."""
        return (self._folder / "start.table").is_file() and (self._folder / "gap.table").is_file()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The closed classes of words that the features name."""
        return read_vocabulary((self._folder / "words.txt").read_text(encoding="utf-8"))

    @cached_property
    def _ends(self) -> Table:
        return open_table(self._folder / "end.table")

    @cached_property
    def _blocks(self) -> Table:
        return open_table(self._folder / "block.table")

    @cached_property
    def _starts(self) -> Table:
        return open_table(self._folder / "start.table")

    @cached_property
    def _gaps(self) -> Table:
        return open_table(self._folder / "gap.table")

    @cached_property
    def gap_pattern(self) -> Any:
        """A compiled pattern (RE2) of the places that may be gaps."""
        import re2  # noqa: PLC0415

        return re2.compile(gap_pattern(self.groups))

    @cached_property
    def pairs(self) -> Pairs:
        """The words that seldom stand beside each other."""
        return {left: rights for group in self.groups for left, rights in group.items()}

    @cached_property
    def groups(self) -> list[Pairs]:
        """The pairs, in the groups that one pattern finds together."""
        return read_pairs((self._folder / "pairs.txt").read_text(encoding="utf-8"))

    @cached_property
    def _gap_reader(self) -> GapReader:
        return GapReader(open_table(self._folder / "classes.table"), self.vocabulary)

    def has_lost_start(self, text: str, kind: str, before: tuple[str, bool], lower: tuple[int, int]) -> int:
        """Return how sure it is that the beginning of a text in lower case is missing, in steps of 1/16 log-odds."""
        return self._starts.score(start_features(text, kind, before, lower, self.vocabulary))

    def has_gap(self, tokens: Sequence[str], at: int) -> int:
        """Return how sure it is that words are missing before a token, in steps of 1/16 log-odds."""
        return self._gaps.score(self._gap_reader.features(tokens, at))

    def cannot_end(self, end: OpenEnd) -> int:
        """Return how sure it is that a sentence does not end behind the last token, in steps of 1/16 log-odds."""
        numbers = [self.vocabulary.numbers(token) for token in end.tokens]
        return self._ends.score(end_features(numbers, len(numbers) - 1))

    def is_cut(self, end: OpenEnd, setting: Setting, cannot_end: int) -> int:
        """Return how sure it is that a block without a stop was cut, in its surroundings; same unit."""
        return self._blocks.score(block_features(end, setting, cannot_end, self.vocabulary))


@cache
def prose_model(language: str | None) -> ProseModel | None:
    """Return the model of a language, or None if there is none."""
    folder = rules_dir() / "prose" / (language or "-")
    return ProseModel(folder) if folder.is_dir() else None
