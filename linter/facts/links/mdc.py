"""Calls of Vue components in the syntax of Nuxt Content: ``::affiliate-box{url="…"}``, also with YAML below, and ``:pen{url="…"}``.

Source: content.nuxt.com/docs/files/markdown. A name in this syntax means a component only where the site has one for
content, or makes all of them global; elsewhere it is a directive of Markdown, whose text is prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from linter.article.emissions import Emissions, Printed
    from linter.article.model import Emission

_FOR_CONTENT = re.compile(r"(?:^|/)components/(?:[\w-]+/)*(?:content|global)/.*\.vue$|\.global\.vue$")


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
