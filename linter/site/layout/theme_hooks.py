"""Know what a site prints through a theme that is not in its repository: the parts of the theme that it replaces or fills in.

No template of the repository calls such a part, since the theme does. Its name tells whether it is the footer; where any other
one stands is not known, so that its notice is no more than one that may be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import SettingsNotice
from linter.site.layout.layouts import around
from linter.site.layout.settings_notices import theme_is_elsewhere
from linter.site.rendering.disclosures import find_disclosures, prints_article
from linter.site.rendering.expand import Expansion
from linter.site.template.template_roles import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.emissions import LayoutDisclosure, Where
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.template_ir import Template

_PLACES: dict[str, Where] = {"footer": "footer", "sidebar": "sidebar", "end": "end"}
_SINGLES = ("single.html", "page.html", "article.html")
_PARTS = "partials/"


def hugo_hooks(index: TemplateIndex) -> Iterator[LayoutDisclosure | SettingsNotice]:
    """Yield what Hugo's partials disclose that only a theme outside the repository can call."""
    names = index.names("go")
    is_whole = any(name.endswith(_SINGLES) and not name.startswith((_PARTS, "shortcodes/")) for name in names)
    if is_whole and not theme_is_elsewhere(index.tree, "hugo"):
        return
    called = _called(index, [*dict.fromkeys(names.values())])
    own = [path for name, path in sorted(names.items()) if name.startswith(_PARTS) and path not in called]
    yield from _disclosures(index, own)


def jekyll_hooks(index: TemplateIndex, includes: Sequence[str], layouts: Sequence[str]) -> Iterator[LayoutDisclosure]:
    """Yield what Jekyll's includes disclose that replace parts of a gem's theme below or beside articles.

    Any other one may be there for the articles that call it.
    """
    paths = [path for folder in includes for path in index.tree.walk(folder, (".html", ".md", ".liquid"))]
    called = _called(index, [*paths, *layouts])
    own = [path for path in paths if path not in called and role_of(_name(path)) in _PLACES]
    yield from (found for found in _disclosures(index, own) if not isinstance(found, SettingsNotice))


def _disclosures(index: TemplateIndex, paths: Sequence[str]) -> Iterator[LayoutDisclosure | SettingsNotice]:
    for path in paths:
        template, role = index.load(path), role_of(_name(path))
        if template is None or role in {"head", "list"}:
            continue
        walk = Expansion(index)
        try:
            walk.name(template)
        except RecursionError:
            continue
        if role in _PLACES or prints_article(walk.events):
            yield from around(index, template, _PLACES.get(role, "end"))
        else:
            yield from (
                SettingsNotice(
                    said.text, "", index.place(said.path, said.at), is_apart=said.where not in {"top", "end"}
                )
                for said in find_disclosures(walk.events)
                if not said.label
            )


def _name(path: str) -> str:
    """Return the part of a template's path that names it: ``footer/custom`` of ``_includes/footer/custom.html``."""
    return path.partition("/partials/")[2] or path.partition("_includes/")[2] or path.rpartition("/")[2]


def _called(index: TemplateIndex, paths: Sequence[str]) -> set[str]:
    """Return the paths of the templates that some templates call."""
    found: set[str] = set()
    for template in filter(None, map(index.load, paths)):
        found.update(one.path for one in _calls(index, template) if one.path != template.path)
    return found


def _calls(index: TemplateIndex, template: Template) -> Iterator[Template]:
    for nodes in (template.nodes, *template.blocks.values()):
        for node in nodes:
            target = index.find(node.value, template) if node.kind == "call" else None
            if target is not None:
                yield target
