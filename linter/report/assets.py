"""Shared files of HTML reports: the style sheets and scripts in this folder, and the security policy that allows only them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def asset(name: str) -> str:
    """Return the text of a file in ``static``."""
    return (FOLDER / "static" / name).read_text(encoding="utf-8")


def policy(style: str, *scripts: str, live: bool = False) -> str:
    """Return a content security policy that allows this style and these scripts only (``live``: and requests to the page's server)."""
    scripted = [f"script-src {' '.join(map(_hash, scripts))}"] if scripts else []
    rules = ["default-src 'none'", *scripted, f"style-src {_hash(style)}", "img-src data:", "base-uri 'none'"]
    return "; ".join([*rules, "form-action 'none'", *(["connect-src 'self'"] if live else [])])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
