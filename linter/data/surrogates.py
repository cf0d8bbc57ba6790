r"""Halves of surrogate pairs: `\ud83d\udca1`, which JSON writes for one character and libyaml refuses, and halves without a partner.

Go and JavaScript read both; a half alone stands for nothing, and no encoding has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable

_ESCAPE = re.compile(r"\\(?:u[dD](?P<row>[89a-fA-F])(?P<cell>[0-9a-fA-F]{2})|.)", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
# Private characters in three blocks of 2,048, as many as there are halves; escaped they are as long as a half is.
_BLOCKS = (0xE000, 0xE800, 0xF000)


def joined(text: str) -> str:
    """Return a text with pairs of halves as the characters that they stand for, and U+FFFD for a half alone."""
    if _HALF.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def joined_in(data: Any) -> Any:
    """Return data of JSON with ``joined`` texts and keys."""
    if isinstance(data, str):
        return joined(data)
    if isinstance(data, list):
        return [joined_in(item) for item in data]
    if isinstance(data, dict):
        return {joined(key) if isinstance(key, str) else key: joined_in(item) for key, item in data.items()}
    return data


def with_stand_ins(text: str) -> tuple[str, Callable[[str], str] | None]:
    r"""Return YAML with `\ue03d` for `\ud83d`, offsets unchanged, and what turns a value that was read into the one meant.

    The stand-ins are characters that the text does not have. None, and the text unchanged, where no half is written.
    """
    if "\\ud" not in text and "\\uD" not in text:
        return text, None
    for block in _BLOCKS:
        stand_in = re.compile(f"[{chr(block)}-{chr(block + 0x7FF)}]")
        spelt = re.compile(rf"\\u(?i:{block >> 12:x}[{block >> 8 & 8:x}-{(block >> 8 & 8) + 7:x}])[0-9a-fA-F]{{2}}")
        if stand_in.search(text) is None and spelt.search(text) is None:
            break
    else:
        return text, None

    def hidden(found: re.Match[str]) -> str:
        if found["row"] is None:
            return found.group()
        return f"\\u{block + (int(found['row'], 16) - 8 << 8) + int(found['cell'], 16):04x}"

    def meant(value: str) -> str:
        value = spelt.sub(lambda found: f"\\u{int(found.group()[2:], 16) - block + 0xD800:04x}", value)
        return joined(stand_in.sub(lambda found: chr(ord(found.group()) - block + 0xD800), value))

    return _ESCAPE.sub(hidden, text), meant
