"""Write texts that code joins with ``+`` as one template literal, as which readers of markup know them: ``'<a href="' + url + '">'``."""

from __future__ import annotations

from linter import lazy_re as re

_STRING = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
_OPERAND = (
    rf"(?:{_STRING}|`[^`]*`|(?<![\w$.])[A-Za-z_$][\w$.]{{0,80}}(?:\[[^\[\]\n]{{0,40}}\])?(?:\([^()\n]{{0,80}}\))?)"
)
_CHAIN = re.compile(rf"{_OPERAND}(?:\s*\+\s*{_OPERAND})+")
_PART = re.compile(rf"(?P<string>{_STRING})|(?P<literal>`[^`]*`)|(?P<code>[^\s+'\"`][^+'\"`]*)|(?P<space>[\s+]+)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": ""}


def with_texts_joined(code: str) -> str:
    """Return code in which each chain of texts that holds markup is one template literal; what stands behind it stays in its line."""
    return _CHAIN.sub(lambda chain: _joined(chain[0]) if "<" in chain[0] else chain[0], code)


def _joined(chain: str) -> str:
    parts: list[str] = []
    for part in _PART.finditer(chain):
        if part["string"]:
            text = _ESCAPED.sub(lambda found: _LETTERS.get(found[1], found[1]), part["string"][1:-1])
            parts.append(text.replace("`", "'").replace("${", "$ {"))
        elif part["literal"]:
            parts.append(part["literal"][1:-1])
        elif part["code"]:
            parts.append(f"${{{part['code'].strip()}}}")
        else:
            parts.append("\n" * part["space"].count("\n"))
    return f"`{''.join(parts)}`"
