"""One small site of our own for each generator, whose templates lie where the reader of templates does not see them (but Jekyll's).

Reviews have a notice above the text and a call that prints a link; notes have neither.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.published.built_pages import NOTICE, build, generator, write

SUBJECTS = {
    "jars": "A jar for sourdough holds a litre, and its lid lies on it without a thread so that the dough can breathe.",
    "mills": "A mill with steel burrs stands on the bench for years, and the flour that it gives is warm to the hand.",
    "scales": "Scales that weigh to the gram tell us more about bread than any recipe that we have copied so far.",
    "peels": "A peel of beech is light enough for one hand, and flour keeps the loaf from sticking to the wood.",
}
PLACES = {
    "cellar": "The cellar stays at twelve degrees all summer, which is why the apples lie there and not in the kitchen.",
    "shelf": "The long shelf above the window holds what we use each week, in the order in which we reach for it.",
    "garden": "The garden gave us forty pounds of beans this year, most of them in the three weeks of late August.",
}
ENDING = "We have used ours for two winters, and nothing about it has changed in all that time but its colour."
ASINS = {name: f"B0PANTRY{number:02}" for number, name in enumerate(SUBJECTS, start=10)}


def link(asin: str) -> str:
    return f"https://www.amazon.com/dp/{asin}?tag=slowpantry-20"


@dataclass(frozen=True)
class Pantry:
    """A site as it lies on disk: the folder of its articles, that of its pages, and how they are built."""

    content: str
    built: str
    build: Callable[[Path], None]


def hugo(folder: Path) -> Pantry:
    theme = {
        "themes/pantry/layouts/_default/baseof.html": '<!doctype html><html lang="en"><body>{{ block "main" . }}{{ end }}</body></html>',
        "themes/pantry/layouts/reviews/single.html": f'{{{{ define "main" }}}}<main><h1>{{{{ .Title }}}}</h1><p>{NOTICE}</p>{{{{ .Content }}}}</main>{{{{ end }}}}',
        "themes/pantry/layouts/_default/single.html": '{{ define "main" }}<main><h1>{{ .Title }}</h1>{{ .Content }}</main>{{ end }}',
        "themes/pantry/layouts/_default/list.html": '{{ define "main" }}<main><h1>{{ .Title }}</h1></main>{{ end }}',
        "themes/pantry/layouts/shortcodes/jar.html": f'<p><a rel="sponsored" href="{link("{{ .Get 0 }}")}">Buy it</a></p>',
    }
    write(folder / "outside", theme)
    write(folder / "site", {"hugo.toml": 'title = "Slow pantry"\ntheme = "pantry"\n'})
    articles(folder / "site/content", '{{{{< jar "{asin}" >}}}}')
    command = [generator("hugo"), "--quiet", "--themesDir", str(folder / "outside/themes")]
    return Pantry("content", "public", lambda site: build(command, site))


def jekyll(folder: Path) -> Pantry:
    head, foot = (
        '<!doctype html><html lang="en"><body><main><h1>{{ page.title }}</h1>',
        "{{ content }}</main></body></html>\n",
    )
    layouts = {"_layouts/review.html": f"{head}<p>{NOTICE}</p>{foot}", "_layouts/default.html": f"{head}{foot}"}
    settings = "title: Slow pantry\nkramdown:\n  parse_block_html: false\ndefaults:\n- scope: {path: reviews}\n  values: {layout: review}\n- scope: {path: notes}\n  values: {layout: default}\n"
    box = f'<p><a rel="sponsored" href="{link("{{ include.asin }}")}">Buy it</a></p>\n'
    write(folder / "site", {"_config.yml": settings, "_includes/jar.html": box, **layouts})
    articles(folder / "site", '{{% include jar.html asin="{asin}" %}}')
    command = [generator("jekyll"), "build", "--quiet"]
    return Pantry(".", "_site", lambda site: build(command, site))


def mkdocs(folder: Path) -> Pantry:
    page = (
        '<!doctype html><html lang="en"><body><main>{% if page.file.src_uri.startswith("reviews/") %}'
        f"<p>{NOTICE}</p>{{% endif %}}{{{{ page.content }}}}</main></body></html>\n"
    )
    write(folder / "outside", {"main.html": page, "404.html": "<p>Nothing here.</p>\n"})
    settings = f"site_name: Slow pantry\ntheme:\n  name: null\n  custom_dir: {folder / 'outside'}\n"
    write(folder / "site", {"mkdocs.yml": settings, "docs/index.md": f"# Slow pantry\n\n{ENDING}\n"})
    articles(folder / "site/docs", '<a rel="sponsored" href="{link}">Buy it</a>')
    generator("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return Pantry("docs", "site", lambda site: build(command, site))


def pelican(folder: Path) -> Pantry:
    notice = f"{{% if article.category.name == 'reviews' %}}<p>{NOTICE}</p>{{% endif %}}"
    page = f'<!doctype html><html lang="en"><body><main><h1>{{{{ article.title }}}}</h1>{notice}{{{{ article.content }}}}</main></body></html>\n'
    plain = "<!doctype html><html><body></body></html>\n"
    names = (
        "index",
        "archives",
        "categories",
        "category",
        "tags",
        "tag",
        "authors",
        "author",
        "page",
        "period_archives",
    )
    write(folder / "outside", {"templates/article.html": page, **{f"templates/{name}.html": plain for name in names}})
    (folder / "outside/static").mkdir(parents=True, exist_ok=True)
    write(folder / "site", {"pelicanconf.py": "SITENAME = 'Slow pantry'\nPATH = 'content'\nTIMEZONE = 'UTC'\n"})
    articles(
        folder / "site/content", '<a rel="sponsored" href="{link}">Buy it</a>', "Title: {title}\nDate: 2026-02-01\n\n"
    )
    command = [
        generator("pelican"),
        "content",
        "-s",
        "pelicanconf.py",
        "-t",
        str(folder / "outside"),
        "-o",
        "output",
        "-q",
    ]
    return Pantry("content", "output", lambda site: build(command, site))


def eleventy(folder: Path) -> Pantry:
    write(folder / "site", {"eleventy.config.js": "export default function () { return { dir: { input: 'src' } }; }\n"})
    articles(folder / "site/src", '{{% jar "{asin}" %}}')
    return Pantry("src", "_site", lambda site: pages(site / "_site"))


def astro(folder: Path) -> Pantry:
    code = "const { asin } = Astro.props;\nconst url = await addressOf(asin);"
    component = f'---\n{code}\n---\n<p><a rel="sponsored" href={{url}}>Buy it</a></p>\n'
    write(folder / "site", {"astro.config.mjs": "export default {};\n", "src/components/Jar.astro": component})
    head = "---\ntitle: {title}\n---\nimport Jar from '../../components/Jar.astro';\n\n"
    articles(folder / "site/src/content", '<Jar asin="{asin}" />', head, ".mdx")
    return Pantry("src/content", "dist", lambda site: pages(site / "dist"))


def articles(folder: Path, call: str, head: str = "---\ntitle: {title}\n---\n\n", ending: str = ".md") -> None:
    """Write the articles; ``call`` stands for the link of a review."""
    for name, text in SUBJECTS.items():
        bought = call.format(asin=ASINS[name], link=link(ASINS[name]))
        body = f"{head.format(title=name.title())}{text}\n\n{bought}\n\n{ENDING}\n"
        write(folder, {f"reviews/{name}{ending}": body})
    for name, text in PLACES.items():
        write(folder, {f"notes/{name}{ending}": f"{head.format(title=name.title())}{text}\n\n{ENDING}\n"})


def pages(folder: Path) -> None:
    """Write the pages that a generator which cannot be had here makes of the articles."""
    shell = '<!doctype html><html lang="en"><body><main><h1>{title}</h1>{body}</main></body></html>\n'
    for name, text in SUBJECTS.items():
        bought = f'<p><a rel="sponsored" href="{link(ASINS[name])}">Buy it</a></p>'
        body = f"<p>{NOTICE}</p><p>{text}</p>{bought}<p>{ENDING}</p>"
        write(folder, {f"reviews/{name}/index.html": shell.format(title=name.title(), body=body)})
    for name, text in PLACES.items():
        body = f"<p>{text}</p><p>{ENDING}</p>"
        write(folder, {f"notes/{name}/index.html": shell.format(title=name.title(), body=body)})


SITES = {"hugo": hugo, "jekyll": jekyll, "mkdocs": mkdocs, "pelican": pelican, "eleventy": eleventy, "astro": astro}
