"""Tell a link that an article shows as another's: in a quotation, among comments, or as where something was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.records import replace

if TYPE_CHECKING:
    from linter.article.link import Link
    from linter.article.model import Article
    from linter.facts.links.registry import Verdict

_VIA = re.compile(
    r"(?i)(?:^|[\s(\[])(?:via|vía|h/t|hat tip(?: to)?|found (?:at|on|by|via)|gefunden (?:bei|auf)|vu chez|trovato su)[\s:]{0,3}[\"“(\[]?\Z"
)
_BEFORE = 24
_COMMENTS = re.compile(r"(?i)(?:^|[\s_-])comments?(?:$|[\s_-])")


def of_others(article: Article, link: Link, verdict: Verdict) -> Verdict:
    """Return the verdict on a link whose id no other link of the site has, only possible where it is shown as another's."""
    where = _where(article, link)
    if not where:
        return verdict
    evidence = f"{verdict.evidence}, an id that no other link of the site has, {where}"
    return replace(verdict, confidence="possible", evidence=evidence)


def _where(article: Article, link: Link) -> str:
    if link.block < 0:
        return ""
    block = article.blocks[link.block]
    names = [node.attrs.get(key, "") for node in block.container.chain() for key in ("class", "id")]
    if block.kind == "quote" or any(node.tag == "blockquote" for node in block.container.chain()):
        return "in a quotation"
    if any(map(_COMMENTS.search, names)):
        return "among comments"
    before = article.text[max(block.start, link.text_start - _BEFORE) : link.text_start] if link.text_start >= 0 else ""
    return "as where something was found" if _VIA.search(before) else ""
