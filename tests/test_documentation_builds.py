"""The hook of MkDocs and the extension of Sphinx in `examples/documentation`, in real builds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = ROOT / "examples" / "documentation"
PAID = "https://www.amazon.com/dp/B0LAMP0001?tag=lampnotes-20"


def build(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)


def test_mkdocs_fails_strictly_where_an_article_does_not_disclose(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "mkdocs_affilint.py", tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: Lamps\nhooks: [mkdocs_affilint.py]\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    article = tmp_path / "docs" / "index.md"
    article.write_text(f"# Lamps\n\nBuy [a lamp]({PAID}).\n", encoding="utf-8")
    assert build(tmp_path, "mkdocs", "build").returncode == 0
    strict = build(tmp_path, "mkdocs", "build", "--strict")
    assert strict.returncode == 1
    assert "index.md:3: disclosure/missing: This is an affiliate link" in strict.stderr
    article.write_text(f"# Lamps\n\nWe earn a commission when you buy through our links.\n\nBuy [a lamp]({PAID}).\n", encoding="utf-8")  # fmt: skip
    assert build(tmp_path, "mkdocs", "build", "--strict").returncode == 0


@pytest.mark.large
def test_sphinx_fails_where_an_article_does_not_disclose(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    shutil.copy(EXAMPLES / "sphinx_affilint.py", tmp_path)
    settings = 'import sys\nsys.path.insert(0, ".")\nextensions = ["sphinx_affilint"]\n'
    (tmp_path / "conf.py").write_text(settings, encoding="utf-8")
    article = tmp_path / "index.rst"
    article.write_text(f"Lamps\n=====\n\nBuy `a lamp <{PAID}>`_.\n", encoding="utf-8")
    strict = build(tmp_path, "sphinx", "-q", "-W", "-E", ".", "out")
    assert strict.returncode != 0
    assert "index.rst:4: WARNING: disclosure/missing: This is an affiliate link" in strict.stderr
    article.write_text(f"Lamps\n=====\n\nWe earn a commission when you buy through our links.\n\nBuy `a lamp <{PAID}>`_.\n", encoding="utf-8")  # fmt: skip
    done = build(tmp_path, "sphinx", "-q", "-W", "-E", ".", "out")
    assert done.returncode == 0, done.stderr
