"""Writes ``affilint.site.yml``: the same pages give the same text, and nothing of a page can leave its quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.site.learned.file import WHERE
from linter.survey.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.emissions import RelAtBuild
    from linter.published.learning.layouts import FoundLayout
    from linter.published.learning.templates import FoundTemplate, Print

_HEAD = """\
# What the templates of this site print, by the pages that its generator built. Written by `affilint learn`: read it, commit it.
# `affilint check` goes by it where there is no build. After a change of templates build the site and run `affilint learn` again.
"""
_LONGEST = 2_000
_MOST = 500
"""Layouts, templates and things that one prints, as many as are read again."""


def write_learned(
    layouts: Sequence[FoundLayout],
    templates: Sequence[FoundTemplate],
    rel: tuple[RelAtBuild | None, int] | None,
    articles: int,
) -> str:
    """Return the text of the file; ``rel`` is what is added to links (None: nothing) with the number of links that tell so."""
    lines = ["version: 1", f"pages: {articles}"]
    if layouts:
        lines += ["", "# What stands around articles. The first that fits an article counts.", "layouts:"]
    for layout in layouts[:_MOST]:
        lines += _item(_of_layout(layout), 2)
    if templates:
        lines += ["", "# What shortcodes, includes and components print where an article calls them.", "templates:"]
    for template in templates[:_MOST]:
        lines += _item(_of_template(template), 2)
    if rel is not None:
        added, count = rel
        values = ", ".join(added.values) if added is not None else ""
        lines += ["", "# What the build adds to the rel of affiliate links that articles write.", "rel:"]
        lines += [f"  added: [{values}]", *([f"  to: {added.scope}"] if added is not None else []), f"  links: {count}"]
    return _HEAD + "\n".join(lines) + "\n"


def _item(lines: Iterator[str], depth: int) -> list[str]:
    """Return the lines of an item of a list."""
    first, *others = lines
    return [f"{' ' * depth}- {first}", *(f"{' ' * depth}  {line}" for line in others)]


def _of_layout(layout: FoundLayout) -> Iterator[str]:
    which = layout.which
    yield f"folder: {quoted(which.folder)}"
    if not which.subfolders:
        yield "subfolders: false"
    if which.name:
        yield f"name: {quoted(which.name)}"
    if which.layout is not None:
        yield f"layout: {quoted(which.layout)}"
    for name in ("having", "lacking", "linking", "not_linking"):
        if words := getattr(which, name):
            yield f"{name}: [{', '.join(map(quoted, words))}]"
    yield f"pages: {layout.pages}"
    yield f"example: {quoted(layout.example)}"
    if which.is_unclear:
        yield "unclear: true  # some show this and some do not: the templates are read, and may print it where they cannot be"
    yield from _prints(layout.prints, of_layout=True)


def _of_template(template: FoundTemplate) -> Iterator[str]:
    yield f"name: {quoted(template.name)}"
    yield f"calls: {template.calls}"
    yield f"articles: {template.articles}"
    yield f"example: {quoted(template.example)}"
    yield from _prints(template.prints, of_layout=False)


def _prints(prints: Sequence[Print], *, of_layout: bool) -> Iterator[str]:
    if not prints:
        yield "prints: []"
        return
    yield "prints:"
    for item in sorted(prints, key=_place)[:_MOST]:
        lines = (
            _link(item, of_layout=of_layout) if item.shown.kind == "link" else _disclosure(item, of_layout=of_layout)
        )
        yield from _item(lines, 2)


def _place(item: Print) -> tuple[bool, int, str]:
    return item.shown.kind == "link", WHERE.index(item.shown.where), item.shown.text


def _disclosure(item: Print, *, of_layout: bool) -> Iterator[str]:
    shown = item.shown
    yield f"disclosure: {quoted(' '.join(shown.text.split())[:_LONGEST])}"
    if shown.strength != "clear":
        yield f"strength: {shown.strength}"
    if of_layout or shown.where in {"hidden", "details"}:
        yield f"where: {shown.where if of_layout else 'hidden'}"
    if not of_layout:
        yield f"order: {shown.order or 'beside'}"
    yield f"{'pages' if of_layout else 'calls'}: {item.count}"


def _link(item: Print, *, of_layout: bool) -> Iterator[str]:
    shown = item.shown
    yield f"link: {quoted(shown.text[:_LONGEST])}"
    yield f"programme: {quoted(shown.programme)}"
    if shown.rel:
        yield f"rel: {quoted(shown.rel)}"
    if item.varies:
        yield "varies: true"
    if of_layout and shown.order is not None:
        yield f"order: {shown.order}"
    yield f"{'pages' if of_layout else 'calls'}: {item.count}"
