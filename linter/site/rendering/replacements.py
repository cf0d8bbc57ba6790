"""Find what a site's own code puts in place of parts of its articles: ``text.replace(/<buy id="(.+?)">/g, '<a href="https://…/$1?tag=…">')``.

Plug-ins of remark and markdown-it, transforms of Eleventy and filters of Hexo do so. Only replacements that are written out are
read, a text or a function that returns one, and only those that make affiliate links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.emissions import TemplatePlace, TextReplacement
from linter.site.component.names import constants
from linter.site.generator.detection import configuration_files
from linter.site.generator.eleventy_configuration import configurations
from linter.site.template.addresses import is_affiliate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.site.files import Tree

_CALL = re.compile(
    r"\.replace(?:All)?\(\s*/(?P<pattern>(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/(?P<flags>[a-z]*)\s*,\s*"
    r"(?:(?:async\s+)?(?:function\s*\w*\s*)?\(?(?P<names>[\w$,\s]{0,200}?)\)?\s{0,80}(?:=>\s{0,80}\(?|(?:=>\s{0,80})?\{\s{0,80}return\b)\s{0,80})?"
    r"(?P<quote>[\"'`])(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)",
    re.DOTALL,
)
_HREF = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'<>\s]+)[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+")
_REL = re.compile(r"\brel\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_FILLED = re.compile(r"\$(\d)|\$\{\s*([\w$]+)\s*\}")
_LITERAL = re.compile(r"[\"'`]([^\"'`$\\]*)[\"'`]")
_STAND_IN = "B00LAMP001"
"""What stands for a part of an address that the article gives, when the address is judged."""
_CODE = (".js", ".mjs", ".cjs", ".ts")
_HEXO = ("scripts", "themes")
_MOST_FILES = 60


def text_replacements(tree: Tree, generators: Sequence[str]) -> tuple[TextReplacement, ...]:
    """Return the replacements by which the code of a site makes affiliate links of parts of its articles."""
    found = (one for path, text in _sources(tree, generators) if ".replace" in text for one in _in_code(path, text))
    return tuple(dict.fromkeys(found))


def _sources(tree: Tree, generators: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the files of code in which a generator is set up, with their texts."""
    if "eleventy" in generators:
        yield from configurations(tree)
    for name in {*generators} - {"eleventy"}:
        for path in configuration_files(name):
            if path.endswith(_CODE) and tree.exists(path):
                yield path, tree.text(path) or ""
    if "hexo" in generators:
        paths = [path for folder in _HEXO for path in tree.walk(folder, _CODE, 3) if "scripts/" in path]
        for path in paths[:_MOST_FILES]:
            yield path, tree.text(path) or ""


def _in_code(path: str, code: str) -> Iterator[TextReplacement]:
    known = {name: literal[1] for name, value in constants(code) if (literal := _LITERAL.fullmatch(value)) is not None}
    for call in _CALL.finditer(code):
        links = _links(call, known)
        if links:
            flags = "".join(flag for flag in call["flags"] if flag in "ims")
            pattern = f"(?{flags}){call['pattern']}" if flags else call["pattern"]
            place = TemplatePlace(path, code.count("\n", 0, call.start()) + 1)
            yield TextReplacement(pattern.replace("\\/", "/"), links, place)


def _links(call: re.Match[str], known: dict[str, str]) -> tuple[tuple[str, str | None], ...]:
    """Return the affiliate links in what a call puts in, each address with its rel; None where it puts in nothing but the address."""
    names = [name.strip() for name in call["names"].split(",")] if call["names"] else []
    found: dict[str, str | None] = {}
    if _ADDRESS.fullmatch(call["text"]):
        url = _FILLED.sub(lambda part: _numbered(part, names, known), call["text"])
        return ((url, None),) if is_affiliate(re.sub(r"\$\d", _STAND_IN, url)) else ()
    for anchor in _HREF.finditer(re.sub(r"\\(.)", r"\1", call["text"])):
        url = _FILLED.sub(lambda part: _numbered(part, names, known), anchor[1])
        if is_affiliate(re.sub(r"\$\d", _STAND_IN, url)):
            rel = _REL.search(anchor[0])
            found.setdefault(url, rel[1] if rel is not None else "")
    return tuple(found.items())


def _numbered(part: re.Match[str], names: Sequence[str], known: dict[str, str]) -> str:
    """Return the number of the group that a part of an address names, ``$1``; or the text of a constant."""
    if part[1]:
        return part[0]
    return f"${names.index(part[2])}" if part[2] in names else known.get(part[2], "x")
