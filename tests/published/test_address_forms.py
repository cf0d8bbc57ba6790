"""How addresses are written, and what reading them needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from linter.published.addresses import AddressError, read_address
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("HTTPS://Jars.Example", "https://jars.example/"),
        ("https://jars.example:443/a b#c", "https://jars.example/a%20b"),
        ("https://0x7f.1/", "https://127.0.0.1/"),
        ("https://jars.example\\@10.0.0.8/", "https://jars.example/@10.0.0.8/"),
        ("https://gläser.example/", "https://xn--glser-hra.example/"),
    ],
)
def test_addresses_are_read_as_browsers_read_them(text: str, address: str) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize("text", ["", "jars", "ftp://jars.example/", "https://", "javascript:alert(1)", "https://a b/"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        read_address(text)


def run_python(folder: Path, program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_check_of_files_imports_nothing_of_the_network(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Fine.\n")
    program = (
        "import sys\nfrom linter.cli import main\ntry:\n    main(['check', 'a.md', '--no-cache'])\nfinally:\n"
        "    print([n for n in sys.modules if n.split('.')[0] in {'httpx', 'httpcore', 'protego', 'ssl'} or n.startswith('linter.published')])"
    )
    assert run_python(tmp_path, program).splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["check", "links", "report"])
def test_missing_extra_is_reported_in_one_line(tmp_path: Path, command: str) -> None:
    program = f"import sys\nsys.modules['httpx'] = None\nfrom linter.cli import main\nmain([{command!r}, 'https://jars.example/'])"
    said = run_python(tmp_path, program)
    assert said == "affilint: reading an address needs an extra: pip install 'affilint[web]'\n"
