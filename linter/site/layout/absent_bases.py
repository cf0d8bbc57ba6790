"""Stand in for the template that a layout extends where it is not in the repository: that of a theme left out of it.

A layout that fills blocks of another template prints nothing by itself. What the blocks hold is known all the same, and their
names tell roughly where they stand; what the absent theme prints besides is not known, and nothing stands for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linter import lazy_re as re
from linter.site.rendering.disclosures import prints_article
from linter.site.rendering.expand import Expansion
from linter.site.template import go_liquid as curly
from linter.site.template.go_syntax import parse
from linter.site.template.template_roles import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.events import Event
    from linter.site.template.go_syntax import GoTemplate
    from linter.site.template.template_ir import Template

NAME = "<base>"
"""The path of what stands in."""
_SAFE = re.compile(r"[\w.-]{1,60}")
_TAGS: dict[Role, tuple[str, str]] = {
    "main": ("<main>", "</main>"),
    "sidebar": ("<aside class=sidebar>", "</aside>"),
    "footer": ("<footer>", "</footer>"),
}
_BLOCKS = {
    "go": '{{{{ block "{name}" . }}}}{{{{ end }}}}',
    "liquid": "{{% block {name} %}}{{% endblock %}}",
}
_ARTICLES = {"go": "{{ theme .Content }}", "liquid": "{{ content | theme }}"}
_ORDER: tuple[Role, ...] = ("above", "main", "end", "sidebar", "footer")


def go_base(names: Container[str], name: str) -> str | None:
    """Return the name of the base template of one of Hugo's templates (gohugo.io/templates/base); None if it is not there."""
    folder, _, leaf = name.rpartition("/")
    leaves = (f"{leaf.split('.', 1)[0]}-baseof.html", "baseof.html")
    found = (f"{place}/{one}".removeprefix("/") for place in (folder, "_default", "") for one in leaves)
    return next((one for one in found if one in names), None)


def absent_base(blocks: Iterable[str], flavour: Literal["go", "liquid"], *, has_article: bool = True) -> str:
    """Return a template that prints the blocks of these names, each where its name tells that it stands.

    Without ``has_article`` none of them prints the article, which then may stand behind those of the main part.
    """
    by_role: dict[Role, list[str]] = {}
    for name in blocks:
        if _SAFE.fullmatch(name):
            by_role.setdefault(role_of(name), []).append(name)
    parts: list[str] = []
    for role in _ORDER:
        opening, closing = _TAGS.get(role, ("<div>", "</div>"))
        article = "" if has_article or role != "main" else _ARTICLES[flavour]
        inside = "".join(_BLOCKS[flavour].format(name=name) for name in by_role.get(role, ()))
        if inside or article:
            parts.append(f"{opening}{inside}{article}{closing}")
    return "".join(parts)


def go_stand_ins(template: GoTemplate) -> list[tuple[GoTemplate, str]]:
    """Return what may stand in for the base of one of Hugo's templates, with its path: the article is in its parts, or is not."""
    texts = (absent_base(template.defined, "go", has_article=has_article) for has_article in (True, False))
    return [(parse(text), NAME) for text in texts]


def on_stand_in(index: TemplateIndex, chain: Sequence[Template], flavour: Literal["go", "liquid"]) -> list[Template]:
    """Return a chain of layouts whose outermost extends an absent template on a template that stands in for it.

    One that prints the article by itself, because its parts are its own, is returned as it is.
    """
    if prints_article(_events(index, chain)):
        return [*chain]
    names = dict.fromkeys(name for template in chain for name in template.blocks)
    read = curly.read_go if flavour == "go" else curly.read_liquid
    whole = [read(absent_base(names, flavour), NAME), *chain]
    return (
        whole
        if prints_article(_events(index, whole))
        else [read(absent_base(names, flavour, has_article=False), NAME), *chain]
    )


def _events(index: TemplateIndex, chain: Sequence[Template]) -> list[Event]:
    """Return what a chain of layouts prints, nothing where it is nested too deeply to be read."""
    walk = Expansion(index)
    try:
        walk.layout(chain)
    except RecursionError:
        return []
    return walk.events
