"""Tell which parameters Jekyll's includes read, and which keys of front matter the site's templates and plug-ins name.

What nothing reads is on no page, whatever address it holds. Sources: jekyllrb.com/docs/includes (an include without parameters
sees those of the file that includes it), jekyllrb.com/docs/variables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.files import LIQUID_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.site.files import Tree

_HIDDEN = re.compile(r"\{%-?\s*(comment|raw)\s*-?%\}.*?(?:\{%-?\s*end\1\s*-?%\}|\Z)", re.DOTALL)
# Up to the next opening, so that what is opened many times and never closed is read once.
_TOKEN = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}", re.DOTALL)
_CALL = re.compile(r"\{%-?\s*include(?:_cached)?\s+(?P<name>[\w./-]+)(?P<rest>(?:\s[\s\S]*)?)%\}")
_ANY_CALL = re.compile(r"\{%-?\s*include")
_STRING = re.compile(r"(?<!\[)(?:\"[^\"]*\"|'[^']*')")
_TAG = re.compile(r"\{%-?\s*\w+")
_PAIR = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s%]+)")
_PARAMETER = re.compile(r"(?<![\w.-])include(?:\.(?P<name>[\w-]+)|\[\s*[\"'](?P<key>[\w-]+)[\"']\s*\])")
# The whole object, or a key of it that only the build knows; a part of another name or of a path is neither.
_WHOLE_INCLUDE = re.compile(r"(?<![\w./-])include(?!\.\w|[\w/-]|\[\s*[\"'][\w-]+[\"']\s*\])")
_WHOLE_PAGE = re.compile(r"(?<![\w./-])page(?!\s+in\s|\.\w|[\w/-]|\[\s*[\"'][\w-]+[\"']\s*\])")
_WORD = re.compile(r"[\w-]+")
# Words in a row are a text, often a list of tags of HTML; one word alone, or a path, may be a key.
_ROW_OF_WORDS = re.compile(r"\"[\w-]+(?:[\s,|;]+[\w-]+)+\"|'[\w-]+(?:[\s,|;]+[\w-]+)+'")
# A key that only the build knows, of anything but the site's data.
_BY_NAME = re.compile(r"(?<![\w.-])(?!site\b)\w[\w.-]*\[\s*([A-Za-z_][\w.-]*)|\|\s*map\s*:\s*([A-Za-z_][\w.-]*)")
_LOOP = re.compile(r"\{%-?\s*for\s+(\w+)\s+in\s+(\(?)")
_PARENT = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,40}?layout\s*:\s*[\"']?([\w./-]+)")
_NO_LAYOUT = frozenset({"none", "null", "nil", "false"})
_PLUG_INS = ("_plugins", "src/_plugins")
_DEEPEST = 6


def parameters_read(tree: Tree, folders: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the parameters that each include reads, by its path in the folder of includes; none of those that may read any."""
    includes: dict[str, str] = {}
    for folder in folders:
        for path in tree.walk(folder, (*LIQUID_ENDINGS, ".svg")):
            includes.setdefault(path[len(folder) + 1 :].lower(), tree.text(path) or "")
    # A file that could not be opened is empty here, and so it is left out: nobody knows what it reads.
    known = {name: _HIDDEN.sub("", text) for name, text in includes.items() if text.strip()}
    found: dict[str, frozenset[str] | None] = {}
    for name in sorted(known):
        _reads(name, known, found, 0)
    return {name: tuple(sorted(names)) for name, names in sorted(found.items()) if names is not None}


def _reads(
    name: str, includes: Mapping[str, str], found: dict[str, frozenset[str] | None], depth: int
) -> frozenset[str] | None:
    """Return the parameters that an include reads itself or by what it includes, kept in ``found``; None where it may read any.

    An include that comes back to itself may read any.
    """
    if name not in found and name in includes:
        found[name] = None
        if depth < _DEEPEST:
            parts = [_of_token(token, includes, found, depth) for token in _TOKEN.findall(includes[name])]
            known = [part for part in parts if part is not None]
            found[name] = frozenset().union(*known) if len(known) == len(parts) else None
    return found.get(name)


def _of_token(
    token: str, includes: Mapping[str, str], found: dict[str, frozenset[str] | None], depth: int
) -> frozenset[str] | None:
    """Return the parameters that one tag or one pair of braces reads; None where it may read any."""
    call = _CALL.fullmatch(token)
    inner = _reads(call["name"].lower(), includes, found, depth + 1) if call is not None else None
    given = list(_PAIR.finditer(call["rest"])) if call is not None else []
    if _ANY_CALL.match(token) and not given:
        return inner
    code = _TAG.sub("", token, count=1)
    if inner is not None:
        code = " ".join(pair["value"] for pair in given if pair["name"].lower() in inner)
    if _WHOLE_INCLUDE.search(_STRING.sub("''", code)):
        return None
    return frozenset((one["name"] or one["key"]).lower() for one in _PARAMETER.finditer(code))


def keys_read(tree: Tree, includes: Sequence[str], layouts: Sequence[str]) -> tuple[str, ...] | None:
    """Return every word in the template code of layouts and includes, texts left out, and in plug-ins; None where they may read any key.

    That is so without a layout, with one whose parent is not in the repository, and where the page is handed on as a whole.
    """
    files = [*layouts, *(path for folder in includes for path in tree.walk(folder, LIQUID_ENDINGS))]
    names = {path.rsplit("/", 1)[-1].rsplit(".", 1)[0] for path in layouts}
    tokens: list[str] = []
    for path in dict.fromkeys(files):
        text = tree.text(path)
        if text is None:
            return None
        parent = _PARENT.match(text)
        above = parent[1].rsplit("/", 1)[-1] if parent is not None and path in layouts else "none"
        if above not in names and above not in _NO_LAYOUT:
            return None
        for token in _TOKEN.findall(_HIDDEN.sub("", text)):
            if _WHOLE_PAGE.search(_STRING.sub("''", _TAG.sub("", token, count=1))):
                return None
            tokens.append(token)
    words = {word for token in _without_texts(tokens) for word in _words(token)}
    for path in [path for folder in _PLUG_INS for path in tree.walk(folder, (".rb",))]:
        words |= set(_words(tree.text(path) or ""))
    return tuple(sorted(words)) if layouts else None


def _without_texts(tokens: Sequence[str]) -> Sequence[str]:
    """Return tags and braces without the texts in them, unless a template looks something up by a name that it may have from one."""
    loops = {found.groups() for token in tokens if (found := _LOOP.match(token)) is not None}
    numbers = {name for name, is_range in loops if is_range} - {name for name, is_range in loops if not is_range}
    looked_up = (_BY_NAME.findall(_STRING.sub("''", token)) for token in tokens)
    if any((key or mapped) not in numbers for found in looked_up for key, mapped in found):
        return tokens
    return [_ROW_OF_WORDS.sub("''", token) for token in tokens]


def _words(text: str) -> Iterator[str]:
    return (word.lower() for word in _WORD.findall(text))
