"""Ask a component's conditions of what it is called with: ``{show && …}`` in ``<Notice show={frontmatter.paid} />`` asks for ``paid``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.records import replace
from linter.site.code.choices import holds
from linter.site.code.literals import SPREAD, STRING, literal
from linter.site.template.conditions import inlined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.site.template.conditions import Condition
    from linter.site.template.template_ir import Node, Template

    Passed = tuple[str, Template]
    """An expression, and the template whose names are in it."""

_NAME = re.compile(r"(?<![\w$.\"'])(?:(?:Astro\.|this\.)?props\.)?([A-Za-z_$][\w$]*)(?![\w$(\"'.]|\?\.)")
_MEMBER = re.compile(r"(?<![\w$.])(?!props\b|Astro\b|this\b)[A-Za-z_$][\w$]*!?\??\.")
_CALL = re.compile(r"(?<!\.includes)(?<!\.some)(?<!Boolean)\(")
_WORDS = frozenset({"true", "false", "null", "undefined", "typeof"})
_TRUTHS = {"true": "true", "false": "false", "null": "false", "undefined": "false", '""': "false"}
_LONGEST = 300
_DEEPEST = 3
REACHED, MISSED = "reached", "missed"
"""Name, among the arguments of an ``if``, what must hold as well and what must not; they decide only where a call says all that is asked."""


def handed_over(
    node: Node, target: Template, caller: Template, outer: Mapping[str, Passed] | None
) -> dict[str, Passed] | None:
    """Return the expressions that a call hands to a component, by lower-case name; None for what is no component."""
    if target.flavour != "script":
        return None
    found: dict[str, Passed] = {}
    for name, value in node.arguments:
        known = (outer or {}).get(value.lower())
        if name == SPREAD:
            found.update((public.lower(), (f"{value}.{public}", caller)) for public in target.parameters.values())
        elif known is not None and caller.parameters.get(value) is not None:
            found[name.lower()] = known
        else:
            found[name.lower()] = (value if value != '""' else "true", caller)
    return found


def of_caller(condition: Condition, passed: Mapping[str, Passed]) -> Condition:
    """Return a condition with the expressions of the call for the props in it; as it is where other names are in it too.

    A prop that the call leaves out, and that has no default, is not set.
    """
    expression = inlined(condition)
    if condition.is_loop or not expression or len(expression) > _LONGEST or STRING.search(expression):
        return condition
    if _MEMBER.search(expression):  # fields are told by their names
        return condition
    template = condition.template
    names = [name for name in _NAME.findall(expression) if name not in _WORDS]
    if not names or any(name not in template.parameters for name in names):
        return condition
    handed = (passed.get(template.parameters[name].lower(), ("", template))[0] for name in names)
    if any(_CALL.search(text) for text in handed):  # what a function makes of it nobody knows
        return condition
    callers: list[Template] = []

    def written(match: re.Match[str]) -> str:
        name = match[1]
        if name in _WORDS:
            return match[0]
        given = passed.get(template.parameters[name].lower())
        default = template.defaults.get(name, "")
        if given is None:
            return default or "false"
        callers.append(given[1])
        text = given[0]
        if STRING.fullmatch(text) or text[:1] in {"<", "{", "["}:
            return "true" if text not in _TRUTHS else "false"
        if default and _TRUTHS.get(default) != "false" and text not in _TRUTHS:
            return f"({text} ?? {default})"
        return text if re.fullmatch(r"[\w$.?!]+", text) else f"({text})"

    asked = _NAME.sub(written, expression)
    if len({one.key for one in callers}) > 1:
        return condition
    asked = _TRUTHS.get(asked, {"!true": "false", "!false": "true"}.get(asked, asked))
    return replace(condition, expression=asked, template=callers[0] if callers else template)


def is_missed(node: Node, template: Template, passed: Mapping[str, Passed]) -> bool:
    """Say whether the literal props of a call decide that code returns before it comes to some markup, or takes another branch."""
    asked = [(kind, text) for kind, text in node.arguments if kind in {REACHED, MISSED}]
    return any(_holds(text, template, passed) is (kind == MISSED) for kind, text in asked)


def as_called(condition: Condition, passed: Mapping[str, Passed]) -> Condition:
    """Return a condition as the literal props of a call decide it (``kind === "bare"``), else with the call's expressions in it.

    A prop that the call leaves out has its default, where that is written out.
    """
    is_asked = not condition.is_loop and condition.template.flavour == "script"
    expression = condition.expression.lstrip(") ").removeprefix(":")
    answer = _holds(expression, condition.template, passed) if is_asked else None
    return of_caller(condition, passed) if answer is None else replace(condition, expression=str(answer).lower())


def _holds(asked: str, template: Template, passed: Mapping[str, Passed], depth: int = 0) -> bool | None:
    """Say whether a condition on props holds for a call, through names that the component gives to conditions."""

    def known(name: str) -> list[str]:
        local = name.removeprefix("Astro.").removeprefix("this.").removeprefix("props.")
        if local not in template.parameters:
            written = template.variables.get(name, "") if depth < _DEEPEST else ""
            answer = _holds(written, template, passed, depth + 1) if written else None
            return [] if answer is None else [str(answer).lower()]
        given = passed.get(template.parameters[local].lower())
        return _literal(template.defaults.get(local, "") if given is None else given[0])

    return holds(asked, known)


def _literal(written: str) -> list[str]:
    """Return the text or truth that is written out, as ``holds`` asks for it; nothing where it is neither."""
    if STRING.fullmatch(written) is None:
        return [written] if written in _WORDS - {"typeof"} else []
    text = literal(written)
    return [] if text in _WORDS or (written[0] == "`" and "${" in written) else [text]


def of_macro(node: Node, target: Template) -> tuple[tuple[str, str], ...]:
    """Return the arguments of a call by name; those of a macro are numbered where it is called, and named where it is defined."""
    if target.flavour != "liquid" or not target.parameters:
        return node.arguments
    names = {number: name for name, number in reversed(target.parameters.items())}
    return tuple((names.get(name, name), value) for name, value in node.arguments)
