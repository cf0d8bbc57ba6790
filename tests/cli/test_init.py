from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.configuration.loader import load_config
from linter.configuration.settings import Affiliate
from tests.conftest import ROOT

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
SITES = ROOT / "fixtures" / "sites"
GOLDEN = ROOT / "fixtures" / "init"
COUNT = re.compile(r"^ +([\d,]+)  ([a-z]+/[a-z-]+)$", re.MULTILINE)


@pytest.fixture(params=["hugo", "jekyll", "eleventy", "astro", "static"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return copied(request.param, tmp_path)


def copied(name: str, tmp_path: Path) -> Path:
    root = tmp_path / name
    shutil.copytree(SITES / name, root)
    (root / ".git").mkdir()
    return root


def test_written_file_loads_and_announced_counts_match_check(affilint: Affilint, site: Path) -> None:
    ran = affilint("init", ".", cwd=site)
    assert (ran.returncode, ran.stdout) == (0, "")
    config = load_config(site / "affilint.yml")
    assert config.packs == ("recommended",)
    checked = affilint("check", ".", "--format", "json", cwd=site)
    assert checked.returncode in {0, 1}
    found = Counter(finding["rule"] for finding in json.loads(checked.stdout)["findings"])
    assert {rule: int(count) for count, rule in COUNT.findall(ran.stderr)} == found
    assert "affilint check ." in ran.stderr


def test_what_recurs_is_counted_once_as_check_does(affilint: Affilint, tmp_path: Path) -> None:
    text = "The [foot](https://lamps.example/foot?utm_source=chatgpt.com) is made of brass.\n"
    for number in range(3):
        (tmp_path / f"lamp-{number}.md").write_text(text, encoding="utf-8")
    ran = affilint("init", ".", cwd=tmp_path)
    assert COUNT.findall(ran.stderr) == [("1", "links/chatbot-parameter")]
    assert affilint("check", ".", cwd=tmp_path).stdout.endswith(
        "3 files checked: 1 warning; 2 more places of the same\n"
    )


@pytest.mark.parametrize("name", ["jekyll", "static"])
def test_written_file_matches_the_golden_file(affilint: Affilint, tmp_path: Path, name: str) -> None:
    ran = affilint("init", ".", "--dry-run", cwd=copied(name, tmp_path))
    assert ran.stdout == (GOLDEN / f"{name}.affilint.yml").read_text(encoding="utf-8")


def test_dry_run_writes_nothing_beside_a_configuration(affilint: Affilint, tmp_path: Path) -> None:
    site = copied("hugo", tmp_path)
    (site / ".affilint.yml").write_text("language: de\n")
    ran = affilint("init", site, "--dry-run")
    assert ran.returncode == 0
    assert "# Site: Hugo.\n" in ran.stdout
    assert not (site / "affilint.yml").exists()


@pytest.mark.parametrize(
    ("name", "content"), [("affilint.yml", "language: de\n"), (".affilint.yaml", "x: 1\n"), ("pyproject.toml", "[tool.affilint]\n")]
)  # fmt: skip
def test_existing_configuration_is_overwritten_only_with_force(
    affilint: Affilint, tmp_path: Path, name: str, content: str
) -> None:
    site = copied("hugo", tmp_path)
    (site / name).write_text(content)
    ran = affilint("init", ".", cwd=site)
    assert ran.returncode == 2
    assert ran.stderr == f"affilint: {name} is already there; look at it, or overwrite it with --force\n"
    assert (site / name).read_text() == content
    assert affilint("init", ".", "--force", cwd=site).returncode == 0
    written = site / ("affilint.yml" if name == "pyproject.toml" else name)
    assert written.read_text().startswith("# Written by `affilint init`.")
    assert load_config(written).language is None


def test_output_option_names_the_file(affilint: Affilint, tmp_path: Path) -> None:
    site = copied("hugo", tmp_path)
    assert affilint("init", site, "-o", tmp_path / "other.yml").returncode == 0
    assert not (site / "affilint.yml").exists()
    load_config(tmp_path / "other.yml")
    again = affilint("init", site, "-o", tmp_path / "other.yml")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    missing = affilint("init", site, "-o", tmp_path / "no" / "such" / "folder.yml")
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)


def test_path_without_articles_is_an_error(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "a.py").write_text("")
    for path in ("code", "code/a.py", "nowhere"):
        ran = affilint("init", path)
        assert (ran.returncode, ran.stderr.count("\n")) == (2, 1), ran.stderr


def test_hostile_names_and_tags_inject_no_configuration(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "a\n  evil: [x]\u202e # y"
    folder.mkdir()
    link = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=a%22%0Aevil%3A%20%5B-20">Lamp</a>'
    for number in range(5):
        (folder / f"{number}.md").write_text(f"We earn a commission “[[[” \x85 when you buy here: ]\n\n{link}\n")
    ran = affilint("init", ".")
    assert ran.returncode == 0, ran.stderr
    config = load_config(tmp_path / "affilint.yml")
    assert vars(config.affiliate) == vars(Affiliate(own_tags=config.affiliate.own_tags))
    assert config.rules == {}


def test_built_pages_are_offered_to_learn_from(affilint: Affilint, tmp_path: Path) -> None:
    root = copied("hugo", tmp_path)
    offer = "`affilint learn . --built public` lets every check know what templates print"
    assert offer not in affilint("init", "--dry-run", cwd=root).stderr
    (root / "public").mkdir()
    (root / "public" / "index.html").write_text("<p>Slow pantry</p>", encoding="utf-8")
    assert offer in affilint("init", "--dry-run", cwd=root).stderr
    (root / "affilint.site.yml").write_text("version: 1\n", encoding="utf-8")
    assert offer not in affilint("init", "--dry-run", cwd=root).stderr


def test_redirects_to_merchants_are_affiliate_links(affilint: Affilint, tmp_path: Path) -> None:
    shop = "https://www.amazon.com/dp/B0LAMP000{}?tag=hallway-20"
    files = {
        "package.json": '{"dependencies": {"astro": "5"}}',
        "public/_redirects": "".join(f"/go/lamp{n} {shop.format(n)} 302\n" for n in range(3)),
        "src/content/blog/a.md": "---\ntitle: Lamps\n---\n\nA [desk](/go/desk) for the hall.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = affilint("init").stderr
    assert "affiliate links behind /go/, which lead to merchants" in said
    assert "no affiliate link" not in said
    assert "affilint knows" not in (tmp_path / "affilint.yml").read_text(encoding="utf-8")


def test_addresses_of_front_matter_that_nothing_prints_are_named(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: Lamps\n")
    for folder in ("_posts", "_layouts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "_layouts" / "default.html").write_text("<html><body>{{ content }}</body></html>\n")
    for number in range(2):
        text = f"---\nlayout: default\ntitle: Lamp {number}\nbuy: https://www.amazon.com/dp/B0LAMP000{number}?tag=hallway-20\n---\n\nA lamp.\n"
        (tmp_path / "_posts" / f"2026-01-0{number + 1}-lamp.md").write_text(text, encoding="utf-8")
    said = affilint("init").stderr
    assert "  no affiliate link found\n" in said
    assert (
        "2 articles name an address of Amazon Associates in the front matter, which no page was found to print" in said
    )


def test_findings_are_told_in_the_words_of_check(affilint: Affilint, tmp_path: Path) -> None:
    link = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20">a lamp</a>'
    for number in range(3):
        (tmp_path / f"{number}.html").write_text(f"<h1>Lamps</h1><p>Buy {link} for the hall.</p>\n")
    said = affilint("init").stderr
    (told,) = [line for line in said.splitlines() if "`affilint check` says: " in line]
    assert told.partition(" says: ")[2] == affilint("check").stdout.splitlines()[-1]
    assert "2 more places of the same" in told


def test_a_sample_says_of_how_many(affilint: Affilint, tmp_path: Path) -> None:
    for number in range(260):
        (tmp_path / f"{number}.md").write_text("A lamp.\n")
    said = affilint("init").stderr
    assert re.search(
        r"of \d+ of the 260 files, spread over all of them, says \(the whole has more\): \d+ files checked", said
    )
