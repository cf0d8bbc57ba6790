"""The documentation site: it builds strictly, asks for nothing from elsewhere, and has the pages that findings link to."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from linter.rulebook.help import SITE, rule_address
from linter.rulebook.loader import Rulebook
from tests.browsers import chromium, violations
from tests.conftest import ROOT

_LOADED = {"script": "src", "img": "src", "iframe": "src"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", "tools/mkdocs.yml", "--site-dir", folder], cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def page(built: Path, path: str) -> html.HtmlElement:
    return html.fromstring((built / path / "index.html").read_bytes())


def test_every_rule_has_the_page_that_its_findings_link_to(built: Path) -> None:
    assert (
        re.search(r"^site_url: (.+)$", (ROOT / "tools" / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)[1]
        == SITE
    )  # type: ignore[index]
    for rule in Rulebook.shipped().rules.values():
        address = rule_address(rule)
        assert address.startswith(SITE)
        assert (built / address.removeprefix(SITE) / "index.html").is_file(), rule.id


def test_rule_page_says_why_by_what_authority_and_what_to_do(built: Path) -> None:
    text = " ".join(page(built, "rules/disclosure/missing").text_content().split())
    for part in (
        "Who is paid",
        "How to fix",
        "16 CFR 255.5(a)",
        "as of 2026-11-22",
        "Known limits",
        "What a fix does",
        "us-ftc",
    ):
        assert part in text
    assert '<a rel="sponsored"' in text


def test_tables_have_every_pack_network_and_key(built: Path) -> None:
    assert "us-ftc" in page(built, "markets").text_content()
    assert "Amazon Associates" in page(built, "networks").text_content()
    assert "affiliate.own_tags" in page(built, "keys").text_content()


def test_pages_load_nothing_from_elsewhere(built: Path) -> None:
    for path in ("", "rules/disclosure/missing", "networks"):
        tree = page(built, path)
        loaded = [element.get(name, "") for tag, name in _LOADED.items() for element in tree.iter(tag)]
        loaded += [element.get("href", "") for element in tree.iter("link") if element.get("rel") != "canonical"]
        assert loaded
        assert not [address for address in loaded if "//" in address]
    assert not [
        file
        for file in built.rglob("*.css")
        if re.search(r"url\(\s*[\"']?(https?:)?//", file.read_text(encoding="utf-8"))
    ]
    assert (built / "search" / "search_index.json").is_file()


def test_links_out_of_the_documentation_lead_into_the_repository(built: Path) -> None:
    found = {str(link) for link in page(built, "").xpath("//a/@href") if "github.com/affilint" in link}
    assert any(link.endswith("/affilint/blob/main/bench/RESULTS.md") for link in found), found
    assert {link.removeprefix("https://github.com/affilint/affilint/").partition("/")[0] for link in found} == {
        "",
        "blob",
    }


def test_rule_page_says_what_persons_read_of_it_on_sites(built: Path) -> None:
    def section(rule: str) -> str:
        text = " ".join(page(built, f"rules/{rule}").text_content().split())
        return text.partition("On real sites")[2].partition("Switch it off")[0]

    assert "Real content, 22 November 2026 106 44" in section("disclosure/missing")
    together = section("links/touching-text")
    assert "(with links/no-address, links/chatbot-parameter) 29 1" in together
    assert "No table counts this rule by itself" in section("links/unclosed")


def test_figures_of_the_benches_are_pages(built: Path) -> None:
    assert "What a run costs" in page(built, "speed").text_content()
    assert "What an audit costs" in page(built, "audit-cost").text_content()
    links = {
        str(link)
        for path in ("speed", "audit-cost")
        for link in page(built, path).xpath("//div[@role='main']//a/@href")
    }
    assert "../decisions/speed/" in links
    assert not any("docs/" in link for link in links), links


def test_comparison_counts_the_faults_of_the_samples(built: Path) -> None:
    expected = "".join(
        (ROOT / "fixtures" / "articles" / f"{name}.expected.yml").read_text(encoding="utf-8")
        for name in ("demo.md", "pasted.txt")
    )
    count = len(re.findall(r"^- '?(?:error|warning) ", expected, re.MULTILINE))
    assert f"affilint {count} of {count}" in " ".join(page(built, "comparison").text_content().split())


@pytest.mark.large
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
def test_axe_finds_no_violations_and_nothing_scrolls_sideways(built: Path, width: int, scheme: str) -> None:
    with chromium() as browser:
        for path in ("", "accuracy", "rules/disclosure/missing", "networks", "keys", "comparison"):
            opened = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            opened.goto((built / path / "index.html").as_uri())
            assert violations(opened) == [], path
            assert opened.evaluate("document.documentElement.scrollWidth") <= width, path
            opened.close()
