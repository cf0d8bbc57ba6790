"""The address at which an editor can edit an article: by ``--edit-url``, or as its source knows it."""

from __future__ import annotations

import string
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.report.model import Article

PLACES = ("path", "slug", "line")


class EditUrlError(ValueError):
    """An invalid template for addresses; the message says why."""


class EditLinks:
    """Addresses from a template with {path}, {slug} and {line}; without one, those that articles are known to have."""

    def __init__(self, template: str | None, known: Mapping[str, str] | None = None) -> None:
        self.template = template or ""
        self._known = known or {}
        if template:
            _verify(template)

    def of(self, articles: Iterable[Article]) -> EditLinks:
        """Return the links for a report on these articles."""
        return EditLinks(self.template, {article.path: article.edit for article in articles})

    def to(self, path: str, line: int | str) -> str:
        """Return the address for editing a line of an article; empty if none is known."""
        if not self.template:
            return self._known.get(path, "")
        values = {"path": quote(path), "slug": quote(slug(path)), "line": line}
        return self.template.format_map(values)


def slug(path: str) -> str:
    """Return an article's name: its file's, or its folder's for an index file; without a leading date."""
    pure = PurePosixPath(path)
    name = pure.stem
    if name in {"index", "_index", "README"} and pure.parent.name:
        name = pure.parent.name
    head, tail = name[:11], name[11:]
    return (
        tail
        if tail and len(head) == 11 and head[4] == head[7] == head[10] == "-" and head.replace("-", "").isdigit()
        else name
    )


def _verify(template: str) -> None:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError:
        names = {""}
    if not names <= set(PLACES):
        msg = f"--edit-url {template!r} may hold {{path}}, {{slug}} and {{line}}, and other braces doubled"
        raise EditUrlError(msg)
    shown = template.format_map(dict.fromkeys(PLACES, "x"))
    parts = urlsplit(shown)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        msg = f"--edit-url {template!r} must begin with https:// or http://"
        raise EditUrlError(msg)
    if not names:
        msg = f"--edit-url {template!r} is the same for every article: put {{path}} or {{slug}} into it"
        raise EditUrlError(msg)
