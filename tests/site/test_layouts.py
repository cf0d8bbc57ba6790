"""Disclosures in layouts: place, condition, and the layouts that print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.article.emissions import LayoutDefault
from linter.facts.layout_choice import stands_around
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "We may earn a commission if you buy through our links."
NOTE = f"<p>{EARNS}</p>"


def hugo(single: str) -> dict[str, str]:
    return {"hugo.toml": "", "layouts/_default/single.html": single, "layouts/partials/note.html": NOTE}


def jekyll(post: str) -> dict[str, str]:
    return {"_config.yml": "title: x\n", "_layouts/post.html": post, "_includes/note.html": NOTE}


def astro(layout: str) -> dict[str, str]:
    return {"astro.config.mjs": "", "src/layouts/Post.astro": layout, "src/components/Note.astro": NOTE}


CONDITIONS = [
    (hugo(f"{NOTE}{{{{ .Content }}}}"), "top", None),
    (hugo(f"{{{{ .Content }}}}{NOTE}"), "bottom", None),
    (hugo(f"<footer>{NOTE}</footer>{{{{ .Content }}}}"), "top", None),
    (hugo(f"<aside>{NOTE}</aside>{{{{ .Content }}}}"), "top", None),
    (hugo(f'<aside class="callout">{NOTE}</aside>{{{{ .Content }}}}'), "top", None),
    (hugo('{{ if .Params.affiliate }}{{ partial "note.html" . }}{{ end }}{{ .Content }}'), "top", "affiliate"),
    (hugo(f"{{{{ with .Params.affiliate }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"), "top", "affiliate"),
    (hugo(f"{{{{ if not .Params.affiliate }}}}x{{{{ else }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"), "top", "affiliate"),
    (hugo(f"{{{{ if not .Params.plain }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"), "top", "!plain"),
    (hugo(f'{{{{ if (.Param "affiliate") }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}'), "top", "affiliate"),
    (hugo(f"{{{{ if eq .Params.affiliate true }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"), "top", "affiliate"),
    (hugo(f"{{{{ $a := .Params.affiliate }}}}{{{{ if $a }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"), "top", "affiliate"),
    (hugo(f"{{{{ if .Params.toc }}}}x{{{{ end }}}}{NOTE}{{{{ .Content }}}}"), "top", None),
    (hugo(f"{{{{ range .Params.tags }}}}x{{{{ end }}}}{NOTE}{{{{ .Content }}}}"), "top", None),
    (jekyll("{% include note.html %}{{ content }}"), "top", None),
    (jekyll("{% if page.affiliate %}{% include note.html %}{% endif %}{{ content }}"), "top", "affiliate"),
    (jekyll("{% if page.affiliate == true %}{% include note.html %}{% endif %}{{ content }}"), "top", "affiliate"),
    (jekyll("{%- unless page.plain -%}{% include note.html %}{%- endunless -%}{{ content }}"), "top", "!plain"),
    (jekyll("{{ content }}{% if page.affiliate %}{% include note.html %}{% endif %}"), "bottom", "affiliate"),
    (astro("---\nconst { frontmatter } = Astro.props;\n---\n{frontmatter.affiliate && <Note />}<slot />"), "top", "affiliate"),
    (astro("---\nconst { affiliate } = Astro.props;\n---\n{affiliate && (<Note />)}<slot />"), "top", "affiliate"),
    (astro("---\nconst { entry } = Astro.props;\n---\n{entry.data.affiliate ? <Note /> : null}<slot />"), "top", "affiliate"),
    (astro("---\nconst { post } = Astro.props;\nconst { data: { title, affiliate } } = post;\n---\n{ affiliate && (<Note />)}<slot />"), "top", "affiliate"),
    (astro("---\nconst { post: { data: { affiliate: isAd = false } } } = Astro.props;\n---\n{isAd && <Note />}<slot />"), "top", "affiliate"),
    (astro("---\nconst { post } = Astro.props;\nconst { affiliate = false }: Post['data'] = post.data as Data;\n---\n{affiliate && <Note />}<slot />"), "top", "affiliate"),
    (astro("---\nconst { data: { plain } } = await getEntry('blog', id);\n---\n{!plain && <Note />}<slot />"), "top", "!plain"),
    (astro("---\nconst { links: { shown } } = pens;\nconst all = list.map(({ data: { affiliate } }) => affiliate);\n---\n<Note /><slot />"), "top", None),
    (astro("---\nconst { f } = Astro.props;\n---\n{!f.data.plain && <Note />}<slot />"), "top", "!plain"),
    (jekyll("{% if page.affiliate != nil %}{% include note.html %}{% endif %}{{ content }}"), "top", "affiliate"),
    (jekyll("{% if page.affiliate == false %}x{% else %}{% include note.html %}{% endif %}{{ content }}"), "top", None),
    (jekyll("{% if page.kind != 'essay' %}{% include note.html %}{% endif %}{{ content }}"), "top", "!kind=essay"),
    (hugo(f"{{{{ if ne .Params.affiliate false }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"), "top", None),
    (hugo(f"{{{{ if eq .Params.kind `review` }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}"), "top", None),
    (astro("<slot /><Note />"), "bottom", None),
    (astro('---\nimport N from "../components/Note.astro";\n---\n<main><N /><slot /></main>'), "top", None),
]  # fmt: skip


@pytest.mark.parametrize(("files", "place", "condition"), CONDITIONS)
def test_layout_disclosure_has_place_and_condition(
    site: Build, files: dict[str, str], place: str, condition: str | None
) -> None:
    (found,) = site(files).layouts
    assert (found.text, found.strength, found.place, found.condition) == (EARNS, "clear", place, condition)


COLUMN = "".join(f"<li>Our {number}th favourite article of the season</li>" for number in range(30))
PLACES = [
    (astro("<main><Note /><slot /></main>") | {"src/components/Note.astro": f'<aside class="p-4">{NOTE}</aside>'}, "top"),
    (jekyll(f"<aside>{NOTE}</aside>{{{{ content }}}}"), "top"),
    (jekyll(f"<footer>{NOTE}</footer>{{{{ content }}}}"), "top"),
    (jekyll(f"{{{{ content }}}}{NOTE}"), "end"),
    (jekyll(f"{{{{ content }}}}<aside>{NOTE}</aside>"), "end"),
    (jekyll(f"{{{{ content }}}}<footer>{NOTE}</footer>"), "footer"),
    (jekyll(f'{{{{ content }}}}<div role="contentinfo">{NOTE}</div>'), "footer"),
    (jekyll(f"<nav>{NOTE}</nav>{{{{ content }}}}"), "nav"),
    (jekyll(f'<aside class="left-sidebar">{NOTE}</aside>{{{{ content }}}}'), "sidebar"),
    (jekyll(f'<div id="sidebar"><p>x</p>{NOTE}</div>{{{{ content }}}}'), "sidebar"),
    (jekyll(f"<aside><ul>{COLUMN}</ul>{NOTE}</aside>{{{{ content }}}}"), "sidebar"),
    (jekyll(f"<details><summary>More</summary>{NOTE}</details>{{{{ content }}}}"), "details"),
    (jekyll(f"<details open>{NOTE}</details>{{{{ content }}}}"), "top"),
    (jekyll(f"<details><summary>{EARNS}</summary>x</details>{{{{ content }}}}"), "top"),
    (jekyll(f"<p hidden>{NOTE}</p>{{{{ content }}}}"), "hidden"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "where"), PLACES)
def test_the_place_before_or_behind_the_content_decides(site: Build, files: dict[str, str], where: str) -> None:
    (found,) = site(files).layouts
    assert (found.where, found.place) == (where, "top" if where == "top" else "bottom")


def test_condition_on_either_of_two_keys(site: Build) -> None:
    found = site(jekyll(f"{{% if page.affiliate or page.sponsored %}}{NOTE}{{% endif %}}{{{{ content }}}}")).layouts
    assert sorted(one.condition or "" for one in found) == ["affiliate", "sponsored"]


def test_hugo_sections_and_named_layouts(site: Build) -> None:
    page = f"{{{{ define `main` }}}}{NOTE}{{{{ .Content }}}}{{{{ end }}}}"
    files = {
        "hugo.toml": "",
        "layouts/_default/baseof.html": '<main>{{ block "main" . }}{{ end }}</main>',
        "layouts/_default/single.html": "{{ define `main` }}{{ .Content }}{{ end }}",
    }
    assert [one.layouts for one in site({**files, "layouts/reviews/single.html": page}).layouts] == [
        ("section:reviews",)
    ]


def test_hugo_condition_on_the_section(site: Build) -> None:
    (found,) = site(hugo(f'{{{{ if eq .Section "reviews" }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}')).layouts
    assert (found.layouts, found.condition) == (("section:reviews",), None)


def test_list_pages_and_partials_are_not_layouts(site: Build) -> None:
    files = {
        "hugo.toml": "",
        "layouts/_default/list.html": f"{NOTE}{{{{ .Content }}}}",
        "layouts/partials/x.html": NOTE,
    }
    assert not site(files).layouts


def test_jekyll_layout_inheritance(site: Build) -> None:
    files = jekyll("---\nlayout: default\n---\n<h1>x</h1>{{ content }}")
    (found,) = site({**files, "_layouts/default.html": f"{{{{ content }}}}<footer>{NOTE}</footer>"}).layouts
    assert (found.place, found.layouts) == ("bottom", ("default", "post"))


def test_jekyll_default_layout_applies_to_all_articles(site: Build) -> None:
    files = jekyll(f"{NOTE}{{{{ content }}}}")
    files["_config.yml"] = "defaults:\n  - scope: {path: '', type: posts}\n    values: {layout: post}\n"
    found = site(files)
    assert [one.layouts for one in found.layouts] == [("post",)]
    assert found.defaults[0] == LayoutDefault((), "posts", frozenset({"post"}))


def test_eleventy_directory_data_sets_the_layout_of_its_folder(site: Build) -> None:
    files = {"eleventy.config.js": "", "_includes/layouts/post.njk": f"{NOTE}{{{{ content | safe }}}}"}
    assert [one.layouts for one in site(files).layouts] == [("post",)]
    found = site({**files, "posts/posts.json": '{"layout": "layouts/post.njk"}'})
    assert found.defaults == (LayoutDefault(("posts",), "", frozenset({"post"})),)


def test_nunjucks_blocks(site: Build) -> None:
    files = {
        "eleventy.config.js": "",
        "_includes/layouts/base.njk": "<main>{% block content %}{% endblock %}</main>",
        "_includes/layouts/post.njk": '{% extends "layouts/base.njk" %}{% block content %}'
        + NOTE
        + "{{ content | safe }}{% endblock %}",
    }
    (found,) = site(files).layouts
    assert (found.place, found.layouts) == ("top", ("post",))


def test_next_route_is_read_as_a_layout(site: Build) -> None:
    files = {
        "next.config.mjs": "",
        "app/posts/[slug]/page.tsx": 'import { Note } from "@/components/note";\n'
        "export default async function Page({ params }) {\n  const post = await read(params);\n"
        "  if (!post) {\n    return <p>Not here.</p>;\n  }\n"
        "  return (\n    <article>\n      <h1>{post.title}</h1>\n      {post.affiliate && <Note />}\n"
        "      <div dangerouslySetInnerHTML={{ __html: post.html }} />\n    </article>\n  );\n}\n",
        "components/note.tsx": f"export function Note() {{\n  return <p>{EARNS}</p>;\n}}\n",
    }
    (found,) = site(files).layouts
    assert (found.place, found.condition, found.source) == ("top", "affiliate", "components/note.tsx")


@pytest.mark.parametrize(
    "banner",
    [
        '<div class="ad-slot"><p>Advertisement</p></div>{{ content }}',
        '<aside><div id="ad-container"><p>Ad</p></div></aside>{{ content }}',
        "{% include ad-slot.html %}{{ content }}",
    ],
)
def test_a_label_in_a_box_or_file_for_banners_marks_the_banner(site: Build, banner: str) -> None:
    assert not site({**jekyll(banner), "_includes/ad-slot.html": "<p>Advertisement</p>"}).layouts


def test_a_label_above_the_article_marks_the_article(site: Build) -> None:
    (found,) = site(jekyll('<span class="badge">Ad</span>{{ content }}')).layouts
    assert (found.text, found.place) == ("Ad", "top")
    (found,) = site(jekyll("{% if page.sponsored %}<p>Advertisement</p>{% endif %}{{ content }}")).layouts
    assert (found.text, found.condition) == ("Advertisement", "sponsored")


def test_branches_of_a_condition_are_separate_texts(site: Build) -> None:
    body = "<p>{% if page.a %}We earn a commission{% else %}Nobody pays us{% endif %}</p>{{ content }}"
    assert all("Nobody" not in one.text for one in site(jekyll(body)).layouts)


@pytest.mark.parametrize(
    "text",
    [f"<p hidden>{EARNS}</p>", f"<!-- {EARNS} -->", f"{{# {EARNS} #}}", f"{{% comment %}}{EARNS}{{% endcomment %}}"],
)
def test_hidden_and_commented_text_is_no_layout_disclosure(site: Build, text: str) -> None:
    assert not [one for one in site(jekyll(text + "{{ content }}")).layouts if one.place == "top"]


def test_gatsby_page_component_with_a_label_chosen_by_flags(site: Build) -> None:
    page = """
export const Page = ({ children, meta }) => {
  const isAd = meta.frontmatter.advertisement;
  const isAffiliate = meta.frontmatter.affiliate;
  const either = isAd || isAffiliate;
  let label = '';
  if (isAd) {
    label = 'Werbung';
  }
  return (
    <div>
      <PageTitle>{meta.frontmatter.title}</PageTitle>
      {either && (<LabelTeaser href="#why">{label} *</LabelTeaser>)}
      <Body>{children}</Body>
    </div>
  );
};
"""
    boundary = """
export class Boundary extends React.Component {
  render() {
    if (this.state.failed) { return (<h1>Sorry.</h1>); }
    return this.props.children;
  }
}
"""
    controller = """
import { Page } from './page';
import { Boundary } from './boundary';
const Controller = ({ data }) => (
  <Boundary><Page meta={data.mdx}><MDXRenderer>{data.mdx.body}</MDXRenderer></Page></Boundary>
);
export default Controller;
"""
    emissions = site(
        {
            "gatsby-config.js": "",
            "gatsby-node.js": "const c = resolve(__dirname, 'src/components', `controller.tsx`);",
            "src/components/controller.tsx": controller,
            "src/components/page.tsx": page,
            "src/components/boundary.tsx": boundary,
        }
    )
    found = {(layout.text, layout.place, layout.condition) for layout in emissions.layouts}
    assert found == {("Werbung *", "top", "advertisement"), ("Werbung *", "top", "affiliate")}


def test_self_closing_script_does_not_hide_the_page(site: Build) -> None:
    layout = f'<head><script type="application/ld+json" set:html={{schema}} /></head><body><slot />{NOTE}</body>'
    (found,) = site(astro(layout)).layouts
    assert (found.text, found.place) == (EARNS, "bottom")


def test_a_part_that_is_never_printed_discloses_nothing(site: Build) -> None:
    assert not site(hugo(f"{{{{ if false }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}")).layouts
    (found,) = site(hugo(f"{{{{ if false }}}}x{{{{ else }}}}{NOTE}{{{{ end }}}}{{{{ .Content }}}}")).layouts
    assert found.place == "top"


def test_a_layout_that_astro_pages_name_counts_beside_routes(site: Build) -> None:
    files = astro(f"{NOTE}<slot />") | {"src/pages/[slug].astro": "<article><Content /></article>"}
    (found,) = site(files).layouts
    assert found.layouts == ("layout:Post",)
    assert stands_around(article("---\nlayout: ../layouts/Post.astro\n---\nx"), found.layouts, found.source)
    assert not stands_around(article("---\ntitle: x\n---\nx"), found.layouts, found.source)
