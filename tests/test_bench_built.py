"""The comparison of sources with built pages: pairing, addresses, and which differences count."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TAG = "https://www.amazon.com/dp/B0PANTRY02?tag=slowpantry-20"
PROSE = (
    "The kettle boils in four minutes and holds its heat for most of an hour, which is more than the old one did. "
    "We poured, we waited, and we wrote down what the thermometer said every five minutes of that long afternoon."
)
NOTICE = "This article contains affiliate links, and we earn a commission if you buy through them."


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts of bench/accuracy import one another by name."""
    monkeypatch.syspath_prepend(str(ROOT / "bench" / "accuracy"))
    monkeypatch.setattr(sys, "path", [*sys.path])


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def compared(folder: Path, article: str, page: str):
    import built
    from site_lists import sites

    write(folder / "src", {"content/kettle.md": article, "content/teapot.md": f"{PROSE[::-1]}"})
    write(folder / "out", {"posts/kettle/index.html": f"<html><body><article>{page}</article></body></html>"})
    one = {"name": "a/b", "commit": "0", "generator": "hugo", "source": "src", "content": "content", "built": "out"}
    (folder / "sites.json").write_text(json.dumps([one]), encoding="utf-8")
    return built.compare(sites(folder / "sites.json")[0])


@pytest.mark.usefixtures("bench")
def test_same_links_and_place_agree(tmp_path: Path) -> None:
    result = compared(
        tmp_path, f"{NOTICE}\n\n{PROSE} [Buy]({TAG})\n", f'<p>{NOTICE}</p><p>{PROSE} <a href="{TAG}">Buy</a></p>'
    )
    assert [one.path for one in result.compared] == ["content/kettle.md"]
    assert result.unpaired == ["content/teapot.md"]
    assert result.compared[0].links_agree
    assert (result.compared[0].static.place, result.compared[0].built.place) == ("before", "before")


@pytest.mark.usefixtures("bench")
def test_link_that_only_the_page_shows_is_missed(tmp_path: Path) -> None:
    result = compared(tmp_path, PROSE, f'<p>{PROSE}</p><p><a href="{TAG}">Buy</a></p>')
    assert [link.url for link in result.compared[0].missed] == [TAG]
    assert not result.compared[0].has_place


@pytest.mark.usefixtures("bench")
def test_link_that_the_page_does_not_show_is_extra(tmp_path: Path) -> None:
    result = compared(tmp_path, f"{PROSE} [Buy]({TAG})", f"<p>{PROSE}</p>")
    assert [link.url for link in result.compared[0].extra] == [TAG]


@pytest.mark.usefixtures("bench")
def test_disclosure_that_the_page_prints_elsewhere_disagrees(tmp_path: Path) -> None:
    result = compared(tmp_path, f"{PROSE} [Buy]({TAG})", f'<p>{NOTICE}</p><p>{PROSE} <a href="{TAG}">Buy</a></p>')
    assert not result.compared[0].place_agrees


@pytest.mark.usefixtures("bench")
def test_address_is_the_same_whatever_the_order_and_tracking_of_its_query() -> None:
    from built import normalised

    assert normalised("https://www.shop.example/a/?tag=x-20&utm_source=b&q=1#top") == normalised(
        "http://shop.example/a?q=1&tag=x-20"
    )
    assert normalised("https://shop.example/a?tag=x-20") != normalised("https://shop.example/a?tag=y-20")


@pytest.mark.usefixtures("bench")
def test_cause_names_the_template_that_holds_an_address(tmp_path: Path) -> None:
    from causes import Repository, needle_of

    write(tmp_path, {"layouts/buy.html": f'<a href="{TAG}">Buy</a>', "content/a.md": PROSE})
    assert Repository(tmp_path, tmp_path / "out").where(needle_of(TAG)) == ("template", "layouts/buy.html")
    assert Repository(tmp_path, tmp_path / "out").where_said(PROSE) == ("content", "content/a.md")
    assert Repository(tmp_path, tmp_path / "out").where("elsewhere.example") == ("nowhere", "")


@pytest.mark.usefixtures("bench")
def test_every_line_of_the_table_has_as_many_cells_as_its_head(tmp_path: Path) -> None:
    import built

    result = compared(tmp_path, f"{PROSE} [Buy]({TAG})", f'<p>{PROSE} <a href="{TAG}">Buy</a></p>')
    by_site, totals = built.table([result], totals_only=False), built.table([result], totals_only=True)
    lines = [line for line in f"{by_site}\n{totals}".splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in lines}) == 1
    assert "a/b" in by_site
    assert "a/b" not in totals


@pytest.mark.usefixtures("bench")
def test_link_on_every_page_of_a_folder_belongs_to_the_layout(tmp_path: Path) -> None:
    import built
    from site_lists import sites

    topics = ("kettle", "teapot", "ladle", "whisk", "grater")
    prose = {topic: " ".join(f"{topic} {word}" for word in PROSE.split()) for topic in topics}
    write(tmp_path / "src", {f"content/{topic}.md": text for topic, text in prose.items()})
    page = f'<p>{{}}</p><p><a href="{TAG}">Buy</a></p>'
    write(tmp_path / "out", {f"{topic}/index.html": page.format(text) for topic, text in prose.items()})
    one = {"name": "a/b", "commit": "0", "generator": "hugo", "source": "src", "content": "content", "built": "out"}
    (tmp_path / "sites.json").write_text(json.dumps([one]), encoding="utf-8")
    result = built.compare(sites(tmp_path / "sites.json")[0])
    assert [one.links_agree for one in result.compared] == [True] * 5
    assert all(one.from_layout for one in result.compared)
