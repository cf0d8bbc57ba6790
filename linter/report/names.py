"""Names for people: what a folder, an author's key or a template is called in a sentence."""

from __future__ import annotations

from pathlib import PurePosixPath

from linter import lazy_re as re

_KEY = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z")
"""A name made for machines: small Latin letters and digits, with marks between its words."""
_BETWEEN = re.compile(r"[-_.]+")
_LEADING = re.compile(r"(?:_|\d+[-_.])+(?=[a-z])")


def friendly(name: str, kind: str) -> str:
    """Return the name to show for a section, an author or a template (``cause``, a path); what people wrote stays as it is.

    ``how-to`` is “How to”, ``ana-silva`` “Ana Silva”, ``layouts/partials/site-footer.html`` “Site footer”.
    """
    if kind == "cause":
        name = PurePosixPath(name).name
        name = _LEADING.sub("", name.partition(".")[0]) or name
    elif kind not in {"section", "author"}:
        return name
    if not _KEY.match(name) or name.isdigit():
        return name
    words = _BETWEEN.split(name)
    if kind == "author":
        return " ".join(word.capitalize() for word in words)
    return " ".join((words[0].capitalize(), *words[1:]))
