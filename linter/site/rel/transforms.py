"""The text of Eleventy's transforms: functions that rewrite finished pages, with what else of the site they name.

Source: 11ty.dev/docs/transforms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import closing
from linter.site.component.names import constants, functions, imports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ADDED = re.compile(
    r"(?:([\w$]+)\s*\.\s*)?\baddTransform\s*\(\s*(?:(?:\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`|[\w$.]+)\s*,\s*)?"
)
# What may stand behind the bracket of a call; regular expressions in the code lead what looks for brackets astray.
_BEHIND = re.compile(r"\s*(?:[;,}]|\n|\Z)")
_REFERENCE = re.compile(r"\s*([\w$]+)(?:\.[\w$]+|\[[^\[\]]*\])*[\s;)}]*")
_REQUIRED = re.compile(r"require\(\s*[\"']([^\"']{1,200})[\"']\s*\)")
_NAME = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*")
_MOST = 50
_DEEPEST = 3


def transforms(code: str, imported: Callable[[str], str]) -> tuple[list[str], str]:
    """Return the text of each transform of a script with the functions and constants that it names, and the script without them.

    ``imported`` returns the text of the file that an import leads to, empty for a package. A transform that is named, but neither
    in the script nor imported there, may be any part of it: its text is the whole script.
    """
    added = list(_ADDED.finditer(code))[:_MOST] if "addTransform" in code else []
    named = _named(code) if added else {}
    found: list[str] = []
    rest: list[str] = []
    position = 0
    for match in added:
        if match.start() < position:
            continue
        end = _end(code, match)
        rest.append(code[position : match.start()])
        position = end
        given = code[match.end() : end]
        reference = _REFERENCE.fullmatch(given)
        is_known = reference is None or reference[1] in named
        found.append(_with_named(given, named, imported) if is_known else code)
    return found, "".join([*rest, code[position:]])


def _end(code: str, match: re.Match[str]) -> int:
    """Return where a call ends; where its bracket is in doubt, where the next call on the same object begins."""
    end = closing(code, code.index("(", match.start()))
    if end >= 0 and _BEHIND.match(code, end + 1):
        return end + 1
    following = re.compile(rf"\b{re.escape(match[1])}\s*\.\s*\w+\s*\(").search(code, match.end()) if match[1] else None
    return following.start() if following is not None else len(code)


def _named(code: str) -> dict[str, str]:
    """Return what the names of a script stand for: the text of a function or constant, ``require("path")`` for an import."""
    values = dict(reversed([*constants(code)]))
    loaded = {name: f'require("{target}")' for name, target, _ in imports(code)}
    return {**values, **{name: _alone(text) for name, text in functions(code)}, **loaded}


def _alone(text: str) -> str:
    """Return the text of a function without what follows it: up to the next line that is not set in further than its own."""
    text = text.lstrip("\n")
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    for match in re.compile(rf"\n[ \t]{{0,{len(indent)}}}(?=[^\s(){{}}\]])").finditer(text):
        if text.count("`", 0, match.start()) % 2 == 0:
            return text[: match.start()]
    return text


def _with_named(text: str, named: Mapping[str, str], imported: Callable[[str], str]) -> str:
    """Return a text with all that it names, and that names in turn, up to a depth."""
    parts = [text]
    seen: set[str] = set()
    fresh = [text]
    for _ in range(_DEEPEST):
        names = [name for name in dict.fromkeys(_NAME.findall("\n".join(fresh))) if name in named and name not in seen]
        seen.update(names)
        fresh = [named[name] for name in names]
        parts += fresh
    required = dict.fromkeys(_REQUIRED.findall("\n".join(parts)))
    return "\n".join([*parts, *(imported(target) for target in required)])
