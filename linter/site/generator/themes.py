"""Know the templates of generators that keep them in a theme: MkDocs, Pelican, Zola; and the page that Quarto's settings make.

For each a theme says in which folders its templates lie, which of them print which articles, and, in the generator's own
template language, what its built-in templates put around them: the blocks and parts that a site replaces one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.records import dataclass, field
from linter.site.files import parse_data
from linter.site.generator.quarto import quarto_pages
from linter.site.generator.settings_files import mkdocs_settings, pelican_settings, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.site.files import Tree

_ENDINGS = (".html", ".htm", ".jinja", ".jinja2", ".j2")
# Source: github.com/squidfunk/mkdocs-material, material/templates/base.html and partials (9.7), parts that print nothing left out.
_MATERIAL = {
    "base.html": (
        '<aside>{% block announce %}{% endblock %}</aside>{% block header %}{% include "partials/header.html" %}{% endblock %}'
        "{% block hero %}{% endblock %}{% block tabs %}{% endblock %}<main>"
        '{% block site_nav %}<nav>{% include "partials/nav.html" %}{% include "partials/toc.html" %}</nav>{% endblock %}'
        '{% block container %}<article>{% include "partials/path.html" %}'
        '{% block content %}{% include "partials/content.html" %}{% endblock %}</article>{% endblock %}'
        '</main>{% block footer %}{% include "partials/footer.html" %}{% endblock %}'
    ),
    "main.html": '{% extends "base.html" %}',
    "blog-post.html": (
        '{% extends "main.html" %}{% block container %}<article>{% block content %}{% include "partials/content.html" %}{% endblock %}'
        "</article>{% endblock %}"
    ),
    "partials/content.html": (
        '{% include "partials/tags.html" %}{% include "partials/actions.html" %}{{ page.content }}'
        '{% include "partials/source-file.html" %}{% include "partials/feedback.html" %}{% include "partials/comments.html" %}'
    ),
    "partials/footer.html": '<footer>{% include "partials/copyright.html" %}</footer>',
    "partials/copyright.html": "{{ config.copyright }}",
}
# Source: github.com/mkdocs/mkdocs, themes/mkdocs/base.html and themes/readthedocs/base.html (1.6).
_MKDOCS = {
    "base.html": (
        "<header>{% block site_name %}{% endblock %}<nav>{% block site_nav %}{% endblock %}</nav></header><main>"
        '{% block content %}{% include "content.html" %}{% endblock %}</main><footer>{% block footer %}{{ config.copyright }}{% endblock %}</footer>'
    ),
    "main.html": '{% extends "base.html" %}',
    "content.html": "{{ page.content }}",
}
# Of other themes nobody knows where they print the copyright.
_OTHER = {"base.html": _MKDOCS["base.html"].replace("{{ config.copyright }}", "")}
# Source: github.com/getpelican/pelican, themes/simple/templates (4.11), which stands in for what a theme leaves out.
_PELICAN = {
    "base.html": (
        "{% block body %}<header>{% block header %}{% endblock %}<nav>{% block nav %}{% endblock %}</nav></header>"
        "<main>{% block content %}{% endblock %}</main><footer>{% block footer %}{% endblock %}</footer>{% endblock %}"
    ),
    "article.html": '{% extends "base.html" %}{% block content %}<article>{{ article.content }}</article>{% endblock %}',
    "page.html": '{% extends "base.html" %}{% block content %}{{ page.content }}{% endblock %}',
}
_INCLUDING = ("pymdownx.snippets", "markdown_include.include", "mdx_include")
_NOT_ARTICLES = frozenset(
    ["base", "index", "404", "archives", "archive", "period_archives", "author", "authors", "category", "categories", "tag", "tags",
     "search", "section", "taxonomy_list", "taxonomy_single", "anchor-link", "atom", "rss", "blog", "blog-archive", "blog-category"]
)  # fmt: skip
"""Templates of lists and of the site's own pages."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The templates of a site: ``pages`` are those that print articles, each with the articles that it is for.

    ``folders`` are searched in order. ``built_in`` are the templates, by name, that stand in where no folder has one of that
    name, ``prefixed`` the names by which a template of a folder may be called besides its own: ``!theme/base.html``.
    """

    folders: tuple[str, ...]
    pages: tuple[tuple[str, tuple[str, ...]], ...]
    built_in: Mapping[str, str] = field(default_factory=dict)
    prefixed: Mapping[str, str] = field(default_factory=dict)
    shortcodes: tuple[str, ...] = ()
    """Folders of the templates that articles call."""

    def named(self, tree: Tree) -> list[tuple[str, str]]:
        """Return the templates that an article can name, with their names, those of all articles left out."""
        known = {name for name, _ in self.pages}
        found: dict[str, str] = {}
        for folder in self.folders:
            for path in tree.walk(folder, _ENDINGS, 0):
                name = path[len(folder) + 1 :]
                if name not in known and name.partition(".")[0] not in _NOT_ARTICLES:
                    found.setdefault(name.rpartition(".")[0], path)
        return sorted(found.items())


def themes(tree: Tree, generators: Sequence[str]) -> Iterator[Theme]:
    """Yield the themes of a site's generators, as far as they are in the repository or known."""
    if "mkdocs" in generators:
        yield _mkdocs(tree)
    if "pelican" in generators:
        yield from _pelican(tree)
    if "zola" in generators:
        yield from _zola(tree)
    if "quarto" in generators:
        yield _quarto(tree)


def template_folders(tree: Tree, generators: Sequence[str]) -> list[str]:
    """Return the folders of templates, and of texts that articles include, which the settings name."""
    named = [folder for theme in themes(tree, generators) for folder in theme.folders]
    settings = mkdocs_settings(tree) if "mkdocs" in generators else {}
    docs = docs_folder(settings)
    bases = _existing(tree, [base for options in snippet_options(settings) for base in texts(options.get("base_path"))])
    return [*named, *(base for base in bases if base not in {".", docs} and not docs.startswith(f"{base}/"))]


def docs_folder(settings: Mapping[str, object]) -> str:
    """Return the folder of the articles of MkDocs."""
    return next(iter(texts(settings.get("docs_dir"))), "docs").removeprefix("./").strip("/")


def snippet_options(settings: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the options of the extensions of Markdown by which articles include other files."""
    extensions = settings.get("markdown_extensions")
    given = extensions if isinstance(extensions, list) else [extensions]
    found = (one.get(name) for one in given if isinstance(one, dict) for name in _INCLUDING)
    return [options for options in found if isinstance(options, dict)]


def _mkdocs(tree: Tree) -> Theme:
    """Return the theme of ``theme.name`` with what ``theme.custom_dir`` replaces (mkdocs.org/user-guide/customizing-your-theme)."""
    settings = mkdocs_settings(tree)
    theme = settings.get("theme")
    name = next(iter(texts(theme.get("name") if isinstance(theme, dict) else theme)), None)
    folders = _existing(tree, texts(theme.get("custom_dir")) if isinstance(theme, dict) else [])
    blog = _blog(settings.get("plugins")) if name == "material" else ""
    pages: list[tuple[str, tuple[str, ...]]] = [("main.html", (f"except:{blog}",))]
    if blog:
        pages.append(("blog-post.html", (f"section:{blog}",)))
    known = {"material": _MATERIAL, "mkdocs": _MKDOCS, "readthedocs": _MKDOCS, None: _MKDOCS}
    built_in = known[name] if name is None or name in known else {**_MKDOCS, **_OTHER}
    return Theme(folders, tuple(pages), built_in)


def _blog(plugins: object) -> str:
    """Return the folder of the blog that Material's plug-in makes, empty for none."""
    for plugin in plugins if isinstance(plugins, list) else ():
        given = plugin if isinstance(plugin, dict) else {str(plugin): None}
        if "blog" in given or "material/blog" in given:
            options = given.get("blog", given.get("material/blog"))
            named = texts(options.get("blog_dir")) if isinstance(options, dict) else []
            return "".join(named[:1]).strip("./").rpartition("/")[2] or "blog"
    return ""


def _pelican(tree: Tree) -> Iterator[Theme]:
    """Yield the theme of ``THEME`` below what ``THEME_TEMPLATES_OVERRIDES`` replaces (docs.getpelican.com/en/latest/themes.html)."""
    settings = pelican_settings(tree)
    named = [one.strip("./") for one in texts(settings.get("THEME"))]
    own = _existing(tree, [f"{base}{name}/templates" for name in named for base in ("", "themes/")])
    overrides = _existing(tree, texts(settings.get("THEME_TEMPLATES_OVERRIDES")))
    if not own and not overrides:
        return
    folders = [one.strip("./").rpartition("/")[2] for one in texts(settings.get("PAGE_PATHS", ["pages"]))]
    pages = tuple(f"except:{folder}" for folder in folders) or ("except:",)
    prefixed = {f"!theme/{path[len(base) + 1 :]}": path for base in own for path in tree.walk(base, _ENDINGS)}
    articles = (
        ("article.html", pages),
        *((("page.html", tuple(f"section:{folder}" for folder in folders)),) if folders else ()),
    )
    built_in = _PELICAN if own else {}
    yield Theme((*overrides, *own), articles, built_in, prefixed)


def _quarto(tree: Tree) -> Theme:
    """Return the pages of a Quarto site, one for each folder of articles that has settings of its own beside that of all."""
    pages = list(quarto_pages(tree))
    names = [f"quarto {number}.html" for number in range(len(pages))]
    layouts = [(f"section:{folder}",) if folder else ("except:",) for folder, _ in pages]
    return Theme(
        (), tuple(zip(names, layouts, strict=True)), dict(zip(names, (page for _, page in pages), strict=True))
    )


def _zola(tree: Tree) -> Iterator[Theme]:
    """Yield the templates of a Zola site, its own before its theme's (getzola.org/documentation/themes)."""
    settings = parse_data(tree.text("config.toml") or "", "config.toml")
    named = texts(settings.get("theme")) if isinstance(settings, dict) else []
    own = _existing(tree, [f"themes/{name}/templates" for name in named])
    folders = _existing(tree, ["templates", *own])
    prefixed = {path.removeprefix("themes/"): path for base in own for path in tree.walk(base, _ENDINGS)}
    if folders:
        shortcodes = tuple(f"{folder}/shortcodes" for folder in folders)
        yield Theme(folders, (("page.html", ("except:",)),), _zola_page(tree, named), prefixed, shortcodes)


def _zola_page(tree: Tree, themes: Sequence[str]) -> Mapping[str, str]:
    """Return what stands in for the page of a theme that is not in the repository, on the base that the site replaces."""
    is_absent = any(not any(tree.listing(f"themes/{name}")) for name in themes)
    base = tree.first(f"templates/{name}" for name in ("base.html", "index.html", "layout.html")) if is_absent else None
    if base is None:
        return {}
    name = base.rpartition("/")[2]
    return {"page.html": f'{{% extends "{name}" %}}{{% block content %}}{{{{ page.content | safe }}}}{{% endblock %}}'}


def _existing(tree: Tree, folders: Sequence[str]) -> tuple[str, ...]:
    cleaned = (folder.removeprefix("./").strip("/") for folder in folders)
    kept = [one for one in dict.fromkeys(cleaned) if one and ".." not in one.split("/")]
    return tuple(folder for folder in kept if any(tree.listing(folder)))
