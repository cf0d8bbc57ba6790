"""What the site's own code adds to ``rel`` at build time, and which links it reaches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linter.article.emissions import Emissions
from linter.configuration.resolver import ConfigResolver
from tests.conftest import check

Build = Callable[[dict[str, str]], Emissions]

MARKDOWN_LINK = "The jug is [here](https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20)."
HTML_LINK = 'The jug is <a href="https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20">here</a>.'

HOOK = (
    '<a href="{{ .Destination }}"{{ if .Title }} title="{{ .Title }}"{{ end }} rel="sponsored noopener">{{ .Text }}</a>'
)
VISITOR = "export default () => (tree) => visit(tree, 'element', (node) => { node.properties.rel = ['nofollow'] })"
MDX_PAGE = "const Out = (props) => <a {...props} rel='sponsored' />\nexport default () => <MDXRemote components={{ h2: Big, a: Out }} />"

SITES = [
    ({"hugo.toml": "", "layouts/_default/_markup/render-link.html": HOOK}, ("sponsored",), "markdown"),
    ({"hugo.toml": "", "layouts/_markup/render-link.html": HOOK}, ("sponsored",), "markdown"),
    ({"hugo.toml": "", "themes/t/layouts/_markup/render-link.html": HOOK}, ("sponsored",), "markdown"),
    ({"hugo.toml": "", "layouts/_markup/render-link.html": "{{/* rel: nofollow some day */}}<a href='{{ .Destination }}'>"}, None, ""),
    ({"astro.config.mjs": "import p from './tools/out.mjs'\nexport default { markdown: { rehypePlugins: [p] } }", "tools/out.mjs": VISITOR}, ("nofollow",), "markdown"),
    ({"astro.config.mjs": "export default {}", "tools/out.mjs": VISITOR}, None, ""),
    ({"astro.config.mjs": "import links from 'rehype-external-links'\nexport default { markdown: { rehypePlugins: [links] } }"}, ("nofollow",), "markdown"),
    ({"astro.config.mjs": "import links from 'rehype-external-links'\nimport raw from 'rehype-raw'\nexport default { markdown: { rehypePlugins: [raw, links] } }"}, ("nofollow",), "html"),
    ({"astro.config.mjs": "import links from 'rehype-external-links'\nexport default { markdown: { rehypePlugins: [[links, { rel: ['noopener'] }]] } }"}, None, ""),
    ({"docusaurus.config.js": "module.exports = { presets: [['classic', { blog: { rehypePlugins: [require('./out')] } }]] }", "out.js": VISITOR}, ("nofollow",), "markdown"),
    ({".vitepress/config.mts": "export default { markdown: { externalLinks: { rel: 'sponsored' } } }"}, ("sponsored",), "markdown"),
    ({"eleventy.config.js": "config.addTransform('out', (page) => page.replaceAll('<a ', '<a rel=\"sponsored\" '))"}, ("sponsored",), "all"),
    ({"_config.yml": "title: t", "_plugins/out.rb": "Jekyll::Hooks.register(:posts, :post_render) { |p| p.output.gsub!('<a ', '<a rel=\"nofollow\" ') }"}, ("nofollow",), "all"),
    ({"_config.yml": "title: t\nnofollow:\n  enable: true\n"}, ("nofollow",), "all"),
    ({"mkdocs.yml": "hooks:\n  - tools/out.py\n", "tools/out.py": "def on_page_content(html, **_):\n    return html.replace('<a ', '<a rel=\"sponsored\" ')\n"}, ("sponsored",), "all"),
    ({"components/content/ProseA.vue": "<template><a :href='href' rel='sponsored'><slot /></a></template>"}, ("sponsored",), "markdown"),
    ({"next.config.js": "", "mdx-components.tsx": "export const useMDXComponents = (c) => ({ ...c, a: (props) => <a {...props} rel='nofollow' /> })"}, ("nofollow",), "markdown"),
    ({"next.config.js": "", "components/Page.tsx": MDX_PAGE}, ("sponsored",), "markdown"),
    ({"next.config.js": "", "src/app/page.tsx": "import { Out } from '@/ui/out'\nexport default () => <MDXRemote components={{ a: Out }} />", "src/ui/out.tsx": "export const Out = (props) => <a rel='sponsored' {...props} />"}, ("sponsored",), "markdown"),
    ({"next.config.js": "", "components/Page.tsx": "export default () => <MDXRemote components={{ h2: Big }} />\nconst Legal = <a rel='nofollow' href='/legal'>Legal</a>"}, None, ""),
]  # fmt: skip

OUT = "export default function Out(props) { return <a {...props} rel='sponsored' /> }"
NAMED = OUT.replace("default ", "")
MAP = "export default () => <MDXRemote components={{ a: Out }} />"
PROVIDER = "export default () => <MDXProvider components={map} />"
NEXT, GATSBY = {"next.config.js": ""}, {"gatsby-config.js": ""}
SITES += [
    ({**NEXT, "src/mdx-components.tsx": "import Out from './ui/Out'\nexport const useMDXComponents = (c) => ({ ...c, a: Out })", "src/ui/Out.tsx": OUT}, ("sponsored",), "markdown"),
    ({**NEXT, "mdx-components.tsx": "export const useMDXComponents = (c) => ({ ...c, a(props) { return <a {...props} rel='sponsored' /> } })"}, ("sponsored",), "markdown"),
    ({**NEXT, "components/Body.tsx": "export default ({ text }) => <Markdown components={{ a: ({ href }) => <a href={href} rel='sponsored' /> }}>{text}</Markdown>"}, ("sponsored",), "markdown"),
    ({**NEXT, "components/Body.tsx": f"import {{ Out }} from '../ui'\n{MAP}", "ui/index.ts": "export { Out } from './Out'", "ui/Out.tsx": NAMED}, ("sponsored",), "markdown"),
    ({**NEXT, "components/Body.tsx": f"const Out = dynamic(() => import('../ui/Out'))\n{MAP}", "ui/Out.tsx": OUT}, ("sponsored",), "markdown"),
    ({**NEXT, "components/Body.tsx": f"import Out from '#ui/Out'\n{MAP}", "tsconfig.json": '{"compilerOptions": {"paths": {"#ui/*": ["./ui/*"]}}}', "ui/Out.tsx": OUT}, ("sponsored",), "markdown"),
    ({**NEXT, "components/Body.tsx": f"import Out from '../ui/Out'\n{MAP}", "ui/Out.tsx": "import { relOf } from '../lib/links'\nexport default ({ href }) => <a href={href} rel={relOf(href)} />", "lib/links.ts": "export const relOf = (url) => (pays(url) ? 'sponsored' : undefined)"}, ("sponsored",), "markdown"),
    ({**GATSBY, "src/templates/post.js": f"import Out from '../ui/Out'\nconst map = {{ a: Out }}\n{PROVIDER}", "src/ui/Out.js": OUT}, ("sponsored",), "markdown"),
    ({**GATSBY, "gatsby-browser.js": "import Out from './src/ui/Out'\nexport const wrapRootElement = ({ element }) => <MDXProvider components={{ a: Out }}>{element}</MDXProvider>", "src/ui/Out.js": OUT}, ("sponsored",), "markdown"),
    ({"app/root.tsx": "", "app/utils/mdx.tsx": "import Out from '../ui/Out'\nconst mdxComponents = { a: Out }", "app/ui/Out.tsx": OUT}, ("sponsored",), "markdown"),
    ({"docusaurus.config.js": "", "src/theme/MDXComponents.js": "import Out from '@site/src/ui/Out'\nexport default { a: Out }", "src/ui/Out.js": OUT}, ("sponsored",), "markdown"),
    ({"docusaurus.config.js": "", "src/theme/MDXComponents/A.js": OUT}, ("sponsored",), "markdown"),
    ({**NEXT, "components/Body.tsx": f"import Out from '../ui/Out'\n{MAP}", "ui/Out.tsx": OUT.replace("sponsored", "noopener")}, None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("files", "values", "scope"), SITES)
def test_code_that_adds_rel_is_found(
    site: Build, files: dict[str, str], values: tuple[str, ...] | None, scope: str
) -> None:
    found = site(files).rel
    assert [(one.values, one.scope) for one in found] == ([] if values is None else [(values, scope)])


BUY = 'config.addShortcode("jug", (id) => `<a href="https://jugs.example/${id}" rel="nofollow sponsored">Buy</a>`);\n'
LAZY = 'config.addTransform("lazy", (page) => page.replace(/<img([^>]*)>/gi, (all, rest) => `<img${rest} loading="lazy">`));\n'
ADDS = "(page) => page.replaceAll('<a ', '<a rel=\"nofollow\" ')"


@pytest.mark.parametrize(
    ("files", "values"),
    [
        ({".eleventy.js": BUY + LAZY}, None),
        ({".eleventy.js": LAZY + BUY}, None),
        ({".eleventy.js": LAZY.rstrip("\n") + " " + BUY}, None),
        ({".eleventy.js": f"{BUY}config.addTransform('min', require('html-minifier'))\n"}, None),
        ({".eleventy.js": f"const lazy = (page) => page.replace('<img', '<img loading=lazy');\n{BUY}config.addTransform('lazy', lazy);\n"}, None),
        ({".eleventy.js": f"{LAZY}config.addTransform('out', {ADDS});\n"}, ("nofollow",)),
        ({".eleventy.js": f"const out = {ADDS};\n{BUY}config.addTransform('out', out);\n"}, ("nofollow",)),
        ({".eleventy.js": f"const REL = 'nofollow';\n{LAZY}config.addTransform('out', (page) => page.replaceAll('<a ', `<a rel=${{REL}} `));\n"}, ("nofollow",)),
        ({".eleventy.js": "const { out } = require('./out.js');\nconfig.addTransform('out', (page) => out(page));\n", "out.js": f"exports.out = {ADDS}"}, ("nofollow",)),
        ({".eleventy.js": f"function out(\n  page,\n)\n{{\n  return ({ADDS})(page);\n}}\n{BUY}config.addTransform('out', out);\n"}, ("nofollow",)),
        ({".eleventy.js": "config.addTransform('out', require('./out'));\n", "out.js": f"module.exports = {ADDS}"}, ("nofollow",)),
        ({".eleventy.js": f"Object.keys(all).forEach((name) => config.addTransform(name, all[name]));\n{BUY}"}, ("nofollow", "sponsored")),
        ({".eleventy.js": "config.addTransform('out', (page) => { if (/\\)'/.test(page)) return page;\nlink.setAttribute('rel', 'nofollow') });\n"}, ("nofollow",)),
    ],
)  # fmt: skip
def test_a_transform_adds_rel_where_its_own_code_writes_it(
    site: Build, files: dict[str, str], values: tuple[str, ...] | None
) -> None:
    found = site(files).rel
    assert [(one.values, one.scope) for one in found] == ([] if values is None else [(values, "all")])


@pytest.mark.parametrize(
    ("code", "scope"),
    [
        ("html = html.replace(\n  /<a\\s+href=\"(https?:[^\"]+)\"/g, (_m, href) => `<a href=\"${href}\" rel=\"sponsored\"`);", "all"),
        ("const LINK = /<a\\s+([^>]*)>/gi;\nexport const out = (html) => html.replace(LINK, (m) => m + ' rel=\"sponsored\"');", "all"),
        ("const LINK = /<a\\s+([^>]*)>/gi;\nfor (const [tag] of html.matchAll(LINK)) if (!/rel=.sponsored/.test(tag)) fail(tag);", None),
        ("const rel = 'sponsored';\nexport const out = (text) => text.replace(/<b>/g, '');", None),
    ],
)  # fmt: skip
def test_code_that_rewrites_the_tags_of_links_adds_its_rel(site: Build, code: str, scope: str | None) -> None:
    found = site({"next.config.js": "", "lib/render.ts": code}).rel
    assert [(one.values, one.scope) for one in found] == ([] if scope is None else [(("sponsored",), scope)])


def test_package_without_settings_names_no_value(site: Build) -> None:
    (guess,) = site({"next.config.js": "", "package.json": '{"dependencies": {"rehype-external-links": "3"}}'}).rel
    assert guess.values == ()


@pytest.mark.parametrize(
    ("files", "markdown", "html"),
    [
        ({"hugo.toml": "", "layouts/_markup/render-link.html": HOOK}, 0, 1),
        ({"hugo.toml": ""}, 1, 1),
        ({"eleventy.config.js": "config.addTransform('out', (page) => page.replaceAll('<a ', '<a rel=\"sponsored\" '))"}, 0, 0),
        ({"next.config.js": "", "package.json": '{"dependencies": {"rehype-external-links": "3"}}'}, 1, 1),
    ],
)  # fmt: skip
def test_links_that_get_their_rel_at_build_are_not_reported(
    site: Build, files: dict[str, str], markdown: int, html: int, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    site(files)
    monkeypatch.chdir(str(tmp_path))

    def count(text: str) -> int:
        found = check(f"We earn a commission when you buy.\n\n{text}\n", "content/a.md", ConfigResolver())
        return sum(item.rule == "links/rel-missing" for item in found)

    assert (count(MARKDOWN_LINK), count(HTML_LINK)) == (markdown, html)


def test_nofollow_added_at_build_raises_no_second_finding(
    site: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    site({"_config.yml": "nofollow:\n  enable: true\n"})
    monkeypatch.chdir(str(tmp_path))
    found = check(f"We earn a commission when you buy.\n\n{HTML_LINK}\n", "_posts/a.md", ConfigResolver())
    assert [item.rule for item in found if item.rule.startswith("links/rel")] == []


PLAIN = 'plain Markdown has no place for one; write <a rel="sponsored" href="…">, or let {} add it'
HUGO = "plain Markdown has no place for one; let a render hook (layouts/_default/_markup/render-link.html) add it"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"_config.yml": "title: Hallway"}, 'behind a Markdown link {: rel="sponsored"} gives it one'),
        ({"_config.yml": "title: Hallway\nmarkdown: CommonMark"}, PLAIN.format("the build of the site")),
        ({"_config.yml": "title: Hallway\nmarkdown: rdiscount"}, PLAIN.format("the build of the site")),
        ({"_config.yml": "title: Hallway\nmarkdown: redcarpet"}, PLAIN.format("the build of the site")),
        ({"_config.yml": "title: Hallway\nmarkdown: kramdown"}, 'behind a Markdown link {: rel="sponsored"} gives it one'),
        ({"hugo.toml": "", "package.json": '{"devDependencies": {"markdown-it-attrs": "4"}}'}, HUGO),
        ({"mkdocs.yml": "markdown_extensions:\n  - attr_list\n"}, 'behind a Markdown link {: rel="sponsored"} gives it one'),
        ({"mkdocs.yml": "site_name: Hallway\n"}, PLAIN.format("the build of the site")),
        ({"eleventy.config.js": "", "package.json": '{"dependencies": {"markdown-it-attrs": "4"}}'}, 'behind a Markdown link {rel="sponsored"} gives it one'),
        ({"eleventy.config.js": "", "package.json": "{}"}, PLAIN.format("the plug-in markdown-it-link-attributes")),
        ({".vitepress/config.mts": "export default {}"}, 'behind a Markdown link {rel="sponsored"} gives it one'),
        ({"hugo.toml": ""}, HUGO),
    ],
)  # fmt: skip
def test_advice_names_the_attribute_list_of_the_site(
    site: Build, files: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    site(files)
    monkeypatch.chdir(str(tmp_path))
    found = check(f"We earn a commission when you buy.\n\n{MARKDOWN_LINK}\n", "content/a.md", ConfigResolver())
    (finding,) = (item for item in found if item.rule == "links/rel-missing")
    assert finding.message.endswith(f": {said}.")


LINK = (
    "function Out({ href, children, ...rest }) {\n  return <a href={href} rel='nofollow' {...rest}>{children}</a>;\n}\n"
)


@pytest.mark.parametrize(
    ("package", "found"),
    [
        ('{"dependencies": {"next": "15.0.0"}}', ("nofollow",)),
        ('{"name": "x", "devDependencies": {"a": "1", "next": "15.0.0"}}', ("nofollow",)),
        ('{"dependencies": {"next-themes": "1.0.0"}}', None),
        ('{"keywords": ["next"], "dependencies": {"a": "1"}}', None),
        ('{"scripts": {"next": "next build"}}', None),
    ],
)
def test_a_generator_that_needs_no_settings_is_known_by_its_package(
    site: Build, package: str, found: tuple[str, ...] | None
) -> None:
    page = f"{LINK}const components = {{ a: Out }};\nexport default () => <MDXRemote components={{components}} />;\n"
    rel = site({"package.json": package, "components/Page.tsx": page}).rel
    assert [one.values for one in rel] == ([found] if found else [])


def test_a_package_says_nothing_where_another_generator_has_its_settings(site: Build) -> None:
    files = {"package.json": '{"dependencies": {"next": "15.0.0"}}', "_config.yml": "title: Pens\n"}
    emissions = site({**files, "components/Buy.tsx": "export default ({ url }) => <a href={url}>Buy</a>;\n"})
    assert emissions.layout_names is None


LISTED = f'{MARKDOWN_LINK[:-1]}{{rel="sponsored" target="_blank"}}.'
PLAIN = {
    "eleventy.config.js": "module.exports = () => ({})",
    "package.json": '{"devDependencies": {"@11ty/eleventy": "3"}}',
}
PARSES = "module.exports = (md) => md.core.ruler.push('lists', (state) => lists(state));"


@pytest.mark.parametrize(
    ("files", "is_text"),
    [
        (PLAIN, 1),
        ({**PLAIN, "eleventy.config.js": "// markdown-it-attrs some day\nconfig.setLibrary('md', require('markdown-it')({ html: true }))"}, 1),
        ({**PLAIN, "package.json": '{"dependencies": {"@11ty/eleventy": "3", "markdown-it-attrs": "4"}}'}, 0),
        ({**PLAIN, "package.json": '{"dependencies": {"@11ty/eleventy": "3", "markdown-it-attribute-lists": "1"}}'}, 0),
        ({**PLAIN, "eleventy.config.js": "const attrs = require('./vendor/markdown-it-attrs.js')"}, 0),
        ({**PLAIN, "eleventy.config.js": "const own = require('./parts/own.js')\nconfig.amendLibrary('md', (md) => md.use(own))", "parts/own.js": PARSES}, 0),
        ({**PLAIN, "eleventy.config.js": "config.setLibrary('md', { render: own })"}, 0),
        ({"eleventy.config.js": "module.exports = () => ({})"}, 0),
        ({**PLAIN, "_config.yml": "title: Hallway"}, 0),
    ],
)  # fmt: skip
def test_a_list_that_no_plug_in_of_eleventy_reads_is_text(
    site: Build, files: dict[str, str], is_text: int, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    emissions = site(files)
    monkeypatch.chdir(str(tmp_path))
    found = check(f"We earn a commission when you buy.\n\n{LISTED}\n", "content/a.md", ConfigResolver())
    rules = [
        item.rule for item in found if item.rule in {"links/rel-missing", "text/attribute-list", "text/markup-residue"}
    ]
    assert sorted(rules) == (["links/rel-missing", "text/attribute-list"] if is_text else [])
    assert bool(emissions.markdown_engine == "markdown-it") == is_text
