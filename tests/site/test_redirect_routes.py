"""Routes that make redirects of data are followed like tables of redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.site.reading import read_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TABLE = """\
import type { Program } from './types'
export const programs: Record<string, Program> = {
  glow: { url: 'https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20', name: 'Glow' },
  'desk-lamp': { affiliateLink: `https://shop.example/?ref=brightwell` },
} as const
"""
_GLOW = "https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20"


def redirects(tmp_path: Path, files: Mapping[str, str]) -> Mapping[str, str]:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_site(tmp_path).redirects


@pytest.mark.parametrize(
    ("generator", "route", "code"),
    [
        (
            "astro",
            "src/pages/go/[tool].astro",
            "---\nimport { programs } from '../../config/programs';\nexport function getStaticPaths() {\n  return Object.entries(programs)"
            ".map(([tool, program]) => ({ params: { tool }, props: { program } }));\n}\nconst { program } = Astro.props;\n---\n"
            '<html><head><meta http-equiv="refresh" content={`0;url=${program.url}`} /></head></html>\n',
        ),
        (
            "astro",
            "src/pages/go/[...tool].ts",
            "import { programs } from '@/config/programs'\nexport const GET = ({ params, redirect }) => redirect(programs[params.tool].url, 302)\n",
        ),
        (
            "next",
            "src/app/(out)/go/[tool]/route.ts",
            "import { programs } from '@/config/programs'\nimport { redirect } from 'next/navigation'\n"
            "export async function GET(_, { params }) { redirect(programs[params.tool].url) }\n",
        ),
        (
            "@sveltejs/kit",
            "src/routes/go/[tool]/+server.ts",
            "import { programs } from '../../../config/programs'\nexport const GET = ({ params }) => new Response(null, "
            "{ status: 302, headers: { Location: programs[params.tool].url } })\n",
        ),
    ],
)
def test_table_that_a_route_imports(tmp_path: Path, generator: str, route: str, code: str) -> None:
    package = f'{{"dependencies": {{"{generator}": "5"}}}}'
    found = redirects(tmp_path, {"package.json": package, "src/config/programs.ts": _TABLE, route: code})
    assert found == {"/go/glow": _GLOW, "/go/desk-lamp": "https://shop.example/?ref=brightwell"}


def test_slugs_that_name_their_folder(tmp_path: Path) -> None:
    code = "import list from '../../data/list.json'\nexport const GET = ({ params }) => redirect(list.find((one) => one.slug === `go/${params.tool}`).target_url)\n"
    found = redirects(
        tmp_path,
        {
            "package.json": '{"dependencies": {"next": "15"}}',
            "src/data/list.json": f'[{{"slug": "go/glow", "target_url": "{_GLOW}"}}]',
            "src/app/go/[...tool]/route.ts": code.replace("../../data", "../../../data"),
        },
    )
    assert found["/go/glow"] == _GLOW


def test_collection_that_a_route_asks_for(tmp_path: Path) -> None:
    found = redirects(
        tmp_path,
        {
            "package.json": '{"dependencies": {"astro": "5"}}',
            "src/content/partners/glow.json": f'{{"url": "{_GLOW}"}}',
            "src/content/partners/desk.md": "---\nlink: https://shop.example/?ref=brightwell\n---\n",
            "src/pages/out/[slug].astro": "---\nimport { getCollection } from 'astro:content'\nexport const getStaticPaths = async () => "
            "(await getCollection('partners')).map(one => ({ params: { slug: one.id }, props: one }))\nreturn Astro.redirect(Astro.props.data.url)\n---\n",
        },
    )
    assert found == {"/out/glow": _GLOW, "/out/desk": "https://shop.example/?ref=brightwell"}


@pytest.mark.parametrize(
    "code",
    [
        "---\nimport { programs } from '../../config/programs'\n---\n<main><h1>{programs[Astro.params.tool].name}</h1></main>\n",
        "---\nimport { programs } from '../../config/programs'\nif (!programs[Astro.params.tool]) return Astro.redirect('/404')\n---\n"
        "<Layout><a href={programs[Astro.params.tool].url}>Buy</a></Layout>\n",
        "---\nreturn Astro.redirect('/')\n---\n",
    ],
)
def test_page_that_people_read_redirects_nothing(tmp_path: Path, code: str) -> None:
    package = '{"dependencies": {"astro": "5"}}'
    found = redirects(
        tmp_path, {"package.json": package, "src/config/programs.ts": _TABLE, "src/pages/tools/[tool].astro": code}
    )
    assert found == {}
