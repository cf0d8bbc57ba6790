"""A statement in quotation marks on a page about the site itself: there the site quotes nobody but itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.telling_names import telling_name

if TYPE_CHECKING:
    from linter.article.model import Article, Block

_WHOLE = re.compile(r"\s*(?:“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|\"[^\"]+\"|「[^「」]+」|『[^『』]+』)\s*\Z")
_SEPARATORS = re.compile(r"[\W_]+")


def own_statement(article: Article, block: Block) -> str | None:
    """Return a block of a policy page without the marks that enclose all of it, offsets kept; None where it is no such block."""
    if _WHOLE.match(block.text) is None or not is_policy_page(article):
        return None
    text = block.text
    first, last = len(text) - len(text.lstrip()), len(text.rstrip()) - 1
    return f"{text[:first]} {text[first + 1 : last]} {text[last + 1 :]}"


def is_policy_page(article: Article) -> bool:
    """Say whether the name of the file or its folder, the title or the first heading names a page of the site's policies."""
    parts = article.source.path.replace("\\", "/").split("/")
    stem = parts[-1].partition(".")[0]
    heading = next((block.text for block in article.blocks if block.kind == "heading" and block.level == 1), "")
    folder = parts[-2] if stem.lower() in {"index", "_index"} and len(parts) > 1 else ""
    wanted = telling_name("policy-page")
    return any(
        wanted.fullmatch(_SEPARATORS.sub(" ", name).strip()) for name in (stem, folder, article.title or "", heading)
    )
