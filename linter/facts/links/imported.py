"""What the component prints that an article imports: the import decides which file a name stands for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import NOT_IMPORTED
from linter.article.imports import imports

if TYPE_CHECKING:
    from linter.article.emissions import Emissions, Printed
    from linter.article.model import Article, Emission

_DEFINED = re.compile(r"\bexport\s+(?:const|let|var|function|class)\s+([A-Z][\w$]*)|[{,]\s*([A-Z][\w$]*)\s*(?=[:,}])")
"""Components that an article exports, and those that its map of components may name."""


def imported(emission: Emission, emissions: Emissions, article: Article) -> Printed | None:
    """Return what the component prints that an article imports under a name; None for nothing that is known.

    A name that no import of the article binds is ``NOT_IMPORTED``, and so is one that the configuration declares.
    """
    if emissions.reader is None or emission.kind != "component":
        return NOT_IMPORTED
    declared = emissions.names.get(emission.name.lower())
    if declared is not None and not declared.source:
        return NOT_IMPORTED
    head, _, member = emission.name.partition(".")
    for one in article.emitted:
        if one.kind == "import" and head in one.arguments and (bound := _bound(one.arguments).get(head)) is not None:
            target, original = bound
            return emissions.reader.imported(
                target, f"{original}.{member}" if member else original, article.source.path
            )
    code = "\n".join(one.arguments for one in article.emitted if one.kind == "import")
    if head not in {name for pair in _DEFINED.findall(code) for name in pair}:
        return NOT_IMPORTED
    return emissions.reader.own(code, head, article.source.path) or NOT_IMPORTED


@lru_cache(maxsize=512)
def _bound(code: str) -> dict[str, tuple[str, str]]:
    """Return the names that a block of imports binds, each with its path and the name there."""
    return {local: (target, original) for local, target, original in imports(code)}


def file_name(printed: Printed) -> str:
    """Return the name by which a component that is one file is called where nothing is imported."""
    *folders, name = printed.source.lower().split("/")
    stem = name.split(".", 1)[0]
    return folders[-1] if stem == "index" and folders else stem
