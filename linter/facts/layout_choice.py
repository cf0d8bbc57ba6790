"""Which layout stands around an article: what its front matter names, what the site sets by folder, what the generator takes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import NO_EMISSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.article.emissions import Emissions, LayoutDefault
    from linter.article.model import Article

_NO_LAYOUT = re.compile(
    r"^layout[ \t]*:[ \t]*[\"']?(?:null|none|nil|false|~)[\"']?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
)
_DOCUMENT = re.compile(r"\A(?:\s|<!--[\s\S]{0,2000}?-->)*<(?:!doctype|html)\b", re.IGNORECASE)
_PREFIXES = ("section:", "outside:", "layout:", "except:")


def stands_around(
    article: Article, layouts: Sequence[str], source: str, emissions: Emissions = NO_EMISSIONS
) -> bool | None:
    """Say whether one of some layouts (``LayoutDisclosure.layouts``) stands around an article; None if nobody can tell.

    ``source`` is the file that prints; empty for what the configuration declares.
    """
    if source and (_is_whole_page(article) or _has_no_layout(article)):
        return False
    if not layouts:
        return True
    named = _named(article, emissions)
    if named in layouts or f"layout:{named}" in layouts:
        return True
    folders = site_folders(article, emissions)
    by_folder = _by_folder(article, layouts, folders)
    if by_folder or named is not None:
        return by_folder or False
    if any(name.startswith("layout:") and _imports(article, name[7:]) for name in layouts):
        return True
    default = next((one for one in emissions.defaults if _is_for(one, folders)), None)
    if default is not None and default.layouts:
        return True if default.layouts <= set(layouts) else None if default.layouts & set(layouts) else False
    excepted = [name.removeprefix("except:") for name in layouts if name.startswith("except:")]
    if excepted:
        return _sections(article, folders, layouts).isdisjoint(excepted)
    return False if all(name.startswith(_PREFIXES) for name in layouts) else None


def site_folders(article: Article, emissions: Emissions) -> tuple[str, ...]:
    """Return the folders from the root of the site to an article; without a known root those of its path as shown."""
    path = article.source.path
    if emissions.root:
        absolute = os.path.abspath(path)  # noqa: PTH100 - folds "..", and opens nothing
        if absolute.startswith(f"{emissions.root}{os.sep}"):
            path = absolute[len(emissions.root) + 1 :].replace(os.sep, "/")
    return tuple(path.split("/")[:-1])


def _named(article: Article, emissions: Emissions) -> str | None:
    """Return the layout that the front matter names, if the site has one of that name."""
    front_matter = article.front_matter
    data = front_matter.data if front_matter is not None else {}
    # Where the names are known, "template" may stand for it (MkDocs, Pelican, Zola).
    layout = data.get("layout", data.get("template") if emissions.layout_names else None)
    if not isinstance(layout, str) or not layout.strip():
        return None
    leaf = layout.strip().rpartition("/")[2]
    stem = leaf.rpartition(".")[0] or leaf
    stem = emissions.aliases.get(layout.strip(), stem)
    return stem if emissions.layout_names is None or stem in emissions.layout_names else None


def _imports(article: Article, name: str) -> bool:
    """Say whether an article of MDX imports a layout and hands it out as its own."""
    text = article.source.text
    return f"{name}" in text and re.search(
        rf"^import\b[^\n]*[\"'/]{re.escape(name)}(?:\.\w+)?[\"'][\s\S]*?^export default\b", text, re.MULTILINE
    ) is not None  # fmt: skip


def _is_for(default: LayoutDefault, folders: tuple[str, ...]) -> bool:
    """Say whether a default holds for an article in some folders."""
    if default.kind and default.kind != _kind(folders):
        return False
    size = len(default.folders)
    return any(folders[at : at + size] == default.folders for at in range(len(folders) - size + 1))


def _kind(folders: tuple[str, ...]) -> str:
    """Return Jekyll's type of an article: ``posts``, ``pages``, or the collection by its folder."""
    collections = [name for name in folders if name.startswith("_")]
    if not collections:
        return "pages"
    return "posts" if collections[-1] in {"_posts", "_drafts"} else collections[-1][1:]


def _by_folder(article: Article, layouts: Sequence[str], folders: tuple[str, ...]) -> bool:
    """Say whether layouts are for the article's folder, or for all but others."""
    sections = _sections(article, folders, layouts)
    if any(name.removeprefix("section:") in sections for name in layouts if name.startswith("section:")):
        return True
    outside = [name.removeprefix("outside:") for name in layouts if name.startswith("outside:")]
    return bool(outside) and sections.isdisjoint(outside)


def _sections(article: Article, folders: tuple[str, ...], layouts: Sequence[str]) -> set[str]:
    """Return the names of an article's folders, or Hugo's ``type`` where the layouts speak of it."""
    front_matter = article.front_matter
    kind = front_matter.data.get("type") if front_matter is not None else None
    if isinstance(kind, str) and any(name == f"{prefix}{kind}" for name in layouts for prefix in _PREFIXES):
        return {kind}
    return {*folders, *(name.lstrip("_") for name in folders)}


def _is_whole_page(article: Article) -> bool:
    """Say whether an article is a page of HTML from head to foot; generators hand these out as they are."""
    return article.format == "html" and article.fence is None and _DOCUMENT.search(article.source.text) is not None


def _has_no_layout(article: Article) -> bool:
    """Say whether the front matter refuses any layout (``layout: null``)."""
    fence = article.fence
    return (
        fence is not None and _NO_LAYOUT.search(article.source.text, fence.content_start, fence.content_end) is not None
    )
