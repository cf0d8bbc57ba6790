"""Make docs/terminal.svg: a session at a terminal, recorded from the program itself. Run by ``make terminal``; a test compares it.

The picture is text on a grid: every run of characters is given its width, so that it does not depend on the fonts of who looks at it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "terminal.svg"
ARTICLE = ROOT / "fixtures" / "articles" / "demo.md"
RULES = "disclosure,text/cut-after-possessive,text/repeated-word"
SESSION = (
    ("check", "demo.md", "--select", RULES),
    ("fix", "demo.md"),
    ("check", "demo.md", "--select", RULES, "--statistics"),
)
_CELL, _LINE, _EDGE = 8.4, 20, 18
_STYLES = {"": "", "1": "b", "31": "r", "33": "y", "36": "c"}
"""What the program's codes are called in the style sheet; another code is one that the picture cannot show yet."""
_SHEET = (
    "text{font:14px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:#d4d4d4;white-space:pre}"
    ".b{font-weight:bold;fill:#fff}.r{fill:#ff7b72}.y{fill:#e3b341}.c{fill:#76e3ea}.p{fill:#7ee787}"
)


def recorded() -> list[str]:
    """Run the session and return its lines, with the codes of colours."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        folder.mkdir()
        shutil.copy(ARTICLE, folder)
        environment = {
            **{key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ},
            "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "HOME": name, "COLUMNS": "100", "FORCE_COLOR": "1",
        }  # fmt: skip
        for words in SESSION:
            done = subprocess.run(  # noqa: S603 - our own program
                [sys.executable, "-m", "linter", *words],
                cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                encoding="utf-8", check=False,
            )  # fmt: skip
            if done.returncode not in {0, 1}:
                raise SystemExit(done.stdout)
            lines += ["" for _ in lines[:1]] + [f"$ affilint {' '.join(words)}", *done.stdout.rstrip("\n").split("\n")]
    return lines


def picture(lines: list[str]) -> str:
    """Return lines with codes of colours as an SVG."""
    drawn: list[str] = []
    longest = 0
    for number, line in enumerate(lines):
        column, style = 0, "p" if line.startswith("$ ") else ""
        for code, text in re.findall(r"\x1b\[(\d+)m|([^\x1b]+)", line):
            if not text:
                style = _STYLES["" if code == "0" else code]
                continue
            if text.strip():
                drawn.append(_run(text, column, number, style))
            column += len(text)
        longest = max(longest, column)
    width, height = round(longest * _CELL + 2 * _EDGE), len(lines) * _LINE + 2 * _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" xml:space="preserve">\n'
        "<title>A session at a terminal: affilint check, fix, and check again</title>\n"
        f'<style>{_SHEET}</style>\n<rect width="{width}" height="{height}" rx="8" fill="#161b22"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def _run(text: str, column: int, line: int, style: str) -> str:
    left = len(text) - len(text.lstrip(" "))
    shown = text.strip(" ")
    x, y = _EDGE + (column + left) * _CELL, _EDGE + line * _LINE + 14
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y}" textLength="{len(shown) * _CELL:.1f}"{kind}>{escape(shown)}</text>'


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(picture(recorded()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
