"""Detect whether the site adds ``rel`` to links at build time: by a render hook, a plug-in or a transform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.paths import relative_to
from linter.site.files import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_REL = re.compile(r"\b(?:sponsored|nofollow)\b")
_HOOK = re.compile(r"\brel\b")
_SCRIPT = re.compile(
    r"rehype-?external-?links|rehypeExternalLinks|markdown-it-(?:link-attributes|external-links)|gatsby-remark-external-links|"
    r"eleventy-plugin-(?:external-links|nofollow\w*)|addTransform|addExtension|\bvisit\s*\(|setAttribute\(\s*[\"']rel|renderer\.rules\.link_open|"
    r"properties\.rel\b|link_open"
)
_RUBY = re.compile(r"Jekyll::(?:Hooks|Generator|Converter)|Liquid::Template")
_PACKAGE = re.compile(
    r"[\"'](rehype-external-links|gatsby-remark-external-links|markdown-it-link-attributes|jekyll-nofollow)[\"']"
)
_JEKYLL = re.compile(r"^\s*-?\s*(jekyll-(?:nofollow|external-links|target-blank))\b", re.MULTILINE)
_CONFIGS = tuple(
    f"{base}.{ending}"
    for base in ("astro.config", "next.config", "gatsby-config", "gatsby-node", "eleventy.config", ".eleventy", "docusaurus.config",
                 "contentlayer.config", "velite.config", "mdx.config", "source.config", "vite.config", "nuxt.config")
    for ending in ("js", "mjs", "cjs", "ts", "mts")
)  # fmt: skip
_FOLDERS = (
    "plugins",
    "src/plugins",
    "lib",
    "src/lib",
    "utils",
    "src/utils",
    "scripts",
    "src/_11ty",
    "_11ty",
    "config",
    "src/config",
    "build",
)
_ENDINGS = (".js", ".mjs", ".cjs", ".ts", ".mts", ".tsx", ".jsx")


@dataclass(frozen=True, slots=True)
class RelEvidence:
    """The file that adds rel, what it is, and whether its code contains the value (else it is a guess)."""

    path: str
    what: str
    sure: bool


def find_rel(sites: Sequence[Path], root: Path) -> RelEvidence | None:
    """Return the best evidence in the folders of the sites; certain evidence comes first."""
    found = [
        RelEvidence(relative_to(site / evidence.path, root), evidence.what, evidence.sure)
        for site in sites
        for evidence in _evidence(Tree(site))
    ]
    return min(found, key=lambda evidence: (not evidence.sure, evidence.path), default=None)


def _evidence(tree: Tree) -> Iterator[RelEvidence]:
    for path in _render_hooks(tree):
        text = tree.text(path) or ""
        value = _REL.search(text)
        if value and _HOOK.search(text):
            yield RelEvidence(path, f"a render hook that writes “{value[0]}”", sure=True)
    scripts = [path for path in _CONFIGS if tree.exists(path)]
    scripts += [path for folder in _FOLDERS for path in tree.walk(folder, _ENDINGS, 1)]
    for path in scripts:
        text = tree.text(path) or ""
        value = _REL.search(text)
        if value and _SCRIPT.search(text):
            yield RelEvidence(path, f"code over links that writes “{value[0]}”", sure=True)
    for path in tree.walk("_plugins", (".rb",), 1):
        text = tree.text(path) or ""
        value = _REL.search(text)
        if value and _RUBY.search(text):
            yield RelEvidence(path, f"a plug-in that writes “{value[0]}”", sure=True)
    for path, pattern in (("package.json", _PACKAGE), ("_config.yml", _JEKYLL), ("Gemfile", _PACKAGE)):
        named = pattern.search(tree.text(path) or "") if tree.exists(path) else None
        if named:
            yield RelEvidence(path, f"it names {named[1]}, whose settings were not found", sure=False)


def _render_hooks(tree: Tree) -> Iterator[str]:
    bases = ["layouts", *(f"themes/{name}/layouts" for name in tree.listing("themes")[1])]
    for base in bases:
        for folder in ("_default/_markup", "_markup"):
            yield from (path for path in tree.walk(f"{base}/{folder}", (".html",), 0) if "/render-link" in path)
