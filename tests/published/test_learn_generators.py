"""What a build teaches of a site: the expected file, and with it the verdicts of the built pages without them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.examples import console
from tests.published import node_sites
from tests.published.built_pages import build, generator
from tests.published.learned_sites import PLACES, SITES, SUBJECTS, Pantry

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
EXPECTED = ROOT / "fixtures" / "learned"
PAGE = (ROOT / "docs" / "published-page.md").read_text(encoding="utf-8")
REAL = ("hugo", "jekyll", "mkdocs", "pelican")


def verdicts(affilint: Affilint, site: Path, *args: str) -> dict[str, set[str]]:
    """The rules about disclosures and links that each article breaks."""
    found = json.loads(affilint("check", *args, "--format", "json", "--no-cache", cwd=site).stdout)
    assert found["failures"] == []
    broken: dict[str, set[str]] = {}
    for item in found["findings"]:
        if item["rule"].startswith(("disclosure/", "links/")):
            broken.setdefault(item["path"], set()).add(item["rule"])
    return broken


@pytest.mark.parametrize(
    ("name", "site_of"),
    [
        *(pytest.param(name, SITES[name], marks=pytest.mark.large if name in {"hugo", "pelican"} else (), id=name) for name in SITES),
        *(pytest.param(name, made, marks=pytest.mark.large, id=f"{name} from npm") for name, made in node_sites.SITES.items()),
    ],
)  # fmt: skip
def test_site_teaches_what_its_templates_print(
    affilint: Affilint, tmp_path: Path, name: str, site_of: Callable[[Path], Pantry]
) -> None:
    pantry = site_of(tmp_path)
    site = tmp_path / "site"
    (site / ".git").mkdir()
    pantry.build(site)
    built = verdicts(affilint, site, pantry.content, "--built", pantry.built)
    ran = affilint("learn", pantry.content, "--built", pantry.built, cwd=site)
    assert ran.returncode == 0, ran.stderr
    assert "without a page" not in ran.stderr
    text = (site / "affilint.site.yml").read_text(encoding="utf-8")
    if os.environ.get("AFFILINT_WRITE_EXPECTED"):
        (EXPECTED / f"{name}.yml").write_text(text, encoding="utf-8")
    assert text == (EXPECTED / f"{name}.yml").read_text(encoding="utf-8")
    shutil.rmtree(site / pantry.built)
    assert verdicts(affilint, site, pantry.content) == built == {}
    links = json.loads(affilint("links", pantry.content, "--format", "json", cwd=site).stdout)["links"]
    assert {Path(row["path"]).stem for row in links} == set(SUBJECTS)
    assert {row["disclosed"] for row in links} == {"site"}
    (site / "affilint.site.yml").unlink()
    alone = json.loads(affilint("links", pantry.content, "--format", "json", cwd=site).stdout)["links"]
    assert alone != links, "the templates alone tell as much"


@pytest.mark.parametrize(
    "site_of",
    [
        *(pytest.param(SITES[name], id=name) for name in SITES if name not in REAL),
        *(pytest.param(made, marks=pytest.mark.large, id=f"{name} from npm") for name, made in node_sites.SITES.items()),
    ],
)  # fmt: skip
def test_every_article_has_its_page(affilint: Affilint, tmp_path: Path, site_of: Callable[[Path], Pantry]) -> None:
    pantry = site_of(tmp_path)
    pantry.build(tmp_path / "site")
    rows = affilint(
        "links", pantry.content, "--built", pantry.built, "--all", "--format", "json", cwd=tmp_path / "site"
    )
    pages = {Path(row["page"]["path"]).parent.name for row in json.loads(rows.stdout)["links"]}
    assert pages == set(SUBJECTS)
    assert len(SUBJECTS) + len(PLACES) == sum(1 for _ in (tmp_path / "site" / pantry.built).rglob("*.html"))


def test_worked_example_is_what_comes_out(affilint: Affilint, tmp_path: Path) -> None:
    section = PAGE.partition("\n## Without the build\n")[2].partition("\n## ")[0]
    (file,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    pantry: Pantry = SITES["eleventy"](tmp_path)
    site = tmp_path / "site"
    (site / ".git").mkdir()
    pantry.build(site)
    shown = console(section)
    assert len(shown) == 3
    for command, output in shown:
        if command.startswith("check"):
            shutil.rmtree(site / pantry.built)
        run = affilint(*command.split(), cwd=site)
        assert (run.stdout + run.stderr, run.returncode) == (output, 0), command
    assert file in (site / "affilint.site.yml").read_text(encoding="utf-8")


@pytest.mark.large
def test_worked_example_beside_the_build_is_what_comes_out(affilint: Affilint, tmp_path: Path) -> None:
    section = PAGE.partition("\n## Beside the build\n")[2].partition("\n## ")[0]
    site = Path(shutil.copytree(ROOT / "fixtures" / "sites" / "hugo", tmp_path / "site"))
    build([generator("hugo"), "--quiet"], site)
    ((command, output),) = console(section)
    assert affilint(*command.split(), cwd=site).stdout.startswith(output)
