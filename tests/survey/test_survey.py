"""The survey of a repository: what is counted, sampled, certain or only suggested."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from linter.survey import Survey, survey
from linter.survey.configuration import write_configuration

ANCHOR = '<a href="https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20">Lamp</a>'
LINK = "[Lamp](https://www.amazon.com/dp/B0LAMP0001?tag={})\n"
DISCLOSURE = "We earn a commission when you buy through our links.\n\n"


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / ".git").mkdir(exist_ok=True)
    return root


def post(text: str) -> str:
    return f"---\ntitle: The lamp by the door\n---\n{text}"


def posts(count: int, text: str) -> dict[str, str]:
    return {f"content/posts/{number:03}.md": post(text) for number in range(count)}


def patterns(found: Survey, *, sure: bool) -> list[str]:
    return [one.pattern for one in found.excludes if one.sure is sure]


def test_frequent_tag_is_the_sites_own_and_a_rare_one_is_not(tmp_path: Path) -> None:
    files = posts(9, DISCLOSURE + LINK.format("hallway-20")) | {
        "content/odd.md": post(DISCLOSURE + LINK.format("strangers-20"))
    }
    found = survey(write(tmp_path, files))
    (use,) = found.networks
    assert (use.network, use.own, use.others, use.sure) == (
        "amazon",
        (("hallway-20", 9),),
        (("strangers-20", 1),),
        True,
    )
    text = write_configuration(found)
    assert '      - "hallway-20"  # 9 of 10 links with an id\n' in text
    assert "perhaps somebody else's: strangers-20 (1)" in text


def test_tracking_ids_with_a_common_prefix_are_one_account(tmp_path: Path) -> None:
    files = posts(19, LINK.format("hallway-20")) | {"content/uk.md": post(LINK.format("hallway-21"))}
    (use,) = survey(write(tmp_path, files)).networks
    assert dict(use.own) == {"hallway-20": 19, "hallway-21": 1}


def test_ids_that_do_not_name_the_publisher_are_not_listed(tmp_path: Path) -> None:
    link = "[Lampe](https://px.a8.net/svt/ejp?a8mat=3LAMP0+1LAMP1+2PEO+5YJRM)\n"
    found = survey(write(tmp_path, posts(5, link)))
    assert not found.networks[0].sure
    assert "own_tags" not in write_configuration(found)
    assert "A8.net 1 id in 5 links" in write_configuration(found)


def test_ids_that_a_publisher_has_for_each_shop_are_not_listed(tmp_path: Path) -> None:
    link = "[灯り](https://hb.afl.rakuten.co.jp/ichiba/0a1b2c3d.0a1b2c3d.0a1b2c3d.0a1b2c3d/?pc=https%3A%2F%2Fitem.rakuten.co.jp%2Flamp%2Fhall%2F)\n"
    found = survey(write(tmp_path, posts(5, link)))
    assert not found.networks[0].sure
    assert "own_tags" not in write_configuration(found)


def test_articles_with_a_folder_each_lie_in_the_folder_above(tmp_path: Path) -> None:
    files = {f"content/posts/lamp-{number}/index.md": post("Text.\n") for number in range(90)} | {"hugo.toml": ""}
    assert survey(write(tmp_path, files)).folders == (("content/posts", 90),)


def test_git_ignored_folder_is_not_counted(tmp_path: Path) -> None:
    files = posts(3, LINK.format("hallway-20")) | {"drafts/a.md": LINK.format("draft-20"), ".gitignore": "drafts/\n"}
    write(tmp_path, files)
    (tmp_path / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    found = survey(tmp_path)
    assert found.files == 3
    assert [tag for tag, _ in found.networks[0].own] == ["hallway-20"]


@pytest.mark.parametrize(("rare", "is_own"), [("hallwaylam-20", True), ("hallwaylampshop-21", True), ("hallwaylamp07-20", True), ("hallwaylampde-21", True), ("hall-20", False), ("otherlamps-20", False), ("hallway-20", False), ("hallwaylampfriends-20", False)])  # fmt: skip
def test_rare_id_is_the_sites_where_it_is_called_like_the_site(tmp_path: Path, rare: str, *, is_own: bool) -> None:
    files = posts(9, LINK.format("brightwell-20")) | {"hugo.toml": 'baseURL = "https://www.hallwaylamp.example/"\n'}
    files["content/posts/rare.md"] = post(LINK.format(rare))
    own = [tag for tag, _ in survey(write(tmp_path, files)).networks[0].own]
    assert own == ["brightwell-20", *([rare] if is_own else [])]


def test_pages_of_code_that_pay_are_articles_too(tmp_path: Path) -> None:
    files = {f"posts/{n}.md": post("A plain text.\n") for n in range(5)} | {
        "package.json": '{"dependencies": {"next": "1"}}',
        "pages/gear.jsx": f"export default () => <main><p>What I use.</p>{ANCHOR}</main>;\n",
        "components/Foot.jsx": f"export default () => <footer>{ANCHOR}</footer>;\n",
    }
    found = survey(write(tmp_path, files))
    assert (found.files, found.articles, found.earning) == (6, 6, 1)
    assert [use.network for use in found.networks] == ["amazon"]


def test_files_other_than_articles_are_excluded(tmp_path: Path) -> None:
    files = posts(8, LINK.format("hallway-20")) | {
        "hugo.toml": "",
        "README.md": "# Our site\n",
        "archetypes/default.md": "---\ntitle: x\n---\n",
        "docs/deploy.md": "How to deploy.\n",
        "scripts/new.md": post("What the script writes.\n"),
        ".github/PULL_REQUEST_TEMPLATE.md": "What changed?\n",
        "public/admin/index.html": "<p>Content manager</p>",
        "static/google0123456789abcdef.html": "google-site-verification: google0123456789abcdef.html",
        "static/robots.txt": "User-agent: *\n",
    }
    found = survey(write(tmp_path, files))
    assert patterns(found, sure=True) == []
    assert (found.files, found.articles, found.folders) == (8, 8, (("content/posts", 8),))


def test_scripts_are_excluded_where_a_generator_may_make_pages_of_them(tmp_path: Path) -> None:
    files = {".eleventy.js": "", "scripts/new.md": post("What the script writes.\n")}
    assert patterns(survey(write(tmp_path, posts(8, "Text.\n") | files)), sure=True) == ["/scripts/"]


def test_docs_folder_with_affiliate_links_is_only_suggested(tmp_path: Path) -> None:
    files = posts(8, "Text.\n") | {".eleventy.js": "", "docs/a.md": post(LINK.format("hallway-20"))}
    found = survey(write(tmp_path, files))
    assert patterns(found, sure=False) == ["/docs/"]
    assert '  # - "/docs/"  # 1 file: documentation of the code, with affiliate links in them\n' in write_configuration(
        found
    )


@pytest.mark.parametrize("settings", ["mkdocs.yml", ".eleventy.js"])
def test_folder_that_most_of_the_site_lies_in_is_never_suggested(tmp_path: Path, settings: str) -> None:
    files = {f"docs/posts/{number}.md": post(LINK.format("hallway-20")) for number in range(4)}
    found = survey(write(tmp_path, files | {settings: "", "posts/a.md": post("Text.\n")}))
    assert patterns(found, sure=True) == patterns(found, sure=False) == []


def test_root_notes_and_template_folders_are_excluded(tmp_path: Path) -> None:
    files = posts(8, "Text.\n") | {f"NOTE-{number}.md": "# Note\n" for number in range(5)}
    files |= {f"parts/{number}.html": "<p>{{ title }}</p>" for number in range(3)}
    assert patterns(survey(write(tmp_path, files)), sure=True) == ["/parts/", "/*.md"]


def test_excludes_never_cover_all_files(tmp_path: Path) -> None:
    found = survey(write(tmp_path, {"README.md": "# Lamps\n", "LICENSE.md": "Free.\n"}))
    assert patterns(found, sure=True) == []
    assert found.articles == 2


def test_large_repository_is_sampled_deterministically(tmp_path: Path) -> None:
    write(tmp_path, posts(10, LINK.format("hallway-20")))
    found = survey(tmp_path, max_articles=3)
    assert (found.files, found.step, found.read, found.networks[0].links) == (10, 4, 3, 3)
    assert survey(tmp_path, max_articles=3) == found
    assert "# Read: every 4th of 10, in sorted order: 3 files;" in write_configuration(found)


def test_unreadable_file_is_counted(tmp_path: Path) -> None:
    write(tmp_path, posts(2, "Text.\n"))
    (tmp_path / "content" / "broken.md").write_bytes(b"caf\xe9 \xff\xfe\x00")
    found = survey(tmp_path)
    assert (found.read, found.unreadable) == (2, 1)
    assert "1 file could not be read" in write_configuration(found)


@pytest.mark.parametrize(
    ("links", "files", "sure"),
    [
        ("[a](/go/lamp) [b](/go/lamp)\n", {"static/_redirects": "/go/lamp https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20\n"}, True),
        ("[a](/recommends/lamp)\n[b](/recommends/oven)\n[c](/recommends/mill)\n", {}, True),
        ("[a](/deals/lamp)\n[b](/deals/oven)\n[c](/deals/mill)\n", {}, False),
        ("[a](/recommends/lamp)\n", {}, None),
        ("[a](/about/lamp)\n[b](/about/oven)\n[c](/about/mill)\n", {}, None),
    ],
)  # fmt: skip
def test_cloaks_are_found_by_redirects_or_by_name_and_use(
    links: str,
    files: dict[str, str],
    sure: bool | None,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    found = survey(write(tmp_path, {"content/a.md": post(links), "hugo.toml": "", **files}))
    assert [one.sure for one in found.cloaks] == ([] if sure is None else [sure])


def test_prefix_whose_paths_the_repository_redirects_is_not_proposed(tmp_path: Path) -> None:
    links = "".join(f"[{name}](/go/{name}) " for name in ("lamp", "oven", "mill", "lamp"))
    rules = "".join(f"/go/{name} https://{name}s.example/ 302\n" for name in ("lamp", "oven", "mill", "desk"))
    found = survey(write(tmp_path, {"content/a.md": post(links), "hugo.toml": "", "static/_redirects": rules}))
    text = write_configuration(found)
    assert '- "/go/"' not in text
    assert "# /go/: the repository says where the 4 links in articles lead, none to one" in text
    assert found.redirected == ()


def test_prefix_is_proposed_for_the_paths_that_nothing_redirects(tmp_path: Path) -> None:
    links = "".join(f"[{name}](/go/{name}) " for name in ("lamp", "oven", "mill", "desk"))
    files = {"content/a.md": post(links), "hugo.toml": "", "static/_redirects": "/go/lamp https://lamps.example/ 302\n"}
    found = survey(write(tmp_path, files))
    assert [(one.prefix, one.links, one.sure) for one in found.cloaks] == [("/go/", 3, True)]


def test_short_link_host_is_suggested(tmp_path: Path) -> None:
    text = "".join(f"[{number}](https://l.lamps.example/{number}) " for number in range(6))
    found = survey(write(tmp_path, {"content/a.md": post(text)}))
    assert [(host.name, host.links) for host in found.hosts] == [("l.lamps.example", 6)]
    assert '    # - "l.lamps.example"  # 6 links' in write_configuration(found)


@pytest.mark.parametrize(
    ("files", "sure", "written"),
    [
        ({"hugo.toml": "", "layouts/_default/_markup/render-link.html": '<a href="{{ .Destination }}" rel="sponsored">{{ .Text }}</a>'}, True, False),
        ({"hugo.toml": "", "layouts/_default/_markup/render-link.html": '<a href="{{ .Destination }}" rel="noopener">{{ .Text }}</a>'}, None, False),
        ({"astro.config.mjs": "import rehypeExternalLinks from 'rehype-external-links'\nexport default {p: [rehypeExternalLinks, {rel: ['nofollow']}]}"}, True, False),
        ({"astro.config.mjs": "export default {}", "package.json": '{"dependencies": {"rehype-external-links": "3"}}'}, False, False),
        ({"eleventy.config.js": "c.addTransform('rel', html => html.replaceAll('<a ', '<a rel=\"sponsored\" '))"}, True, True),
        ({"_config.yml": "title: x", "_plugins/rel.rb": "Jekyll::Hooks.register(:posts) { |p| p.output.gsub!('<a', '<a rel=\"nofollow\"') }"}, True, True),
    ],
)  # fmt: skip
def test_rel_that_the_build_adds_is_found(
    files: dict[str, str],
    sure: bool | None,  # noqa: FBT001
    written: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """The key switches the rules off for all links, so code that reaches Markdown only does not write it."""
    found = survey(write(tmp_path, {**posts(2, LINK.format("hallway-20")), **files}))
    assert (bool(found.rel.values) if found.rel else None) is sure
    active = "\n  rel_added_at_build: true  # " in write_configuration(found)
    assert active is written


def test_weak_house_wording_is_suggested(tmp_path: Path) -> None:
    weak = "This post contains affiliate links.\n\n"
    found = survey(write(tmp_path, posts(6, weak + LINK.format("hallway-20"))))
    assert [(one.text, one.strength, one.articles) for one in found.wordings] == [(weak.strip(), "weak", 6)]
    text = write_configuration(found)
    assert "# Said in 6 articles (weak): “This post contains affiliate links.”" in text
    assert '    # - "This\\\\s+post\\\\s+contains\\\\s+affiliate\\\\s+links\\\\."' in text


def test_undetected_wording_is_suggested_but_not_a_button(tmp_path: Path) -> None:
    house = "Links marked with a star pay a small commission towards our tea.\n\n"
    button = LINK.format("hallway-20").replace("[Lamp]", "[See the commission-free price today]")
    found = survey(write(tmp_path, posts(6, house + button)))
    assert [(one.text, one.strength) for one in found.missed] == [(house.strip(), "")]
    assert dict(found.places) == {"none": 6}


def test_clear_wording_is_not_suggested(tmp_path: Path) -> None:
    found = survey(write(tmp_path, posts(6, DISCLOSURE + LINK.format("hallway-20"))))
    assert found.missed == ()
    assert dict(found.places) == {"article": 6}


def test_layout_disclosure_and_its_flag_are_named(tmp_path: Path) -> None:
    layout = "<body>{{ if .Params.paid }}<p>We earn a commission if you buy through our links.</p>{{ end }}{{ .Content }}</body>"
    files = posts(2, LINK.format("hallway-20")) | {"hugo.toml": "", "layouts/_default/single.html": layout}
    text = write_configuration(survey(write(tmp_path, files)))
    assert "single.html, above every article, if the front matter sets paid: “We earn" in text


def test_language_is_set_only_if_nearly_all_articles_share_it(tmp_path: Path) -> None:
    english = "The lamp is on the table and it was there when we came back to the house.\n"
    german = "Die Lampe steht auf dem Tisch und sie war auch da, als wir wieder in das Haus kamen.\n"
    write(tmp_path, posts(6, english))
    assert "\nlanguage: en  # articles: en 6\n" in write_configuration(survey(tmp_path))
    for number in range(3):
        write(tmp_path, {f"content/de/{number}.md": post(german)})
    assert "\n# Languages: en 6, de 3. Each article's own counts.\n" in write_configuration(survey(tmp_path))


def test_site_in_a_subfolder_is_found(tmp_path: Path) -> None:
    found = survey(
        write(tmp_path, {"web/astro.config.mjs": "", "web/src/content/a.md": post("Text.\n"), "README.md": "# x\n"})
    )
    assert found.sites == (("web", ("astro",), 1),)
    assert "# Site: Astro in web/.\n" in write_configuration(found)


def test_prefix_some_of_whose_redirects_do_not_pay_is_not_proposed(tmp_path: Path) -> None:
    links = "".join(f"[{name}](/go/{name}) " for name in ("lamp", "oven", "mill", "lamp"))
    paying = "".join(f"/go/{name} https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20\n" for name in ("lamp", "oven"))
    files = {
        "content/a.md": post(links),
        "hugo.toml": "",
        "static/_redirects": f"{paying}/go/mill https://mill.example/\n",
    }
    (found,) = survey(write(tmp_path, files)).cloaks
    assert (found.sure, found.links, found.resolved) == (False, 4, 4)
