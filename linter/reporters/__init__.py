"""Findings -> text, one function per output format. A reporter never computes where a finding stands."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def neutral(text: str) -> str:
    """Make article text safe to print, one character each: no terminal escape, line break or change of direction.

    GitHub's runner takes ``##[command]`` anywhere in a line for a command, and ``::command::`` at its start.
    """
    text = _UNSAFE.sub(_visible, text).replace("##[", "#\uff03[")
    return f"\uff1a{text[1:]}" if text.lstrip().startswith("::") and text.startswith(":") else text


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
