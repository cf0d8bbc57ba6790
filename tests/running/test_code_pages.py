"""Pages that are code are articles where the generator makes pages of them and they are written as articles are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess

    Affilint = Callable[..., CompletedProcess[str]]

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
LINK = f'<a href="{PEN}">Buy</a>'
EARNS = "We may earn a commission if you buy through our links."
PROSE = "<p>We wrote with each of these pens for a month, at a desk and on the train, and kept notes.</p>\n" * 20
CODE = "<p>Pens.</p>"


def found(root: Path, files: dict[str, str], left: list[tuple[Path, str]] | None = None) -> list[str]:
    """Return the pages of code that a run over a site checks."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    paths = discover([root], ConfigResolver(), [], None, [] if left is None else left)
    return [path.relative_to(root).as_posix() for path in paths if path.suffix != ".md"]


@pytest.mark.parametrize(
    ("config", "pages", "others"),
    [
        ({"astro.config.mjs": ""}, ["src/pages/pens.astro", "src/pages/pens/index.astro"],
         ["src/pages/index.astro", "src/pages/[slug].astro", "src/pages/privacy-policy.astro", "src/components/pens.astro", "src/pages/_part.astro"]),
        ({"nuxt.config.ts": ""}, ["pages/pens/index.vue", "app/pages/ink.vue"], ["pages/[id].vue", "components/pens.vue", "pages/index.vue"]),
        ({"package.json": '{"dependencies": {"next": "15"}}'}, ["app/pens/page.tsx", "src/app/(shop)/ink/page.tsx", "pages/pens.jsx"],
         ["app/page.tsx", "app/pens/layout.tsx", "app/about/page.tsx", "pages/_app.tsx", "pages/api/pens.js", "lib/pens.tsx"]),
        ({"package.json": '{"dependencies": {"gatsby": "5"}}'}, ["src/pages/pens.js"], ["src/templates/pens.js", "src/pages/404.js"]),
        ({"svelte.config.js": ""}, ["src/routes/pens/+page.svelte"], ["src/routes/+page.svelte", "src/routes/pens/+layout.svelte"]),
        ({}, [], ["src/pages/pens.astro", "pages/pens.vue"]),
    ],
    ids=["astro", "nuxt", "next", "gatsby", "svelte", "none"],
)  # fmt: skip
def test_pages_by_the_routes_of_the_generator(
    tmp_path: Path, config: dict[str, str], pages: list[str], others: list[str]
) -> None:
    assert sorted(found(tmp_path, config | dict.fromkeys([*pages, *others], LINK))) == sorted(pages)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"---\nconst x = 1;\n---\n{LINK}", True),
        (f"{PROSE}<Link to='/ink'>Ink</Link>", True),
        ("---\nimport pens from '../data';\n---\n{pens.map((pen) => (\n  <Card pen={pen} />\n))}", True),
        ("---\nimport { pens } from '@/data/pens';\n---\n<Shelf name='Pens' items={pens} />", True),
        ("---\nimport larch from '../data/pens/larch';\n---\n<Review pen={larch} />", True),
        ("---\nimport { ink, pens as all } from '../data';\n---\n<Shelf\n  items={all.broad}\n/>", True),
        ("---\nimport hero from '../images/hero.png';\n---\n<Shelf picture={hero} />", False),
        ("---\nimport { pens } from 'pens';\n---\n<Shelf items={pens} />", False),
        ("---\nimport Shelf from '../Shelf.astro';\n---\n<Shelf items={pens} />", False),
        ("{notes.map((note) => <li>{note}</li>)}", False),
        (PROSE, False),
        (CODE, False),
        (f"{CODE}<a href='https://pens.example/'>Pens</a>", False),
        (f"<script>{PROSE}</script><a href='/ink'>Ink</a>", False),
    ],
    ids=[
        "address",
        "prose",
        "records",
        "handed",
        "handed alone",
        "handed a part",
        "picture",
        "package",
        "component",
        "texts",
        "prose without links",
        "short",
        "another link",
        "code",
    ],
)
def test_only_pages_that_are_written_as_articles_are(tmp_path: Path, text: str, *, expected: bool) -> None:
    assert bool(found(tmp_path, {"astro.config.mjs": "", "src/pages/pens.astro": text})) is expected


def test_what_the_configuration_or_git_leaves_out_is_not_checked(tmp_path: Path) -> None:
    files = {"astro.config.mjs": "", "src/pages/a.astro": LINK, "src/pages/b.astro": LINK}
    left_out = {".gitignore": "b.astro\n", "affilint.yml": "exclude: [src/pages/a.astro]\n"}
    (tmp_path / ".git").mkdir()
    assert found(tmp_path, files | left_out) == []


def test_a_file_that_the_configuration_names_is_an_article(tmp_path: Path) -> None:
    files = {"astro.config.mjs": "", "src/views/a.astro": CODE, "affilint.yml": "include: [src/views/a.astro]\n"}
    assert found(tmp_path, files) == ["src/views/a.astro"]


def test_a_page_whose_links_stand_deep_in_loops_over_records_is_one(tmp_path: Path) -> None:
    page = (
        'import { shelves } from "../data/shelves";\nexport default () => <main>{shelves.map((shelf) => (\n  <section>{shelf.pens.map((pen) => (\n'
        "    <article><a href={pen.url}>Buy</a></article>\n  ))}</section>\n))}</main>\n"
    )
    data = f'export const shelves = [{{ name: "Broad", pens: [{{ url: "{PEN}" }}] }}];\n'
    files = {"package.json": '{"dependencies": {"next": "15"}}', "pages/pens.js": page, "data/shelves.js": data}
    assert found(tmp_path, files) == ["pages/pens.js"]


def test_a_page_by_name_is_checked_wherever_it_lies(affilint: Affilint, tmp_path: Path) -> None:
    found(tmp_path, {"parts/a.tsx": f"export default function A() {{\n  return <p>{LINK}</p>;\n}}\n"})
    ran = affilint("check", "parts/a.tsx", "--format", "concise")
    assert ran.returncode == 1
    assert "parts/a.tsx:2:13: error disclosure/missing" in ran.stdout


def test_of_a_list_of_changes_only_pages_are_checked(affilint: Affilint, tmp_path: Path) -> None:
    names = ("src/pages/a.astro", "src/components/b.astro", "src/pages/[c].astro")
    found(tmp_path, {"astro.config.mjs": "", **dict.fromkeys(names, LINK), "list": "\n".join(names)})
    assert "1 file checked" in affilint("check", "--files-from", "list").stdout


def test_prose_rules_leave_pages_alone_and_only_rel_is_fixed(affilint: Affilint, tmp_path: Path) -> None:
    text = (
        f"<p>{EARNS} A pen ,that that breaks off because of Acme's</p>\n<p>{LINK}</p>\n<p><a href={{PEN}}>x</a></p>\n"
    )
    found(tmp_path, {"astro.config.mjs": "", "src/pages/a.astro": f'---\nconst PEN = "{PEN}";\n---\n{text}'})
    assert {line.split()[2] for line in affilint("check", ".", "--format", "concise").stdout.splitlines()} == {
        "links/rel-missing"
    }
    assert affilint("fix", "--unsafe", ".").returncode in {0, 1}
    fixed = (tmp_path / "src/pages/a.astro").read_text(encoding="utf-8")
    assert fixed.endswith(text.replace('<a href="', '<a rel="sponsored" href="'))


def test_a_page_that_is_too_long_is_said_once(affilint: Affilint, tmp_path: Path) -> None:
    files = {"astro.config.mjs": "", "src/content/a.md": "# A\n\nPens.\n", "src/pages/a.astro": LINK + PROSE * 300}
    found(tmp_path, files)
    for arguments in (["check", "."], ["check", "--format", "json", "."], ["check", "--format", "sarif", "."]):
        ran = affilint(*arguments)
        assert ran.returncode == 0
        assert ran.stderr.count("1 page is code and too long to be read (src/pages/a.astro)") == 1
        assert "is code" not in ran.stdout
    assert "is code" not in affilint("check", "src/content").stderr


def test_what_components_say_now_counts_in_the_next_run(affilint: Affilint, tmp_path: Path) -> None:
    call = f'---\nimport Note from "../components/Note.astro";\n---\n<Note />\n<p>{LINK}</p>\n'
    found(tmp_path, {"astro.config.mjs": "", "src/pages/a.astro": call, "src/components/Note.astro": "<p>Hello.</p>"})
    assert "disclosure/missing" in affilint("check", ".").stdout
    (tmp_path / "src/components/Note.astro").write_text(f"<p>{EARNS}</p>", encoding="utf-8")
    assert "disclosure/" not in affilint("check", ".").stdout


@pytest.mark.parametrize(("repeated", "expected"), [(20, True), (8, False)])
def test_scripts_that_need_fewer_characters_say_as_much(tmp_path: Path, repeated: int, *, expected: bool) -> None:
    said = "<p>机と電車の中で一か月ずつ使い、書き心地を細かく記録しました。</p>\n" * repeated
    files = {
        "package.json": '{"dependencies": {"next": "15"}}',
        "app/pens/page.tsx": f"{said}<Link to='/ink'>Ink</Link>",
    }
    assert (found(tmp_path, files) == ["app/pens/page.tsx"]) is expected


LOOKED_UP = {
    "package.json": '{"dependencies": {"next": "15"}}',
    "lib/pens.ts": f'export const PENS = [{{ id: "ink", url: "{PEN}" }}];\nexport const penOf = (id: string) => PENS.find((one) => one.id === id);\n',
    "components/Pen.tsx": 'export default function Pen({ pen }) {\n  return <a href={pen.url} rel="sponsored">Buy</a>;\n}\n',
}


@pytest.mark.parametrize(
    ("imported", "code", "handed"),
    [
        ("penOf", 'const pen = penOf("ink")!;', "pen"),
        ("PENS", "", "PENS[0]"),
        ("penOf", "", 'penOf("ink")'),
    ],
)
def test_a_page_hands_a_component_what_it_looks_up(tmp_path: Path, imported: str, code: str, handed: str) -> None:
    page = (
        f'import {{ {imported} }} from "@/lib/pens";\nimport Pen from "@/components/Pen";\n{code}\n'
        f"export default function Page() {{\n  return <Pen pen={{{handed}}} />;\n}}\n"
    )
    assert found(tmp_path, {**LOOKED_UP, "app/ink/page.tsx": page}) == ["app/ink/page.tsx"]


def test_a_page_that_looks_up_what_does_not_pay_is_no_article(tmp_path: Path) -> None:
    page = 'import { penOf } from "@/lib/pens";\nimport Pen from "@/components/Pen";\nexport default () => <Pen pen={penOf("ink")} />;\n'
    files = {**LOOKED_UP, "lib/pens.ts": LOOKED_UP["lib/pens.ts"].replace(PEN, "https://pens.example/ink")}
    assert found(tmp_path, {**files, "app/ink/page.tsx": page}) == []
