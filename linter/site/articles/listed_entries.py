"""Which content collections of Astro get no pages of their own: their entries are printed in lists only.

Source: docs.astro.build, "Content collections": Astro makes no page of an entry; a route with a parameter does, over
``getCollection`` in ``getStaticPaths``. An entry that only pages without a parameter go over is a part of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from linter.site.articles.site_code import SiteCode
    from linter.site.files import Tree

_CONFIGS = tuple(
    f"src/{name}.{ending}" for name in ("content.config", "content/config") for ending in ("ts", "js", "mjs", "mts")
)
_SETTINGS = tuple(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "cjs", "mts"))
_MOST = 100
"""Collections of a site; with more it is no site that people wrote."""
_FOREIGN = re.compile(r"starlight|theme|injectRoute|keystatic|spectre", re.IGNORECASE)
"""What may add routes that are not seen in the site's own code."""
_DEFINED = re.compile(r"\b(?P<name>\w+)[\"']?\s*(?:=|:)\s*defineCollection\(")
_BASE = re.compile(r"\bbase\s*:\s*[\"'`](?:\./)?(?P<base>[\w./-]+?)/?[\"'`]")
_EXPORTED = re.compile(r"\bcollections\s*=\s*\{(?P<inside>[^{}]{0,900})\}")
_RENAMED = re.compile(r"[\"']?(?P<name>[\w-]+)[\"']?\s*:\s*(?P<of>\w+)\s*(?:,|$)", re.MULTILINE)
_CALLED = r"\bgetCollection\(\s*[\"'`]{name}[\"'`]"
_BY_VARIABLE = re.compile(r"\b(?:getCollection|getEntry|getEntries)(?:<[^<>]{0,80}>)?\(\s*[^\"'`\s)]")
_GLOBBED = re.compile(r"\b(?:import\.meta\.glob|Astro\.glob)\b[^\n]{0,200}\.(?:md|\{)")
_ONE = re.compile(
    r"\bgetEntr\w+\(|\.find\(|\)\[0\]|\.at\(|\.slice\(0, 1\)|(?:const|let)\s*\[|\.(?:shift|pop)\(|getStaticPaths"
)
"""Code that takes one entry out of a collection, whose page it may be."""
_WITH_PAGES = frozenset({"posts", "drafts", "pages"})
_DATA = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.json", ".json")
_PERMALINK = re.compile(r"\bpermalink[\"']?\s*:\s*(?P<value>[^\s,;}]+)")
_OWN_PERMALINK = re.compile(r"^[\"']?permalink[\"']?[ \t]*[:=]", re.MULTILINE)


def listed_folders(site: SiteCode, generators: Collection[str]) -> frozenset[str]:
    """Return the folders of the collections whose entries only lists print, relative to the site; empty where that is not sure."""
    if set(generators) - {"static"} != {"astro"}:
        return frozenset()
    tree = site.tree
    config = tree.first(_CONFIGS)
    settings = tree.first(_SETTINGS)
    text = (tree.text(config) or "") if config else ""
    told = tree.text(settings) if settings else None
    if not text or told is None or _FOREIGN.search(told) is not None:
        return frozenset()
    if site.files is None:
        return frozenset()
    code = {path: one for path, one in site.files.items() if path.startswith("src/") and path != config}
    if any(_BY_VARIABLE.search(one) or _GLOBBED.search(one) for one in code.values()):
        return frozenset()
    folders = _folders(text)
    if len(folders) > _MOST:
        return frozenset()
    return frozenset(
        folder
        for name, folder in folders.items()
        if _is_only_listed(name, code) and list(folders.values()).count(folder) == 1
    )


def jekyll_lists(config: Mapping[str, object]) -> frozenset[str]:
    """Return the folders of the collections that Jekyll's configuration makes no pages of: ``output: false``, and no word of it.

    Where a theme stands elsewhere its settings may say so, and without a word a collection is left alone.
    Source: jekyllrb.com/docs/collections ("By default no output").
    """
    collections, above = config.get("collections"), config.get("collections_dir")
    named = (
        collections
        if isinstance(collections, dict)
        else dict.fromkeys(collections if isinstance(collections, list) else ())
    )
    base = f"{above.strip('/')}/" if isinstance(above, str) and above.strip("/") else ""
    is_alone = not config.get("theme") and not config.get("remote_theme")
    return frozenset(
        f"{base}_{name}"
        for name, of in named.items()
        if name not in _WITH_PAGES and _makes_no_pages(of, is_alone=is_alone)
    )


def _makes_no_pages(settings: object, *, is_alone: bool) -> bool:
    """Say whether the settings of a collection say that it has no pages, or nothing else does where they stand alone."""
    said = settings.get("output") if isinstance(settings, dict) else None
    return said is False or (said is None and is_alone)


def has_no_permalink(tree: Tree, path: str) -> bool:
    """Say whether the nearest data of Eleventy that a folder has for its files gives an article no address of its own.

    Source: 11ty.dev/docs/data-template-dir; front matter has the last word.
    """
    folders = path.split("/")[:-1]
    for depth in range(len(folders), 0, -1):
        base = "/".join([*folders[:depth], folders[depth - 1]])
        source = tree.first(f"{base}{ending}" for ending in _DATA)
        given = _PERMALINK.search(tree.text(source) or "") if source else None
        if given is not None:
            return given["value"] == "false" and _OWN_PERMALINK.search(tree.beginning(path)) is None
    return False


def _folders(text: str) -> dict[str, str]:
    """Return the folder of each collection that the configuration defines, by the collection's name."""
    exported = _EXPORTED.search(text)
    renamed = {match["of"]: match["name"] for match in _RENAMED.finditer(exported["inside"])} if exported else {}
    defined = list(_DEFINED.finditer(text))
    found = {}
    for place, match in enumerate(defined):
        end = defined[place + 1].start() if place + 1 < len(defined) else len(text)
        name = renamed.get(match["name"], match["name"])
        inside = text[match.end() : end]
        base = _BASE.search(inside)
        if base is not None or "loader" not in inside:
            found[name] = base["base"] if base is not None else f"src/content/{name}"
    return found


def _is_only_listed(name: str, code: Mapping[str, str]) -> bool:
    """Say whether pages without a parameter, and components, go over a collection, and no other code names it."""
    quoted = re.compile(rf"[\"'`]{re.escape(name)}[\"'`]")
    called = re.compile(_CALLED.format(name=re.escape(name)))
    users = {path: text for path, text in code.items() if quoted.search(text) is not None}
    callers = [text for text in users.values() if called.search(text) is not None]
    return (
        any(".map(" in text for text in callers)
        and not any("<Content" in text for text in callers)
        and all(_is_no_page(path, text) for path, text in users.items())
    )


def _is_no_page(path: str, text: str) -> bool:
    """Say whether code that names a collection surely prints no page of one entry: layouts and routes with a parameter do."""
    is_part = path.endswith(".astro") and "[" not in path and "layouts/" not in path
    return is_part and _ONE.search(text) is None
