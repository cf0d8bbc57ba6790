"""Links of a component that the literal props of a call leave out, beside others whose address nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Affilint

HERO = (
    "---\nconst { crumbs, pen, showOffer = DEFAULT } = Astro.props;\n---\n<section>\n"
    "{crumbs && crumbs.map((crumb) => (<a href={crumb.href}>{crumb.label}</a>))}\n"
    "{pen && showOffer && (\n<p><a href={pen.link} rel='sponsored'>Buy {pen.name}</a></p>\n)}\n</section>\n"
)
PAGE = (
    "---\nimport Hero from '../components/Hero.astro';\nimport { best } from '../shelf';\n---\n"
    "<Hero crumbs={best.crumbs} pen={{ name: best.name, link: best.link }} PROP />\n<p>This quill has a soft nib, and we write with it each day.</p>\n"
)


@pytest.mark.parametrize(
    ("default", "prop", "is_printed"),
    [
        ("true", "", True),
        ("true", "showOffer={true}", True),
        ("false", "showOffer", True),
        ("true", "showOffer={best.shown}", True),
        ("true", "showOffer={false}", False),
        ("false", "", False),
    ],
)
def test_a_link_counts_only_where_the_call_prints_it(
    affilint: Affilint, tmp_path: Path, default: str, prop: str, *, is_printed: bool
) -> None:
    files = {
        "package.json": '{"dependencies": {"astro": "5.0.0"}}',
        "src/components/Hero.astro": HERO.replace("DEFAULT", default),
        "src/pages/quills.astro": PAGE.replace("PROP", prop),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = affilint("check", ".", cwd=tmp_path)
    assert ("disclosure/missing" in result.stdout) is is_printed
