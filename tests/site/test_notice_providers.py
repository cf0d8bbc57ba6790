"""Notices that layouts print through translations, markup in values, defaults, and conditions of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts.disclosure.disclosures import layout_disclosures
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

NOTICE = "We earn a commission when you buy through our links."
PAID = "---\ntitle: A pen\naffiliate: true\ntags: [affiliate, pens]\ncategory: reviews\n---\n\nIt writes.\n"
OTHER = "---\ntitle: A pen\ntags: [pens]\ncategory: notes\n---\n\nIt writes.\n"
ASTRO = {
    "astro.config.mjs": "",
    "src/pages/[slug].astro": "---\nimport { getCollection, render } from 'astro:content';\nimport Post from '../layouts/Post.astro';\n"
    "export async function getStaticPaths() {\n  const posts = await getCollection('posts');\n"
    "  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));\n}\nconst { post } = Astro.props;\n"
    "const { Content } = await render(post);\n---\n<Post post={post} frontmatter={post.data} {...post.data}><Content /></Post>",
    "src/components/Disclosure.astro": f"<p>{NOTICE}</p>",
    "src/components/Maybe.astro": f"---\nconst {{ show = true }} = Astro.props;\n---\n{{show && <p>{NOTICE}</p>}}",
    "src/components/Early.tsx": "export default function Early({ show }) {\n  if (!show) {\n    return null;\n  }\n  return <p>"
    + NOTICE
    + "</p>;\n}\n",
}
NEXT = {
    "package.json": '{"dependencies": {"next": "15"}}',
    "next.config.js": "",
    "tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
    "src/app/blog/[slug]/page.tsx": "export default async function Page({ params }) {\n"
    "  const { default: Post } = await import(`@/content/${params.slug}.mdx`);\n  return <Post />;\n}\n",
}
NUXT = {"nuxt.config.ts": ""}
VALUES = "const { frontmatter, post } = Astro.props;"


def _astro(markup: str, head: str = VALUES) -> dict[str, str]:
    imports = "".join(
        f"import {name} from '../components/{name}{ending}';\n"
        for name, ending in (("Disclosure", ".astro"), ("Maybe", ".astro"), ("Early", ""))
    )
    return {**ASTRO, "src/layouts/Post.astro": f"---\n{imports}{head}\n---\n{markup}<slot />"}


def _next(head: str, notice: str, body: str = "") -> dict[str, str]:
    return {
        **NEXT,
        "src/app/blog/layout.tsx": f"{head}\nexport default function Blog({{ children }}) {{\n  {body}\n  return <section>{notice}{{children}}</section>;\n}}\n",
    }


def _nuxt(notice: str, head: str = "") -> dict[str, str]:
    return {
        **NUXT,
        "pages/[slug].vue": f'{head}<template><main>{notice}<ContentRenderer :value="page" /></main></template>',
    }


def _where(emissions: Emissions, text: str = PAID) -> str:
    read = article(text, "a.mdx")
    read.source.path = "src/content/posts/a.mdx"  # type: ignore[misc]
    return next((one.where for one in layout_disclosures(read, emissions)), "")


JSON = f'{{"nav": {{"home": "Home"}}, "blog": {{"disclosure": "{NOTICE}"}}}}'
PRINTED = {
    "next-intl": {
        **_next("import { useTranslations } from 'next-intl';", "<p>{t('disclosure')}</p>", "const t = useTranslations('blog');"),
        "messages/de.json": '{"blog": {"disclosure": "Hallo."}}',
        "messages/en.json": JSON,
    },
    "i18next": {
        **_next("import { useTranslation } from 'react-i18next';", "<p>{t('blog.disclosure')}</p>", "const { t } = useTranslation();"),
        "public/locales/en/common.json": JSON,
    },
    "a name space of i18next": {
        **_next("import { useTranslation } from 'next-i18next';", "<p>{t('disclosure')}</p>", "const { t } = useTranslation('blog');"),
        "public/locales/en/blog.json": f'{{"disclosure": "{NOTICE}"}}',
    },
    "an object of code": {
        **_astro("<p>{t('post.disclosure')}</p>", "import { useTranslations } from '../i18n/utils';\nconst t = useTranslations('en');"),
        "src/i18n/ui.ts": f"export const ui = {{\n  de: {{ 'post.disclosure': 'Hallo.' }},\n  en: {{ 'post.disclosure': '{NOTICE}' }},\n}} as const;\n",
        "src/i18n/utils.ts": "import { ui } from './ui';\nexport function useTranslations(lang) {\n  return function t(key) {\n    return ui[lang][key] || ui['en'][key];\n  };\n}\n",
    },
    "Nuxt's $t": {**_nuxt("<p>{{ $t('blog.disclosure') }}</p>"), "i18n/locales/en.json": JSON},
    "set:html of data": {
        **_astro("<div set:html={site.disclosure} />", "import site from '../data/site.json';"),
        "src/data/site.json": f'{{"disclosure": "<p>{NOTICE}</p>"}}',
    },
    "set:html of a constant": _astro("<div set:html={notice} />", f"const notice = '<p>{NOTICE}</p>';"),
    "dangerouslySetInnerHTML": {
        **_next("import { site } from '@/config';", "<div dangerouslySetInnerHTML={{ __html: site.disclosure }} />"),
        "src/config.ts": f"export const site = {{ disclosure: '<p>{NOTICE}</p>' }};\n",
    },
    "v-html": {
        **_nuxt('<div v-html="site.disclosure" />', "<script setup>\nimport site from '~/data/site.json'\n</script>\n"),
        "data/site.json": f'{{"disclosure": "<p>{NOTICE}</p>"}}',
    },
    "a default behind ??": _astro("{(frontmatter.disclosure ?? true) && <Disclosure />}"),
    "a constant with a default": _astro("{show && <Disclosure />}", f"{VALUES}\nconst show = frontmatter.disclosure ?? true;"),
    "a prop with a default": _astro("{shown && <Disclosure />}", "const { shown = true } = Astro.props;"),
    "a component with a default": _astro("<Maybe />"),
    "a component's default for what is handed": _astro("<Maybe show={frontmatter.shown} />"),
}  # fmt: skip
CHOSEN = {
    "a key": _astro("{frontmatter.affiliate && <Disclosure />}"),
    "a refusal": _astro("{!frontmatter.affiliate ? null : <Disclosure />}"),
    "a prop without a default": _astro("{affiliate && <Disclosure />}", "const { affiliate = false } = Astro.props;"),
    "a tag": _astro("{frontmatter.tags?.includes('affiliate') && <Disclosure />}"),
    "a tag by name": _astro("{isPaid && <Disclosure />}", f"{VALUES}\nconst isPaid = frontmatter.tags.includes('affiliate');"),
    "some tag": _astro("{post.data.tags.some((tag) => tag === 'affiliate') && <Disclosure />}"),
    "a category": _astro("{frontmatter.category === 'reviews' && <Disclosure />}"),
    "one of two categories": _astro("{(frontmatter.category === 'reviews' || frontmatter.category === 'deals') && <Disclosure />}"),
    "a list of categories": _astro("{['reviews', 'deals'].includes(frontmatter.category) && <Disclosure />}"),
    "another category": _astro("{frontmatter.category !== 'notes' && <Disclosure />}"),
    "a component": _astro("<Early show={frontmatter.affiliate} />"),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_a_notice_is_found_wherever_its_words_stand(site: Build, name: str) -> None:
    emissions = site(PRINTED[name])
    assert [_where(emissions, text) for text in (PAID, OTHER)] == ["top", "top"]


@pytest.mark.parametrize("name", CHOSEN)
def test_a_notice_is_for_the_articles_that_its_condition_names(site: Build, name: str) -> None:
    emissions = site(CHOSEN[name])
    assert [_where(emissions, text) for text in (PAID, OTHER)] == ["top", ""]


def test_what_an_article_says_nothing_of_leaves_a_value_open(site: Build) -> None:
    """A schema may set the category of articles that name none."""
    emissions = site(_astro("{frontmatter.category === 'reviews' && <Disclosure />}"))
    assert _where(emissions, "---\ntitle: A pen\n---\n\nIt writes.\n") == "top"


def test_a_component_that_is_told_to_show_nothing(site: Build) -> None:
    assert _where(site(_astro("<Maybe show={false} />"))) == ""


SHELL = "---\n---\n<html><body>{}</body></html>"
SLOTS = {
    "above": ("<slot name='notice' /><slot />", "top"),
    "below": ("<slot /><slot name='notice' />", "end"),
    "in the footer": ("<slot /><footer><slot name='notice' /></footer>", "footer"),
    "nowhere": ("<slot name='other' /><slot />", "top"),
}
"""A slot that the shell has not is printed where it stands: it may be read by code."""
FILLS = (
    "<Disclosure slot='notice' />",
    "<p slot='notice'>We earn a commission when you buy through our links.</p>",
    "<Fragment slot='notice'><Disclosure /></Fragment>",
)


@pytest.mark.parametrize("name", SLOTS)
@pytest.mark.parametrize("fill", FILLS)
def test_what_is_for_a_named_slot_stands_where_the_slot_does(site: Build, name: str, fill: str) -> None:
    markup, where = SLOTS[name]
    files = _astro(f"<Shell>{fill}<slot /></Shell>", "import Shell from './Shell.astro';")
    files["src/layouts/Post.astro"] = files["src/layouts/Post.astro"].removesuffix("<slot />")
    assert _where(site({**files, "src/layouts/Shell.astro": SHELL.format(markup)})) == where


@pytest.mark.parametrize(("fill", "where"), [("", "top"), ("<p slot='notice'>Hello.</p>", "")])
def test_what_a_slot_holds_by_itself_is_printed_where_nothing_fills_it(site: Build, fill: str, where: str) -> None:
    files = _astro(f"<Shell>{fill}<slot /></Shell>", "import Shell from './Shell.astro';")
    files["src/layouts/Post.astro"] = files["src/layouts/Post.astro"].removesuffix("<slot />")
    shell = SHELL.format(f"<slot name='notice'><p>{NOTICE}</p></slot><slot />")
    assert _where(site({**files, "src/layouts/Shell.astro": shell})) == where


@pytest.mark.parametrize(
    ("around", "where"),
    [
        ("<>{notice}{children}</>", "top"),
        ("<>{children}<footer>{notice}</footer></>", "footer"),
        ("<>{notice && <div>{notice}</div>}{children}</>", "top"),
        ("<Inner notice={notice}>{children}</Inner>", "end"),
    ],
)
def test_markup_that_a_component_is_handed_stands_where_it_prints_it(site: Build, around: str, where: str) -> None:
    files = {
        **_next("import Shell from '@/components/Shell';", ""),
        "src/app/blog/layout.tsx": "import Shell from '@/components/Shell';\nexport default function Blog({ children }) {\n"
        f"  return <Shell notice={{<p>{NOTICE}</p>}}>{{children}}</Shell>;\n}}\n",
        "src/components/Shell.tsx": f"import Inner from './Inner';\nexport default function Shell({{ notice, children }}) {{\n  return {around};\n}}\n",
        "src/components/Inner.tsx": "export default function Inner(props) {\n  return <main>{props.children}{props.notice}</main>;\n}\n",
    }
    assert _where(site(files)) == where


@pytest.mark.parametrize(
    ("shell", "where"),
    [('<slot name="notice" /><slot />', "top"), ('<slot /><footer><slot name="notice" /></footer>', "footer")],
)
@pytest.mark.parametrize("fill", ["<template #notice>{}</template>", "<template v-slot:notice>{}</template>"])
def test_templates_of_vue_fill_slots(site: Build, shell: str, where: str, fill: str) -> None:
    page = f'<template><Shell>{fill.format(f"<p>{NOTICE}</p>")}<ContentRenderer :value="page" /></Shell></template>'
    files = {
        **NUXT,
        "components/Shell.vue": f"<template><div>{shell}</div></template>",
        "pages/[slug].vue": page,
    }
    assert _where(site(files)) == where


def test_templates_of_vue_hold_what_they_repeat_or_choose(site: Build) -> None:
    emissions = site(_nuxt(f'<template v-if="page.affiliate"><p>{NOTICE}</p></template>'))
    assert [_where(emissions, text) for text in (PAID, OTHER)] == ["top", ""]


def test_a_text_in_markdown_that_is_imported(site: Build) -> None:
    files = _astro("<Notice />", "import { Content as Notice } from '../content/notice.md';")
    assert _where(site({**files, "src/content/notice.md": f"---\ntitle: A notice\n---\n\n{NOTICE}\n"})) == "top"
