"""Read the condition or loop under which a component's code prints markup, from the code right before it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.component.names import destructured
from linter.site.template.template_ir import LOOP, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

_AND = re.compile(r"^[\s(]*(?P<condition>[\s\S]{1,400}?)&&\s*\(?\s*$")
_CHOICE = re.compile(r"^[\s(]*(?P<condition>[\s\S]{1,400}?)\?\s*\(?\s*$")
_MAP = re.compile(
    r"(?:^|[\s({&?:,])([A-Za-z_$][\w$.?!]*?|\[[\w$.,\s]{1,160}\]|[A-Za-z_$][\w$.]*\([^()]{0,80}\)|[A-Za-z_$][\w$.?!]*\)?(?:\??\.\w+\((?:[^()]|\([^()]{0,60}\)){0,160}\)){1,3})\??\.(?:map|flatMap)\(\s*(?:async\s*)?"
    r"(?:function\s*)?\(?\s*(\{[^{}]{1,200}\}|[A-Za-z_$][\w$]*)[^()]{0,120}\)?\s*(?::[^=]{1,60})?(?:=>)?\s*(?:\{\s*(?:(?:(?:const|let|var)\b[^<]{1,400}\b)?return)?)?\s*\(?\s*$"
)
# A component returns its markup whatever the page is.
_ALWAYS = re.compile(r"(?:\breturn|=>)\s*\(?\s*\Z")
_STATEMENT = re.compile(r"[;{]|=>|\breturn\b|(?<![=!<>])=(?!=)")
# posts.map((post) => post.kind === "pen" && ...: asked of another entry, not of the article
_OF_ENTRY = re.compile(
    r"([A-Za-z_$][\w$]*)\s*(?:,[^()=]{0,60})?\)?\s*=>\s*\(?\s*(?:\{\s*return\s*)?\(?\s*\1[?!]?\.[\w$.?]+\s*(?:[!=]==?|\()[^;{}]{0,200}$"
)
_GUARD = re.compile(
    r"\bif\s*\(((?:[^(){}]|\((?:[^(){}]|\([^(){}]*\))*\)){1,200})\)\s*\{?\s*return\s+(?:null|undefined|false|\"\"|'')\s*;?\s*(?:\}|\n|(?=return))"
)
# pens.map((pen) => { if (!pen.isNew) return null; ..., Object.entries(shelves).map(([name, pens]) => {
_BLOCK_LOOP = re.compile(
    r"(?<![\w$.])(?:(?P<list>[A-Za-z_$][\w$.?!]{0,200}?)|Object\.entries\(\s*(?P<object>[A-Za-z_$][\w$.?!]{0,200})\s*\))\??\.(?:map|flatMap)\(\s*(?:async\s*)?\(?\s*"
    r"(?P<names>\{[^{}]{1,200}\}|\[\s*[\w$]{0,80}\s*,\s*[A-Za-z_$][\w$]*\s*\]|[A-Za-z_$][\w$]*)[^()=]{0,120}\)?\s*(?::[^=]{1,60})?=>\s*\{"
)
_MOST_LOOPS = 60
_PATHS = re.compile(r"\?[.?]")
_NOT = re.compile(r"!\s*([\w$.?]+)")
_REFUSED = re.compile(r"^[\s(]*(?P<condition>[\s\S]{1,400}?)\?\s*(?:null|undefined|false|\"\"|'')\s*:\s*\(?\s*$")
_V_FOR = re.compile(
    r"\bv-for\s*=\s*([\"'])\s*\(?\s*(\{[^{}]{1,200}\}|[\w$]+)\s*(?:,[^()]{0,60})?\)?\s+(?:in|of)\s+([^\n]{1,200}?)\1"
)
_REST = re.compile(r"\.\.\.\s*([A-Za-z_$][\w$]*)")
_INNER = re.compile(r"\([^()]*\)")
_OTHERWISE = re.compile(r"^\s*\)*\s*:\s*\(?\s*$")
_IF_RETURN = re.compile(r"\bif\s*\(([^{}]{1,200})\)\s*(?:\{\s*)?(?:return\s*\(?\s*)?$")


def condition_of(before: str, loops: dict[str, str]) -> Node:
    """Return the condition under which markup behind some code is printed; the variable of a loop is added to ``loops``."""
    if _OTHERWISE.match(before):
        return Node("if", "!last")
    refused = _REFUSED.match(before)
    if refused is not None and "?" not in _PATHS.sub("", refused["condition"]):
        return Node("if", _denied(_last_statement(refused["condition"]).strip(" \n\t(")))
    found = _AND.match(before) or _CHOICE.match(before) or _IF_RETURN.search(before)
    if found is not None and _OF_ENTRY.search(found[1]) is not None:
        return Node("if", "")
    return _loop(before, loops) or Node(
        "if",
        _last_statement(found[1]).strip(" \n\t(") if found else _guarded(before) if _ALWAYS.search(before) else "",
    )


def _last_statement(code: str) -> str:
    """Return what stands in code behind its last statement, arrow or assignment outside brackets."""
    masked = code
    for _ in range(3):
        masked = _INNER.sub(lambda found: "_" * len(found[0]), masked)
    ends = [found.end() for found in _STATEMENT.finditer(masked)]
    return code[ends[-1] :] if ends else code


def _guarded(before: str) -> str:
    """Return the condition of a component's markup: what must not hold for it to return nothing before (``if (!show) return null``)."""
    asked = [found[1].strip() for found in _GUARD.finditer(before)]
    return _denied(" || ".join(asked)) if asked else "true"


def _denied(condition: str) -> str:
    """Return what holds where a condition does not."""
    single = _NOT.fullmatch(condition.strip())
    return single[1] if single is not None else f"!({condition})"


def _loop(before: str, loops: dict[str, str]) -> Node | None:
    """Return the loop that the code before some markup opens: ``products.map((p) => (``."""
    found = _MAP.search(before)
    if found is None:
        return None
    _add_loop(loops, found[2], found[1])
    return Node("if", found[1], LOOP)


def block_loops(code: str) -> Iterator[tuple[str, str]]:
    """Yield what loops call the entries of their lists whose functions do more than return markup, with the expressions."""
    for match in islice(_BLOCK_LOOP.finditer(code), _MOST_LOOPS):
        names = match["names"]
        if names[0] == "[" and match["object"]:
            yield names.strip("[] \n\t").partition(",")[2].strip(), f"Object.values({match['object']})[*]"
        elif names[0] != "[" and match["list"]:
            yield from _names_of_entry(names, match["list"])


def _add_loop(loops: dict[str, str], names: str, listed: str) -> None:
    for name, expression in _names_of_entry(names, listed):
        loops.setdefault(name, expression)


def _names_of_entry(names: str, listed: str) -> Iterator[tuple[str, str]]:
    """Yield what a loop calls each entry of a list, or the fields that it takes out of it, with their expressions."""
    if names[0] != "{":
        yield names, f"{listed}[*]"
        return
    inside = names.strip("{} \n\t")
    for name, key, _ in destructured(inside):
        yield name, f"{listed}[*].{key}"
    for rest in _REST.findall(inside):
        yield rest, f"{listed}[*]"


def svelte_block(word: str, rest: str, loops: dict[str, str]) -> Node:
    """Return the condition or loop that a block of Svelte opens: ``{#if paid}``, ``{#each pens as pen}``."""
    loop = re.match(r"\s*([\w$.?]+)\s+as\s+(\{[^{}]{1,200}\}|[\w$]+)", rest) if word == "each" else None
    if loop is None:
        return Node("if", rest.strip() if word == "if" else "")
    _add_loop(loops, loop[2], loop[1])
    return Node("if", loop[1], LOOP)


def vue_loops(markup: str) -> Iterator[tuple[str, str]]:
    """Yield what the loops of a Vue component go over, by the names that they give each entry: ``v-for="(pen, at) in pens"``."""
    for _, names, expression in _V_FOR.findall(markup):
        yield from _names_of_entry(names, expression.strip())
