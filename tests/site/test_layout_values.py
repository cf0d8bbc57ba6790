"""Links of layouts that are printed where the front matter has a certain value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
CODE = {
    "flag": "let show = false\n  if (post.frontmatter.kind === 'pen') {\n    show = true\n  }",
    "flag, without a block": "let show = false;\n  if (post.frontmatter.kind == 'pen') show = true;\n",
    "flag that is taken back": "let show = true\n  if (post.frontmatter.kind !== 'pen') {\n    show = false\n  }",
    "constant": "const show = post.frontmatter.kind === 'pen'",
    "list": "const show = post.frontmatter.kinds?.includes('pen')",
}
FIELDS = ["kind: pen", "kinds: [ink, pen]"]
OTHERS = ["kind: ink", "kinds: [ink]", "other: pen"]


def gatsby(code: str, shown: str = "show && ") -> dict[str, str]:
    return {
        "package.json": '{"dependencies": {"gatsby": "5"}}',
        "gatsby-node.js": "const post = require('path').resolve('./src/templates/post.js')\n",
        "src/components/Banner.js": "export default ({ linkTo }) => <a href={linkTo}>See it</a>\n",
        "src/templates/post.js": "import Banner from '../components/Banner'\nexport default ({ data }) => {\n  const post = data.markdownRemark\n"
        f'  {code}\n  return (\n    <div>\n      {{{shown}<Banner linkTo="{PEN}" />}}\n'
        "      <div dangerouslySetInnerHTML={{ __html: post.html }} />\n    </div>\n  )\n}\n",
    }


def pays(emissions: Emissions, field: str) -> bool:
    text = f"---\ntitle: A\n{field}\n---\n\nNo link here.\n"
    return bool(Facts(article(text, "content/a.md"), FactOptions(emissions=emissions)).affiliate_links)


@pytest.mark.parametrize("name", CODE)
def test_a_value_of_front_matter_decides(site: Build, name: str) -> None:
    emissions = site(gatsby(CODE[name]))
    assert [pays(emissions, field) for field in FIELDS] == [name != "list", name == "list"]
    assert not any(pays(emissions, field) for field in OTHERS)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("let show = false\n  if (isChosen(post)) {\n    show = true\n  }", "show && "),
        (f"{CODE['flag']}\n  if (other) {{\n    show = true\n  }}", "show && "),
        (CODE["flag"], "show && !isPaid && "),
        ("", "posts.map((post) => post.frontmatter.kind === 'pen' && "),
    ],
    ids=["unknown", "two conditions", "another condition", "loop"],
)
def test_what_the_build_decides_adds_no_link(site: Build, code: str, shown: str) -> None:
    files = gatsby(code, shown)
    if "map(" in shown:
        files["src/templates/post.js"] = files["src/templates/post.js"].replace("/>}", "/>)}", 1)
    emissions = site(files)
    assert not any(pays(emissions, field) for field in (*FIELDS, *OTHERS))


def test_liquid_and_another_value_that_is_written_out(site: Build) -> None:
    emissions = site({
        "_config.yml": "",
        "_layouts/post.html": f'{{% if page.kind == "pen" %}}<a href="{PEN}">Buy</a>{{% endif %}}{{{{ content }}}}',
    })  # fmt: skip
    assert [pays(emissions, f"layout: post\n{field}") for field in ("kind: pen", "kind: ink", "x: 1")] == [
        True,
        False,
        False,
    ]
    emissions = site({
        "_config.yml": "",
        "_layouts/post.html": f'{{% if page.kind != "pen" %}}<a href="{PEN}">Buy</a>{{% endif %}}{{{{ content }}}}',
    })  # fmt: skip
    assert [pays(emissions, f"layout: post\n{field}") for field in ("kind: pen", "kind: ink", "x: 1")] == [
        False,
        True,
        False,
    ]


NOTICE = "We may earn a commission when you buy through the links in this article."


@pytest.mark.parametrize("prop", ["entry", "pieza"])
def test_notice_under_an_inverted_flag_is_for_the_other_values(site: Build, prop: str) -> None:
    layout = (
        f"---\nconst {{ {prop} }} = Astro.props;\nconst {{ kind }} = {prop}.data;\nconst isGuide = kind === 'guide';\n---\n"
        f"<html><body><article>\n{{!isGuide && <p>{NOTICE}</p>}}\n<slot /></article></body></html>"
    )
    page = (
        "---\nimport Post from '../layouts/Post.astro';\nconst { entry } = Astro.props;\n"
        "const { Content } = await entry.render();\n---\n<Post PROP={entry}><Content /></Post>"
    ).replace("PROP", prop)
    emissions = site({"astro.config.mjs": "", "src/layouts/Post.astro": layout, "src/pages/[slug].astro": page})
    assert [one.condition for one in emissions.layouts] == ["!kind=guide"]


def astro(names: str, markup: str) -> dict[str, str]:
    """A layout whose code gives the front matter of ``entry`` other names, and prints something by it."""
    page = (
        "---\nimport Post from '../layouts/Post.astro';\nconst { entry } = Astro.props;\n"
        "const { Content } = await entry.render();\n---\n<Post entry={entry}><Content /></Post>"
    )
    layout = f"---\nconst {{ entry }} = Astro.props;\n{names}\n---\n<html><body><article>\n{markup}\n<slot /></article></body></html>"
    return {"astro.config.mjs": "", "src/layouts/Post.astro": layout, "src/pages/[slug].astro": page}


@pytest.mark.parametrize(
    "names",
    ["const { data } = entry;", "const data = entry.data;", "const { data: about } = entry;\nconst { data } = entry;"],
)
def test_front_matter_under_another_name_is_asked_for_its_value(site: Build, names: str) -> None:
    emissions = site(astro(names, f"{{data.kind === 'review' && <p>{NOTICE}</p>}}"))
    assert [one.condition for one in emissions.layouts] == ["kind=review"]


def test_data_of_the_site_is_not_front_matter(site: Build) -> None:
    names = "import { data } from '../settings';"
    emissions = site(astro(names, f"{{data.kind === 'review' && <p>{NOTICE}</p>}}"))
    assert [one.condition for one in emissions.layouts] == [None]


@pytest.mark.parametrize(
    ("asked", "printed", "left_out"),
    [
        ("data.trial", "other: x", "trial: true"),
        ("data.kind === 'trial'", "kind: guide", "kind: trial"),
        ("data.slug === 'trial'", "slug: guide", "slug: trial"),
    ],
)
def test_a_link_in_the_other_branch_is_in_all_other_articles(
    site: Build, asked: str, printed: str, left_out: str
) -> None:
    names = f"const {{ data }} = entry;\nconst isTrial = {asked};"
    emissions = site(astro(names, f'{{isTrial ? <p>On trial</p> : <p><a href="{PEN}">Buy</a></p>}}'))
    assert pays(emissions, printed)
    assert not pays(emissions, left_out)
