"""Addresses and texts that code puts together with calls: ``new URL(…)``, ``URLSearchParams``, ``replace``, ``join``.

What a variable is given later (``url.searchParams.set("tag", TAG)``) is written behind what it begins as, in the order of the code.
Nothing of it runs. Source: developer.mozilla.org/docs/Web/API/URL, URLSearchParams.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.made_texts import with_parameter
from linter.site.code.literals import STRING, closing, literal, split, statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DECLARED = re.compile(
    r"\b(?:const|let|var)\s+([\w$]+)\s*(?::\s*[\w.]{1,40}\s*)?=\s*(?=new\s+(?:window\.)?URL(?:SearchParams)?\s*\()"
)
_NEW = re.compile(r"new\s+(?:window\.)?(URL|URLSearchParams)\s*\(")
# .set("tag", TAG), .searchParams.append("tag", TAG), and .search = "tag=…" written as .search("tag=…")
_ADDED = re.compile(r"\s*\.\s*(?:searchParams\s*\.\s*)?(set|append|search)\s*\(")
_AS_TEXT = re.compile(r"\s*(?:\.\s*(?:toString\(\s*\)|toJSON\(\s*\)|href|search))?\s*$")
_NAMED = re.compile(r"([A-Za-z_$][\w$]*)\.(?:toString\(\s*\)|toJSON\(\s*\)|href)$")
_METHOD = re.compile(r"\.(replace|replaceAll|join|concat|trim|toString)\(")
_PLAIN_PATTERN = re.compile(r"/((?:\\[^\w\s]|[^/\\.*+?^$()\[\]|])+)/[gim]*")
_MOST = 20
_LONGEST = 2_000


def urls(code: str) -> Iterator[tuple[str, str]]:
    """Yield the variables that are made as addresses or queries, each with all that is added to it, as one expression."""
    for match in islice(_DECLARED.finditer(code), _MOST) if "new " in code else ():
        name = re.escape(match[1])
        later = re.compile(
            rf"(?<![\w$.]){name}\s*\.\s*(?:(?:searchParams\s*\.\s*)?(?P<how>set|append)\s*\(|search\s*=(?!=)\s*)"
        )
        made = statement(code, match.end())
        for found in islice(later.finditer(code, match.end()), _MOST):
            end = closing(code, found.end() - 1) if found["how"] else -1
            inner = code[found.end() : end] if found["how"] else statement(code, found.end())
            if inner and len(made) + len(inner) < _LONGEST and (end >= 0 or not found["how"]):
                made += f".{found['how'] or 'search'}({inner.strip()})"
        yield match[1], made


def built(expression: str, value: Callable[[str], str]) -> str | None:
    """Return what an expression of ``new URL(…)`` or ``new URLSearchParams(…)`` prints; None if it is none. ``value`` evaluates its parts."""
    match = _NEW.match(expression)
    end = closing(expression, match.end() - 1) if match is not None else -1
    if match is None or end < 0:
        return None
    arguments = split(expression[match.end() : end], ",")
    is_url = match[1] == "URL"
    text = _address(arguments, value) if is_url else _query(arguments[0], value)
    rest = expression[end + 1 :]
    for _ in range(_MOST):
        call = _ADDED.match(rest)
        end = closing(rest, call.end() - 1) if call is not None else -1
        if call is None or end < 0:
            break
        given = split(rest[call.end() : end], ",")
        if call[1] == "search":
            added = value(given[0]).lstrip("?")
            text = f"{text.partition('?')[0]}?{added}"
        elif len(given) > 1:
            text = with_parameter(
                text, value(given[0]), value(",".join(given[1:])), is_url=is_url, replaces=call[1] == "set"
            )
        rest = rest[end + 1 :]
    return text if _AS_TEXT.fullmatch(rest) else None


def _address(arguments: list[str], value: Callable[[str], str]) -> str:
    """Return the address of ``new URL(path, base)``."""
    path = value(arguments[0])
    if len(arguments) < 2 or not arguments[1].strip() or "://" in path[:12]:
        return path
    base = value(arguments[1])
    scheme, colon, rest = base.partition("://")
    origin = f"{scheme}{colon}{rest.partition('/')[0]}" if colon else base.rstrip("/")
    return f"{origin}/{path.lstrip('/')}" if path[:1] == "/" else f"{base.rstrip('/')}/{path}"


def _query(argument: str, value: Callable[[str], str]) -> str:
    """Return the query of ``new URLSearchParams({ tag: TAG })``, or of the text that it is given."""
    argument = argument.strip()
    if argument[:1] != "{":
        return value(argument).lstrip("?") if argument else ""
    text = ""
    for part in split(argument[1:-1], ",")[:_MOST]:
        name, colon, given = part.strip().partition(":")
        if name.strip() and not name.startswith("..."):
            text = with_parameter(
                text, name.strip(" \n\t\"'"), value(given if colon else name), is_url=False, replaces=False
            )
    return text


def additions(expression: str) -> tuple[str, list[tuple[str, str, str]]] | None:
    """Return what ``new URL(…)`` is given, and the calls that add to it: ``set`` or ``append``, with the expressions of name and value.

    None where an expression is anything else, or more than that.
    """
    match = _NEW.match(expression)
    end = closing(expression, match.end() - 1) if match is not None else -1
    if match is None or end < 0 or match[1] != "URL":
        return None
    arguments, rest = split(expression[match.end() : end], ","), expression[end + 1 :]
    found: list[tuple[str, str, str]] = []
    while (call := _ADDED.match(rest)) is not None and call[1] != "search" and len(found) < _MOST:
        end = closing(rest, call.end() - 1)
        given = split(rest[call.end() : end], ",") if end >= 0 else []
        if len(given) != 2:
            return None
        found.append((call[1], given[0].strip(), given[1].strip()))
        rest = rest[end + 1 :]
    return (arguments[0], found) if len(arguments) == 1 and _AS_TEXT.fullmatch(rest) else None


def name_of_url(expression: str) -> str | None:
    """Return the variable of which an expression is the text: ``url.toString()``, ``url.href``."""
    named = _NAMED.match(expression)
    return named[1] if named is not None else None


def reworked(expression: str, value: Callable[[str], str]) -> str | None:
    """Return what ``text.replace("{id}", id)`` or ``[base, id].join("/")`` prints; None if an expression is no such call."""
    last = None
    for match in islice(_METHOD.finditer(expression), _MOST):
        end = closing(expression, match.end() - 1)
        if end == len(expression) - 1 and match.start() > 0:
            last = match
            break
    if last is None:
        return None
    head, arguments = expression[: last.start()].rstrip("?! \n\t"), split(expression[last.end() : -1], ",")
    if last[1] == "join":
        if head[:1] != "[" or closing(head, 0) != len(head) - 1:
            return None
        joint = literal(arguments[0].strip()) if STRING.fullmatch(arguments[0].strip()) else ","
        return joint.join(value(part) for part in split(head[1:-1], ",") if part.strip())
    if STRING.fullmatch(head) is None and re.fullmatch(r"[\w$.?!]+|[\s\S]+\)", head) is None:
        return None
    text = value(head)
    if last[1] == "concat":
        return text + "".join(value(part) for part in arguments if part.strip())
    if last[1] in {"trim", "toString"}:
        return text
    pattern = _pattern(arguments[0].strip())
    if pattern is None or len(arguments) < 2:
        return None
    return text.replace(
        pattern, value(arguments[1]), -1 if last[1] == "replaceAll" or arguments[0].strip()[:1] == "/" else 1
    )


def _pattern(argument: str) -> str | None:
    """Return the text that is replaced, of a string or of a pattern that is a plain text; None for any other."""
    if STRING.fullmatch(argument):
        return literal(argument) or None
    plain = _PLAIN_PATTERN.fullmatch(argument)
    return re.sub(r"\\(.)", r"\1", plain[1]) if plain is not None else None
