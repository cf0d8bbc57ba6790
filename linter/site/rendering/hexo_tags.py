"""Read Hexo's tags: functions of the site's scripts that return HTML for ``{% lamp B0… %}``.

Source: hexo.io/api/tag (``hexo.extend.tag.register(name, function (args, content) {…}, options)``; scripts lie in ``scripts`` of the site
and of its theme).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.rendering.eleventy_shortcodes import function_text, read_code
from linter.site.rendering.templates import read_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.emissions import Printed
    from linter.site.files import Tree
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.template_ir import Template

_REGISTER = re.compile(r"\bextend\.tag\.register\(\s*[\"']([\w-]+)[\"']\s*,\s*")
_NAMED = re.compile(r"([\w$.]+)\s*[,)]")
_SIGNATURE = re.compile(r"(?:async\s+)?(?:function\s*\w*\s*)?(?:\(\s*([\w$]+)|\(\s*\[([^\[\]]{0,200})\]|([\w$]+)\s*=>)")
_INNER = re.compile(r"\(\s*([\w$]+)")
_TAKEN = r"\b(?:const|let|var)\s*\[([^\[\]]{{0,200}})\]\s*=\s*{name}\b"
_FOLDERS = ("scripts", "themes")
_CODE = (".js", ".cjs", ".mjs", ".ts")
_MOST_FILES = 60
_MOST_BODY = 6_000
_MOST_ARGUMENTS = 9


def hexo_tags(tree: Tree, index: TemplateIndex) -> Iterator[tuple[str, Printed]]:
    """Yield the name of each tag that a script of the site registers and what it prints; its arguments are numbered."""
    paths = [path for folder in _FOLDERS for path in tree.walk(folder, _CODE, 4) if "scripts/" in path]
    for path in paths[:_MOST_FILES]:
        code = tree.text(path) or ""
        for match in _REGISTER.finditer(code):
            template = _tag(code, match.end(), path)
            printed = read_printed(index, template, match[1]) if template is not None else None
            if printed is not None:
                yield match[1].lower(), printed


def _tag(code: str, start: int, path: str) -> Template | None:
    """Read a tag's function, written in the call or named there."""
    named = _NAMED.match(code, start)
    if named is not None:
        body = function_text(code, named[1].rpartition(".")[2])
        signature = _INNER.search(body) if body is not None else None
    else:
        following = _REGISTER.search(code, start)
        body = code[start : min(following.start() if following else len(code), start + _MOST_BODY)]
        signature = _SIGNATURE.match(body)
    if body is None or signature is None:
        return None
    name = signature[1] or signature[signature.lastindex or 1]
    if signature.lastindex == 2:  # ([id, title]) => …
        return read_code(body, path, code, _numbered(name))
    taken = re.search(_TAKEN.format(name=re.escape(name)), body)
    parameters = _numbered(taken[1]) if taken is not None else {}
    # args[0] is read as a name of the same length, so that no place moves.
    entry = re.compile(rf"(?<![\w$.]){re.escape(name)}\[([0-{_MOST_ARGUMENTS - 1}])\]")
    parameters |= {f"{name}_{number}_": number for number in entry.findall(body)}
    return read_code(entry.sub(rf"{name}_\1_", body), path, code, parameters, code.find(body))


def _numbered(names: str) -> dict[str, str]:
    """Return the names taken out of a list, each with its number."""
    parts = [part.split("=")[0].strip() for part in names.split(",")]
    return {part: str(number) for number, part in enumerate(parts) if part.isidentifier()}
