"""A Jekyll site that names a theme and has the layouts of its articles itself: what it prints has been read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linter.article.emissions import Emissions

Build = Callable[[dict[str, str]], Emissions]

SAID = "We earn a commission when you buy through our links."
CONFIG = f"theme: dunes\nfooter_text: '{SAID}'\n"
DEFAULT = "<html><body>{{ content }}</body></html>"
POST = "---\nlayout: default\n---\n<main>{{ content }}</main>"
OWN = {"_layouts/default.html": DEFAULT, "_layouts/post.html": POST}
SQUEEZE = "---\n# Leaves line ends out.\n---\n{{ content | strip_newlines }}"
WITH_PART = DEFAULT.replace("</body>", "{% include footer.html %}</body>")


@pytest.mark.parametrize(
    ("files", "is_elsewhere"),
    [
        pytest.param({}, True, id="nothing-of-its-own"),
        pytest.param(OWN, False, id="own-layouts"),
        pytest.param({"_layouts/post.html": POST}, True, id="own-post-in-a-layout-of-the-theme"),
        pytest.param({"_layouts/default.html": DEFAULT}, True, id="own-frame-around-layouts-of-the-theme"),
        pytest.param({**OWN, "_layouts/default.html": WITH_PART}, True, id="a-part-of-the-theme"),
        pytest.param({**OWN, "_layouts/default.html": WITH_PART, "_includes/footer.html": "<footer>x</footer>"}, False, id="own-part"),
        pytest.param({**OWN, "_layouts/default.html": WITH_PART, "_includes/footer.html": "{% include mark.html %}"}, True, id="a-part-of-a-part"),
        pytest.param({**OWN, "_layouts/default.html": "<div>{{ content }}</div>"}, True, id="no-whole-page"),
        pytest.param({**OWN, "_config.yml": f"{CONFIG}defaults: [{{values: {{layout: tale}}}}]\n"}, True, id="another-by-default"),
        pytest.param({**OWN, "_config.yml": f"{CONFIG}defaults: [{{values: {{layout: post}}}}]\n"}, False, id="own-by-default"),
        pytest.param({**OWN, "_layouts/default.html": POST}, True, id="a-circle"),
        pytest.param({**OWN, "_layouts/default.html": f"---\nlayout: squeeze\n---\n{DEFAULT}", "_layouts/squeeze.html": SQUEEZE}, False, id="a-whole-page-handed-to-another"),
    ],
)  # fmt: skip
def test_own_layouts_go_before_those_of_a_theme(site: Build, files: dict[str, str], *, is_elsewhere: bool) -> None:
    found = site({"_config.yml": CONFIG, **files})
    assert (found.setting is not None) == is_elsewhere
    assert (found.keys_read is None) == is_elsewhere


def test_a_part_that_no_own_layout_calls_is_printed_by_nobody(site: Build) -> None:
    files = {"_config.yml": "theme: dunes\n", "_includes/footer.html": f"<p>{SAID}</p>"}
    assert [layout.where for layout in site(files).layouts] == ["footer"]
    assert not site({**files, **OWN}).layouts


def test_layouts_of_the_theme_stand_in_the_own_frame(site: Build) -> None:
    frame = DEFAULT.replace("<body>", f"<body><p>{SAID}</p>")
    (layout,) = site({**OWN, "_config.yml": "theme: dunes\n", "_layouts/default.html": frame}).layouts
    assert {"post", "page", "single"} <= set(layout.layouts)
