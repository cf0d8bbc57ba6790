"""Tell which files of data code reads: ``JSON.parse(fs.readFileSync(path.join(dir, `${slug}.json`)))``, ``import(`@/pens/${slug}.json`)``.

Nothing is opened here: what is read is told as a path, with ``*`` for what only the build knows.
Sources: nodejs.org/api/fs.html, nodejs.org/api/path.html, vite.dev/guide/features (``import.meta.glob``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import STRING, closing, literal, split, statement, template_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ANY = "*"
"""Stands in a path for a part that only the build knows."""
_PARSED = re.compile(r"(?:await\s+)?(?P<how>JSON\.parse|import\.meta\.glob|import|require)\s*(?:<[^()]{0,80}>)?\(")
_READ = re.compile(r"(?:await\s+)?(?:[\w$]+\.){0,2}readFile(?:Sync)?\(")
_LISTED = re.compile(r"(?:await\s+)?(?:[\w$]+\.){0,2}readdir(?:Sync)?\(")
_JOINED = re.compile(r"(?:(?:node)?[pP]ath\.(?:posix\.)?)?(?:join|resolve)\(")
_AS_TEXT = re.compile(r"(?:\.toString\([^()]{0,40}\)|\s+as\s+\w+)$")
_CALL = re.compile(r"([A-Za-z_$][\w$]*)\(")
_ROOT = re.compile(r"process\.cwd\(\s*\)")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_RETURN = re.compile(r"\breturn\s+")
_DEEPEST = 8


class FileReads:
    """Follows the code of one scope to the paths that it reads; ``returned`` gives what a function returns for arguments."""

    def __init__(
        self,
        variables: Mapping[str, str],
        known: Callable[[str], str | None],
        returned: Callable[[str, list[str]], list[object]],
    ) -> None:
        self._variables = variables
        self._known = known
        self._returned = returned

    def parsed(self, expression: str) -> tuple[str, str, int] | None:
        """Return how an expression that reads data begins, the path that it reads, and the position behind it."""
        match = _PARSED.match(expression)
        end = closing(expression, match.end() - 1) if match is not None else -1
        if match is None or end < 0:
            return None
        argument = split(expression[match.end() : end], ",")[0]
        path = self._read(argument, 0) if match["how"] == "JSON.parse" else self.path(argument)
        return (match["how"], path, end + 1) if path else None

    def joined(self, expression: str) -> str | None:
        """Return the path that ``path.join(…)`` makes; None for anything else, or where only the build knows it."""
        match = _JOINED.match(expression)
        is_whole = match is not None and closing(expression, match.end() - 1) == len(expression) - 1
        path = self.path(expression) if is_whole else ANY
        return path if ANY not in path else None

    def _read(self, expression: str, depth: int) -> str:
        """Return the path of the file whose text an expression stands for; empty if it is no such text."""
        expression = _AS_TEXT.sub("", expression.strip())
        match = _READ.match(expression)
        if match is not None:
            end = closing(expression, match.end() - 1)
            return self.path(split(expression[match.end() : end], ",")[0]) if end > 0 else ""
        further = self._variables.get(expression, "") if _NAME.fullmatch(expression) else ""
        return self._read(further, depth + 1) if further and depth < _DEEPEST else ""

    def path(self, expression: str, depth: int = 0) -> str:
        """Return the path that an expression stands for."""
        expression = expression.strip()
        if depth > _DEEPEST or not expression:
            return ANY
        if _ROOT.fullmatch(expression) is not None:
            return ""
        if STRING.fullmatch(expression) is not None:
            parts = template_parts(expression) if expression[0] == "`" else [(literal(expression), False)]
            return "".join(self.path(one, depth + 1) if is_code else one for one, is_code in parts)
        sums = split(expression, "+")
        if len(sums) > 1:
            return "".join(self.path(one, depth + 1) for one in sums)
        joined, called = _JOINED.match(expression), _CALL.match(expression)
        if joined is not None and closing(expression, joined.end() - 1) == len(expression) - 1:
            parts_of_it = split(expression[joined.end() : -1], ",")
            return "/".join(self.path(one, depth + 1) for one in parts_of_it if one.strip())
        if called is not None and closing(expression, called.end() - 1) == len(expression) - 1:
            found = self._returned(called[1], split(expression[called.end() : -1], ","))
            return next((one for one in found if isinstance(one, str)), ANY)
        further = self._variables.get(expression, "") if _NAME.fullmatch(expression) else ""
        return self.path(further, depth + 1) if further else self._known(expression) or ANY


def reads_files(code: str) -> bool:
    """Return whether code parses what it reads from files."""
    return "JSON.parse(" in code


def is_listing(expression: str) -> bool:
    """Return whether an expression begins as a list of the files of a folder."""
    return _LISTED.match(expression) is not None


def made_of_each(callback: str) -> str:
    """Return the expression that a function returns last, of its text: ``(file) => { const text = …; return JSON.parse(text); }``."""
    body = callback.partition("=>")[2].strip()
    places = [match.end() for match in _RETURN.finditer(body)] if body[:1] == "{" else []
    return statement(body, places[-1]) if places else body


def as_read(how: str, path: str, data: list[object]) -> list[object]:
    """Return what code gets of data in files: a module for ``import``, all modules by their paths for ``import.meta.glob``."""
    if how == "import":
        return [{**(one if isinstance(one, dict) else {}), "default": one} for one in data]
    if how == "import.meta.glob":
        return [{f"{path}:{number}": {"default": one} for number, one in enumerate(data)}] if data else []
    return data
