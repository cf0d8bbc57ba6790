"""A page of HTML that names no charset, and has characters that a wrong guess would garble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re
from linter.checks import Check, Match, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("found",)
OPTIONS: Mapping[str, Option] = {}

_HEAD = 4096
"""Characters of a page among which a charset is looked for; browsers read 1,024 bytes."""
_WHOLE = re.compile(r"<head[\s>]", re.IGNORECASE)
_NAMED = re.compile(r"\bcharset\s*=|\bencoding\s*=\s*[\"']", re.IGNORECASE)
_OTHER = re.compile(r"[^\x00-\x7f]")


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it reads whole pages that no generator fills in, and points at the first character of that kind."""

    def run(facts: Facts) -> Iterator[Match]:
        article = facts.article
        text = article.source.text
        if article.format != "html" or article.emitted or text.startswith("\ufeff"):
            return
        start = text[:_HEAD]
        if _WHOLE.search(start) is None or _NAMED.search(start) is not None:
            return
        other = _OTHER.search(text)
        if other is not None:
            yield Match(other.start(), other.end(), {"found": other.group()})

    return Check(run, needs="page")
