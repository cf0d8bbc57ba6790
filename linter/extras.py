"""How to install what only some commands need: from where this affilint came, as no index may have it."""

from __future__ import annotations

import json
import os
import sys
import sysconfig

_NAME = "affilint"
_TOOLS = {"pipx_metadata.json": "pipx install --force", "uv-receipt.toml": "uv tool install --force"}
"""Files by which tools know the environments that they made for one command, whose ``pip`` is not the one on the path."""


def needs_extra(extra: str) -> str:
    """Return the command that installs an extra beside this affilint."""
    origin = _origin()
    told = (command for name, command in _TOOLS.items() if os.path.exists(os.path.join(sys.prefix, name)))  # noqa: PTH110, PTH118
    install = next(told, "pip install")
    return f"{install} '{_NAME}[{extra}]'" if origin is None else f"{install} '{_NAME}[{extra}] @ {origin}'"


def _origin() -> str | None:
    """Return the file, folder or repository that affilint was installed from; None for an index, or a checkout in place.

    Only the folders are asked into which Python installs packages: the working directory may be anybody's.
    """
    from importlib.metadata import distributions  # noqa: PLC0415 - takes longer to load than an article to check

    folders = list(dict.fromkeys(sysconfig.get_paths()[kind] for kind in ("purelib", "platlib")))
    for found in distributions(name=_NAME, path=folders):
        try:
            told = json.loads(found.read_text("direct_url.json") or "null")
            url, version_control = told["url"], told.get("vcs_info", {}).get("vcs")
            is_in_place = told.get("dir_info", {}).get("editable", False)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        if is_in_place or not isinstance(url, str) or not url.isprintable() or "'" in url:
            return None
        return f"{version_control}+{url}" if version_control else url
    return None
