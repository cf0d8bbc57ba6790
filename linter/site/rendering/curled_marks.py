"""Whether a generator curls the straight quotation marks of its Markdown, so that “lamp" reaches readers as “lamp”.

Sources, each for what holds without a setting: gohugo.io/configuration/markup (``typographer``), kramdown.gettalong.org/options.html
(``smart_quotes``), docs.astro.build (``markdown.smartypants``), hexo.io (hexo-renderer-marked, ``smartypants``), sphinx-doc.org
(``smartquotes``), quarto.org (Pandoc's ``smart``). Elsewhere a setting or a plug-in must ask for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.generator.detection import configuration_files

if TYPE_CHECKING:
    from linter.site.files import Tree

_BY_DEFAULT = {
    "hugo": re.compile(r"\btypographer\s*[:=]\s*false|\btypographer\b[^\n]*\n?\s*\"?disable\"?\s*[:=]\s*true"),
    "astro": re.compile(r"\bsmartypants\s*:\s*false"),
    "hexo": re.compile(r"\bsmartypants\s*:\s*false"),
    "sphinx": re.compile(r"\bsmartquotes\s*=\s*False"),
    "quarto": re.compile(r"\b(?:markdown|from)\b[^\n]*-smart\b"),
}
"""By generator, what turns the curling off."""
_ASKED_FOR = re.compile(
    r"smartypants|typographer\"?\s*[:=]\s*true|typogrify|typeset|retext-quotes|\bsmarty\b|smart_quotes|smart[-_]punctuation\s*=\s*true"
    r"|curly-quotes\s*=\s*true|TYPOGRIFY\s*=\s*True|\bSMART\b"
)
_MORE_SETTINGS = "config"
"""Hugo's folder of settings, one file for each part of them."""


def curls_marks(tree: Tree, detected: tuple[str, ...], *, is_kramdown: bool) -> bool:
    """Return whether one of the generators curls marks; the settings are read for it."""
    return any(_curls(tree, name, is_kramdown=is_kramdown) for name in detected if name != "static")


def _curls(tree: Tree, name: str, *, is_kramdown: bool) -> bool:
    paths = [*configuration_files(name), "package.json"]
    if name == "hugo":
        paths += tree.walk(_MORE_SETTINGS, (".toml", ".yaml", ".yml", ".json"))
    text = "\n".join(tree.text(path) or "" for path in dict.fromkeys(paths) if tree.exists(path))
    off = _BY_DEFAULT.get(name)
    if off is not None:
        return off.search(text) is None
    return (name == "jekyll" and is_kramdown) or _ASKED_FOR.search(text) is not None
