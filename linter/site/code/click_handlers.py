"""Addresses that an element opens when it is clicked: ``onClick={() => window.open("https://…")}``, ``@click="openShop(pen)"``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.literals import STRING, closing, split, statement, template_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

_HANDLER = re.compile(r"(?:on|@|v-on:|on:|x-on:)click(?:[.|][\w.|]*)?", re.IGNORECASE)
_OPENS = re.compile(
    r"\bwindow\.open\(\s*|(?<![\w$.])(?:(?:window|document)\.)?location(?:\.href)?\s*=(?!=)\s*|\blocation\.(?:assign|replace)\(\s*"
)
_EMPTY = frozenset({"", '""', "''"})
# () => go(pen.url), (event) => { go(pen.url); }
_ARROW = re.compile(r"\s*(?:async\s+)?(?:\([^()]{0,100}\)|[\w$]+)\s*=>\s*\{?")
# go, this.go, go.bind(this), go(pen.url)
_CALL = re.compile(
    r"\s*(?:await\s+)?(?:this\.|props\.)?(?P<name>[A-Za-z_$][\w$]*)(?:\.bind\(\s*this\s*\))?\s*(?P<open>\()?"
)
_DECLARED = (
    r"\bfunction\s+{name}\s*(?=\()|\b(?:const|let|var)\s+{name}\s*(?::[^=\n]{{1,120}})?=\s*(?:useCallback\(\s*)?(?:async\s*)?(?:function\s*)?(?=\(|[\w$]+\s*=>)"
    r"|(?:^|[\n{{,;])[ \t]*(?:async\s+)?{name}\s*(?:[:=]\s*(?:async\s*)?(?:function\s*)?)?(?=\()"
)
_BODY = re.compile(r"\s*(?::[^={]{1,80})?(?:=>\s*)?(?=\{)|\s*=>")
_LONGEST = 2_000


def handlers(attributes: Mapping[str, str]) -> list[str]:
    """Return what an element's attributes for clicks hold."""
    return [value for name, value in attributes.items() if value and _HANDLER.fullmatch(name)]


def opened(handler: str) -> str | None:
    """Return the expression of the address that a handler opens by itself; None where it opens none."""
    found = _OPENS.search(handler[:_LONGEST])
    address = statement(handler[:_LONGEST], found.end()) if found is not None else ""
    return address if address not in _EMPTY else None


def opened_by_name(handler: str, code: str) -> str | None:
    """Return the expression of the address that the function opens which a handler names or calls; None where it opens none.

    The arguments of the call stand in it in place of the function's parameters.
    """
    arrow = _ARROW.match(handler)
    call = _CALL.match(handler, arrow.end() if arrow is not None else 0)
    declared = re.search(_DECLARED.format(name=re.escape(call["name"])), code) if call is not None else None
    if call is None or declared is None:
        return None
    parameters, body = _function(code, declared.end())
    address = opened(body)
    end = closing(handler, call.end() - 1) if call["open"] else -1
    arguments = [one.strip() for one in split(handler[call.end() : end], ",")] if end > 0 else []
    return _with_arguments(address, dict(zip(parameters, arguments, strict=False))) if address is not None else None


def _function(code: str, start: int) -> tuple[list[str], str]:
    """Return the names of the parameters and the body of the function whose parameters stand at a place."""
    end = closing(code, start) if code[start] == "(" else code.find("=>", start) - 1
    listed = split(code[start : end + 1].strip("() "), ",") if end > 0 else []
    names = [part.split(":")[0].split("=")[0].strip(" ?") for part in listed]
    body = _BODY.match(code, end + 1)
    if body is None:
        return names, ""
    last = closing(code, body.end()) if code[body.end() : body.end() + 1] == "{" else -1
    return names, code[body.end() : last + 1][:_LONGEST] if last > 0 else statement(code, body.end())


def _with_arguments(expression: str, given: Mapping[str, str]) -> str:
    """Return an expression with what a call gives in place of the names of parameters, but in texts."""
    if not given:
        return expression
    if STRING.fullmatch(expression):
        if expression[0] != "`":
            return expression
        parts = template_parts(expression)
        return f"`{''.join(f'${{{_with_arguments(one, given)}}}' if is_code else one for one, is_code in parts)}`"
    names = "|".join(map(re.escape, filter(None, given)))
    if not names:
        return expression
    found = re.compile(rf"(?<![\w$.\"'])(?:{names})(?![\w$\"'])")
    return found.sub(lambda match: given[match[0]] or match[0], expression)
