"""Calls of Vue components in the syntax of Nuxt Content: ``::affiliate-box{url="…"}``, also with YAML below, ``:pen{url="…"}`` and ``<pen-box url="…">``.

Source: content.nuxt.com/docs/files/markdown. A name in this syntax means a component only where the site has one for
content, or makes all of them global; elsewhere it is a directive of Markdown, whose text is prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.model import Emission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.emissions import Emissions, Printed
    from linter.article.model import Article

_TAG = re.compile(
    r"^[ \t]{0,3}(?P<ticks>`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]{0,3}(?P=ticks)[`~]*[ \t\r]*$|\Z)|(?<!`)(?P<tick>`{1,2})(?!`)[^`\n]+(?P=tick)(?!`)"
    r"|<!--[\s\S]*?(?:-->|\Z)|<(?P<name>[a-z]\w*(?:-\w+)+)(?P<arguments>(?=[\s/>])[^<>]{0,2000})>",
    re.MULTILINE,
)
_HYPHEN = re.compile(r"<[a-z]\w*-\w")
_FOR_CONTENT = re.compile(r"(?:^|/)components/(?:[\w-]+/)*(?:content|global)/.*\.vue$|\.global\.vue$")


def tags(article: Article) -> Iterator[Emission]:
    """Yield the tags with a hyphen in an article of Markdown, which may call components, as the directives that they are like."""
    if article.format != "markdown":
        return
    for match in _TAG.finditer(article.source.text):
        if match["name"]:
            yield Emission("directive", match["name"], match["arguments"].rstrip("/"), *match.span(), standalone=False)


def may_have_tags(text: str) -> bool:
    """Say whether a text has what looks like a tag with a hyphen."""
    return "</" in text and _HYPHEN.search(text) is not None


def component_of(emission: Emission, emissions: Emissions) -> tuple[str, Printed] | None:
    """Return the lower-case name of the component that a directive calls, with what it prints; None if it calls none."""
    if emission.kind != "directive" or not emission.name:
        return None
    name = emission.name.lower().replace("-", "")
    printed = emissions.names.get(name)
    if printed is None or not printed.source.endswith(".vue"):
        return None
    is_global = printed.source.startswith(tuple(f"{folder}/" for folder in emissions.global_components))
    return (name, printed) if is_global or _FOR_CONTENT.search(printed.source) else None
