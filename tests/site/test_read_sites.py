"""Reading the sites in fixtures/sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.article.emissions import LayoutDisclosure, Printed
from linter.site.generator.detection import detect
from linter.site.reading import read_site

SITES = Path(__file__).parents[2] / "fixtures" / "sites"
NAMES = ("astro", "eleventy", "hugo", "jekyll", "static")


@pytest.mark.parametrize("name", NAMES)
def test_generator_is_recognised(name: str) -> None:
    assert detect(SITES / name) == (name,)


@pytest.mark.parametrize("name", NAMES)
def test_reading_a_site_is_deterministic(name: str) -> None:
    first, second = read_site(SITES / name), read_site(SITES / name)
    assert first == second
    assert list(first.names) == list(second.names)
    assert list(first.redirects) == list(second.redirects)


def test_hugo_site() -> None:
    emissions = read_site(SITES / "hugo")
    assert emissions.names["shop"] == Printed(
        links=("https://www.amazon.com/dp/x?tag=slowpantry-20",), source="layouts/shortcodes/shop.html", rel="sponsored"
    )
    assert emissions.names["button"].url_parameters == ("url",)
    above, below = emissions.layouts
    assert above == LayoutDisclosure(
        "We may earn a commission if you buy through the links in this article.",
        "clear",
        "top",
        (),
        "affiliate",
        "layouts/partials/disclosure.html",
        "top",
    )
    assert (below.place, below.condition, below.source) == ("bottom", None, "layouts/partials/footer.html")
    assert emissions.redirects["/go/millwright"].startswith("https://www.awin1.com/cread.php")
    assert "/go/grain/*" in emissions.redirects
    assert "/feed" not in emissions.redirects
    assert not [path for path in emissions.redirects if path.startswith("/old")]


def test_jekyll_site() -> None:
    emissions = read_site(SITES / "jekyll")
    assert emissions.names["gear.html"].links == ("https://www.amazon.com/dp/x?tag=ridgetrail-20",)
    assert emissions.names["gear"] == emissions.names["gear.html"]
    assert emissions.names["disclosure"].disclosure == "We earn a commission when you buy through links on this page."
    (above,) = emissions.layouts
    assert (above.place, above.layouts, above.condition) == ("top", ("post",), "!no_affiliate_links")
    assert emissions.redirects["/go/lantern"] == "https://www.amazon.com/dp/B0RIDGE004?tag=ridgetrail-20"
    assert emissions.redirects["/go/tent-peg"].endswith("tag=ridgetrail-20")


def test_eleventy_site() -> None:
    emissions = read_site(SITES / "eleventy")
    assert emissions.names["book"].links == ("https://www.amazon.com/dp/x?tag=shelfnotes-20",)
    (above,) = emissions.layouts
    assert (above.place, above.layouts, above.condition) == ("top", ("review",), "affiliate")
    assert emissions.redirects == {"/go/binder": "https://www.awin1.com/cread.php?awinmid=10005&awinaffid=200005"}


def test_astro_site() -> None:
    emissions = read_site(SITES / "astro")
    assert emissions.names["amazonlink"].links == ("https://www.amazon.com/dp/x?tag=quietdesk-20",)
    assert emissions.names["deal"].url_parameters == ("url",)
    assert emissions.names["disclosure"].strength == "clear"
    (above,) = emissions.layouts
    assert (above.place, above.layouts, above.condition) == ("top", ("layout:Post",), "affiliate")
    assert "footer" not in emissions.names
    assert "/go/deskmate" in emissions.redirects


def test_static_site() -> None:
    emissions = read_site(SITES / "static")
    assert sorted(emissions.redirects) == ["/go/cup", "/go/kettle", "/go/pot", "/go/teapot"]
    assert not emissions.names
    assert not emissions.layouts


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"mkdocs.yml": ""}, "mkdocs"),
        ({"_quarto.yml": ""}, "quarto"),
        ({"book.toml": ""}, "mdbook"),
        ({"pelicanconf.py": ""}, "pelican"),
        ({"config.toml": 'base_url = "https://lamps.example"\n', "themes/x/theme.toml": ""}, "zola"),
        ({"config.toml": 'baseURL = "https://lamps.example"\n', "themes/x/theme.toml": ""}, "hugo"),
        ({"config.yaml": "title: Lamps\nbaseURL: https://lamps.example\n", "content/a.md": ""}, "hugo"),
        ({"_config.yml": "", "source/_posts/a.md": "", "scaffolds/post.md": ""}, "hexo"),
        ({"_config.yml": "", "source/_posts/a.md": "", "package.json": '{"dependencies": {"hexo": "7"}}'}, "hexo"),
        ({"_config.yml": "source_dir: source\npublic_dir: docs\n", "source/_posts/a.md": ""}, "hexo"),
        ({"_config.yml": "# public_dir: docs\n", "source/_posts/a.md": ""}, "jekyll"),
        ({"_config.yml": "source: source\n", "source/_posts/a.md": ""}, "jekyll"),
        ({"_config.yml": "", "_posts/a.md": "", "source/a.md": "", "scaffolds/a.md": ""}, "jekyll"),
    ],
)
def test_generator_is_told_by_its_configuration(tmp_path: Path, files: dict[str, str], name: str) -> None:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert detect(tmp_path) == (name,)
