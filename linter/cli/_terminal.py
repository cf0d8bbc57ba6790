"""What the terminal on standard output can show."""

from __future__ import annotations

import os
import sys

_LINKING = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"})
"""Values of TERM_PROGRAM of terminals that follow OSC 8; asking a terminal itself would wait for one that does not answer."""


def wants_color() -> bool:
    """Return whether to use colours: on a terminal, or where FORCE_COLOR is set (force-color.org); NO_COLOR (no-color.org) forbids."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def columns() -> int | None:
    """Return how many columns the terminal has (COLUMNS counts first); None if standard output is none."""
    if not sys.stdout.isatty():
        return None
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and int(said[:6]) > 0:
        return int(said[:6])
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def follows_links() -> bool:
    """Return whether the terminal makes links of OSC 8 (gist.github.com/egmontkob, "Hyperlinks in terminal emulators")."""
    environ = os.environ
    if not sys.stdout.isatty() or environ.get("TERM", "dumb").startswith(("dumb", "screen", "tmux", "linux")):
        return False
    vte = environ.get("VTE_VERSION", "")
    return (
        environ.get("TERM_PROGRAM") in _LINKING
        or any(environ.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM"))
        or environ["TERM"].startswith(("xterm-kitty", "alacritty", "foot", "xterm-ghostty"))
        or (vte.isdigit() and int(vte) >= 5000)
    )
