"""``affilint learn``: what pages tell of layouts and templates, and what a check makes of it where there is no build."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.published.built_pages import NOTICE, TAG, page, write

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

TOPICS = ("kettle", "lantern", "ladder", "barrel", "hammer", "basket")
LINK = f'<a rel="sponsored" href="{TAG}">Buy it</a>'
FILE = "affilint.site.yml"


def prose(topic: str) -> str:
    return f"The {topic} that we bought in the spring has seen a year of daily use, and this is what we think of the {topic} today."


def article(folder: Path, path: str, text: str, *, body: str, head: str = "") -> None:
    """Write an article and its page; ``body`` is what the page shows of it."""
    front = f"---\ntitle: {Path(path).stem.title()}\n{head}---\n\n"
    write(folder, {f"content/{path}.md": f"{front}{text}\n", f"public/{path}/index.html": page(body)})


def paid(folder: Path, path: str, *, above: str = "", below: str = "", head: str = "") -> None:
    """Write an article with an affiliate link; ``above`` and ``below`` are what its layout prints around it."""
    text = prose(Path(path).stem)
    article(folder, path, f"{text}\n\n{LINK}", body=f"{above}<p>{text}</p><p>{LINK}</p>{below}", head=head)


def learned(affilint: Affilint, *args: str) -> str:
    ran = affilint("learn", "content", "--built", "public", *args)
    assert ran.returncode == 0, ran.stderr
    return ran.stderr


def missing(affilint: Affilint, *args: str) -> set[str]:
    """The articles that lack a disclosure by their sources alone."""
    found = json.loads(affilint("check", "content", "--format", "json", "--no-cache", *args).stdout)
    assert found["failures"] == []
    return {Path(item["path"]).stem for item in found["findings"] if item["rule"] == "disclosure/missing"}


def rows(affilint: Affilint) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(affilint("links", "content", "--format", "json").stdout)["links"]
    return found


def test_notice_around_all_articles_of_a_folder(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:3]:
        paid(tmp_path, f"reviews/{topic}", above=f"<p>{NOTICE}</p>")
    for topic in TOPICS[3:]:
        paid(tmp_path, f"notes/{topic}")
    assert missing(affilint) == set(TOPICS)
    learned(affilint)
    assert missing(affilint) == set(TOPICS[3:])
    write(tmp_path, {"content/reviews/new.md": f"{prose('anvil')}\n\n{LINK}\n"})
    assert missing(affilint) == set(TOPICS[3:])


def test_notice_that_a_key_of_front_matter_asks_for(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:3]:
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>", head="paid: true\n")
    for topic in TOPICS[3:]:
        paid(tmp_path, topic, head="paid: false\n")
    learned(affilint)
    assert 'having: ["paid"]' in (tmp_path / FILE).read_text(encoding="utf-8")
    assert missing(affilint) == set(TOPICS[3:])


def test_notice_of_a_few_articles_among_very_many(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:2]:
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>", head="partner: acme\n")
    for number in range(120):
        text = prose(f"shelf number {number}")
        article(tmp_path, f"shelf-{number}", text, body=f"<p>{text}</p>")
    paid(tmp_path, TOPICS[2])
    learned(affilint)
    assert missing(affilint) == {TOPICS[2]}


def test_notice_of_the_layout_that_articles_name(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:3]:
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>", head="layout: review\n")
    for topic in TOPICS[3:]:
        paid(tmp_path, topic, head="layout: note\n")
    learned(affilint)
    assert 'layout: "review"' in (tmp_path / FILE).read_text(encoding="utf-8")
    assert missing(affilint) == set(TOPICS[3:])


def test_notice_for_articles_that_link_a_host(affilint: Affilint, tmp_path: Path) -> None:
    other = "https://www.awin1.com/cread.php?awinmid=1&awinaffid=2"
    for topic in TOPICS[:3]:
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>")
    for topic in TOPICS[3:]:
        text = prose(topic)
        link = f'<a rel="sponsored" href="{other}">Buy it</a>'
        article(tmp_path, topic, f"{text}\n\n{link}", body=f"<p>{text}</p><p>{link}</p>")
    learned(affilint)
    assert 'linking: ["amazon.com"]' in (tmp_path / FILE).read_text(encoding="utf-8")
    assert missing(affilint) == set(TOPICS[3:])


def test_notice_in_the_footer_does_not_count_as_one_above(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS:
        paid(tmp_path, topic, below=f"<footer><p>{NOTICE}</p></footer>")
    learned(affilint)
    assert "where: footer" in (tmp_path / FILE).read_text(encoding="utf-8")
    found = json.loads(affilint("check", "content", "--format", "json").stdout)["findings"]
    assert {item["rule"] for item in found if item["rule"].startswith("disclosure/")} == {"disclosure/footer-only"}


def test_notice_that_articles_write_is_not_the_layouts(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:4]:
        text = prose(topic)
        article(tmp_path, topic, f"{NOTICE}\n\n{text}\n\n{LINK}", body=f"<p>{NOTICE}</p><p>{text}</p><p>{LINK}</p>")
    paid(tmp_path, "basket")
    learned(affilint)
    assert NOTICE not in (tmp_path / FILE).read_text(encoding="utf-8")
    assert missing(affilint) == {"basket"}


def test_notice_that_some_pages_show_may_stand_on_any(affilint: Affilint, tmp_path: Path) -> None:
    for number, topic in enumerate(TOPICS):
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>" if number % 2 else "")
    said = learned(affilint)
    assert "the pages of 6 articles do not agree" in said
    assert "unclear: true" in (tmp_path / FILE).read_text(encoding="utf-8")
    assert missing(affilint) == set(), "nothing tells which articles have it: a false alarm would cost more than a miss"


def called(folder: Path, topic: str, call: str, shown: str) -> None:
    """Write an article that calls a template between its paragraphs, and what the page shows there."""
    end = f"That is all there is to say of our {topic} and of the shop that sold it to us last year."
    text = prose(topic)
    article(folder, topic, f"{text}\n\n{call}\n\n{end}", body=f"<p>{text}</p>{shown}<p>{end}</p>")


def test_link_that_a_shortcode_makes_of_its_argument(affilint: Affilint, tmp_path: Path) -> None:
    for number, topic in enumerate(TOPICS):
        asin = f"B0BARREL{number:02}"
        url = f"https://www.amazon.com/dp/{asin}?tag=slowpantry-20"
        called(tmp_path, topic, f'{{{{< buy id="{asin}" >}}}}', f'<p><a rel="sponsored" href="{url}">Buy it</a></p>')
    assert rows(affilint) == []
    learned(affilint)
    found = rows(affilint)
    assert [row["url"] for row in found] == [
        f"https://www.amazon.com/dp/B0BARREL{number:02}?tag=slowpantry-20" for topic, number in sorted(zip(TOPICS, range(6), strict=True))
    ]  # fmt: skip
    assert {tuple(row["rel"]) for row in found} == {("sponsored",)}
    assert missing(affilint) == set(TOPICS)


def test_template_whose_calls_have_several_forms_is_left_to_who_reads_it(affilint: Affilint, tmp_path: Path) -> None:
    shop = '{{ $to := .Get "to" }}{{ if hasPrefix $to "/" }}{{ $to = printf "https://www.amazon.com%s" $to }}{{ end }}'
    box = f'{shop}<p><a rel="sponsored" href="{{{{ $to }}}}?tag=slowpantry-20">Buy it</a></p>\n'
    single = "<html><body><main>{{ .Content }}</main></body></html>"
    write(
        tmp_path,
        {"hugo.toml": 'title = "Shed"', "layouts/_default/single.html": single, "layouts/shortcodes/buy.html": box},
    )
    for number in range(10):
        path = f"/dp/B0BARREL{number:02}"
        to = path if number else f"https://www.amazon.com{path}"
        url = f"https://www.amazon.com{path}?tag=slowpantry-20"
        called(tmp_path, f"barrel-{number}", f'{{{{< buy to="{to}" >}}}}', f'<p><a rel="sponsored" href="{url}">Buy it</a></p>')  # fmt: skip
    before = rows(affilint)
    learned(affilint)
    assert rows(affilint) == before
    assert [row["url"] for row in before] == [
        f"https://www.amazon.com/dp/B0BARREL{number:02}?tag=slowpantry-20" for number in range(10)
    ]


def test_notice_and_link_of_a_component_in_their_order(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:3]:
        called(tmp_path, topic, "{{< shop >}}", f"<p>{NOTICE}</p><p>{LINK}</p>")
    for topic in TOPICS[3:]:
        called(tmp_path, topic, "{{< bare >}}", f"<p>{LINK}</p>")
    learned(affilint)
    assert missing(affilint) == set(TOPICS[3:])
    assert {row["path"].split("/")[-1][:-3]: row["disclosed"] for row in rows(affilint)} == {
        **dict.fromkeys(TOPICS[:3], "before"),
        **dict.fromkeys(TOPICS[3:], "no"),
    }


def test_notice_at_the_beginning_is_the_shortcodes_where_others_lack_it(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:3]:
        text = prose(topic)
        article(tmp_path, topic, f"{{{{< told >}}}}\n\n{text}\n\n{LINK}", body=f"<p>{NOTICE}</p><p>{text}</p><p>{LINK}</p>")  # fmt: skip
    for topic in TOPICS[3:]:
        paid(tmp_path, topic)
    learned(affilint)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert 'name: "told"' in text
    assert "where: top" not in text
    assert missing(affilint) == set(TOPICS[3:])


def test_link_that_the_layout_makes_of_front_matter(affilint: Affilint, tmp_path: Path) -> None:
    for number, topic in enumerate(TOPICS):
        url = f"https://www.amazon.com/dp/B0BARREL{number:02}?tag=slowpantry-20"
        text = prose(topic)
        head = f"asin: B0BARREL{number:02}\n"
        article(tmp_path, topic, text, body=f'<p>{text}</p><p><a rel="sponsored" href="{url}">Buy</a></p>', head=head)
    learned(affilint)
    assert "/dp/{asin}?tag" in (tmp_path / FILE).read_text(encoding="utf-8")
    assert missing(affilint) == set(TOPICS)
    assert len({row["url"] for row in rows(affilint)}) == len(TOPICS)


def test_rel_that_the_build_adds_to_markdown(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS:
        text = prose(topic)
        body = f'<p>{NOTICE}</p><p>{text}</p><p><a href="{TAG}" rel="nofollow sponsored">Buy it</a></p>'
        article(tmp_path, topic, f"{NOTICE}\n\n{text}\n\n[Buy it]({TAG})", body=body)

    def rel() -> set[str]:
        found = json.loads(affilint("check", "content", "--format", "json", "--no-cache").stdout)["findings"]
        return {item["rule"] for item in found if item["rule"].startswith("links/rel")}

    assert rel() == {"links/rel-missing"}
    learned(affilint)
    assert "added: [nofollow, sponsored]\n  to: markdown" in (tmp_path / FILE).read_text(encoding="utf-8")
    assert rel() == set()


def test_template_that_is_read_otherwise_than_pages_show_is_named(affilint: Affilint, tmp_path: Path) -> None:
    layout = f"<html><body><p>{NOTICE}</p><main>{{{{ .Content }}}}</main></body></html>"
    write(tmp_path, {"hugo.toml": 'title = "Shed"\n', "layouts/_default/single.html": layout})
    for topic in TOPICS:
        paid(tmp_path, topic)
    assert missing(affilint) == set()
    said = learned(affilint)
    assert (
        "layouts/_default/single.html is read to disclose above the article; 6 pages such as barrel/index.html show it "
        "nowhere around the article" in said
    )
    assert missing(affilint) == set(TOPICS)
    shown = affilint("inspect", "content/kettle.md").stdout
    assert (
        "layouts/_default/single.html is read to disclose (top); by affilint.site.yml the pages show otherwise" in shown
    )


def test_check_tells_whether_the_file_is_up_to_date(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:3]:
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>")
    ask = ("learn", "content", "--built", "public", "--check")
    ran = affilint(*ask)
    assert (ran.returncode, "affilint.site.yml is not there" in ran.stderr) == (1, True)
    assert not (tmp_path / FILE).exists()
    learned(affilint)
    before = (tmp_path / FILE).read_bytes()
    assert affilint(*ask).returncode == 0
    paid(tmp_path, TOPICS[3], above=f"<p>{NOTICE}</p>")
    assert affilint(*ask).returncode == 0, "one page more says nothing else"
    for topic in TOPICS[:4]:
        paid(tmp_path, topic)
    ran = affilint(*ask)
    assert (ran.returncode, "does not say what the pages show" in ran.stderr) == (1, True)
    assert (tmp_path / FILE).read_bytes() == before


def test_same_pages_give_the_same_bytes_in_any_number_of_processes(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS:
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>")
    first, second = (affilint("learn", "content", "--built", "public", "--dry-run", "--jobs", str(n)) for n in (1, 2))
    assert first.stdout == second.stdout != ""
    assert not (tmp_path / FILE).exists()


def test_what_the_configuration_says_goes_first(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS:
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>")
    learned(affilint)
    write(tmp_path, {"affilint.yml": "disclosure: {layout: none}\n"})
    assert missing(affilint) == set(TOPICS)
    write(tmp_path, {"affilint.yml": "read_site: false\n"})
    assert missing(affilint) == set(TOPICS)


def test_kept_results_do_not_outlive_what_was_learned(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:3]:
        paid(tmp_path, topic, above=f"<p>{NOTICE}</p>")
    (tmp_path / ".git").mkdir()

    def errors() -> int:
        ran = affilint("check", "content", "--format", "json", "--cache-dir", str(tmp_path / "kept"))
        count: int = json.loads(ran.stdout)["summary"]["error"]
        return count

    assert (errors(), errors()) == (3, 3)
    learned(affilint)
    assert (errors(), errors()) == (0, 0)
    text = (tmp_path / FILE).read_text(encoding="utf-8").replace("where: top", "where: footer")
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert errors() == 3
    (tmp_path / FILE).unlink()
    assert errors() == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version: 2\n", "affilint.site.yml:1:10: cannot check: affilint.site.yml needs version: 1"),
        ("version: 1\nlayout: []\n", "affilint.site.yml:2:1: cannot check: unknown key 'layout' in affilint.site.yml; did you mean 'layouts'?"),
        ("version: 1\nlayouts:\n  - folder: a\n    prints:\n      - disclosure: x\n", "affilint.site.yml:5:9: cannot check: a disclosure needs the key 'where'"),
        ("version: 1\ntemplates:\n  - name: a\n    prints:\n      - link: 'https://a.example/{b c}'\n", "affilint.site.yml:5:15: cannot check: link: what stands in braces"),
        ("version: 1\nlayouts: [" + "[" * 200 + "]" * 200 + "]\n", "affilint.site.yml:1:1: cannot check: not read: nested more than 100 levels deep"),
        ("version: 1\nlayouts:\n" + "- {folder: a}\n" * 600, "affilint.site.yml:3:1: cannot check: layouts has 600 items; more than 500 are not read"),
        ("version: 1\ntemplates:\n- name: '" + "a" * 9 + "'\n  prints:\n  - disclosure: '" + "b" * 3000 + "'\n    order: before\n", "disclosure has more than 2,000 characters"),
        ("version: 1\nrel: {added: [a], to: nowhere}\n", "affilint.site.yml:2:23: cannot check: to must be one of markdown, html, all"),
        ("\x00", "affilint.site.yml:1:1: cannot check: not valid YAML"),
    ],
)  # fmt: skip
def test_file_with_a_mistake_ends_the_run_in_one_line(affilint: Affilint, tmp_path: Path, text: str, said: str) -> None:
    paid(tmp_path, "kettle")
    write(tmp_path, {FILE: text})
    ran = affilint("check", "content")
    assert ran.returncode == 2
    assert len([line for line in (ran.stdout + ran.stderr).splitlines() if said in line]) == 1


def test_learning_says_what_it_lacks(affilint: Affilint, tmp_path: Path) -> None:
    paid(tmp_path, "kettle")
    ran = affilint("learn", "content")
    assert (ran.returncode, ran.stderr) == (2, "affilint: name the folder of the built pages: --built public, or the key built in affilint.yml\n")  # fmt: skip
    ran = affilint("learn", "content", "--built", "nowhere")
    assert (ran.returncode, "--built nowhere: cannot be read" in ran.stderr) == (2, True)
    write(tmp_path, {FILE: "version: 7\n"})
    ran = affilint("learn", "content", "--built", "public")
    assert (ran.returncode, "affilint.site.yml:1:10" in ran.stderr) == (2, True)


@pytest.mark.parametrize(
    "nasty",
    [
        'We earn a commission “when” you buy: "yes" \\ *now* [all] {of} it, # through our links.',
        "We earn a commission when you buy through our links \u202e\u0007 here &amp; there]]]}}}.",
        "We earn a commission when you buy through our links. " + "x" * 5_000,
    ],
)
def test_whatever_pages_say_can_be_read_again(affilint: Affilint, tmp_path: Path, nasty: str) -> None:
    url = "https://www.amazon.com/dp/B0BARREL01?tag=slowpantry-20&amp;q={x y}*[" + "y" * 200
    for topic in TOPICS:
        head = f'"key: {{odd}}": {topic}\n"": true\nlayout: "a: [b {{c}}"\n'
        paid(tmp_path, topic, above=f'<p>{nasty}</p><p><a href="{url}">Shop</a></p>', head=head)
    learned(affilint)
    ran = affilint("check", "content", "--format", "json")
    assert json.loads(ran.stdout)["failures"] == []
    assert affilint("learn", "content", "--built", "public", "--check").returncode == 0
