"""Pages of applications that a bundler builds: the components that routes name, what stands around them, and what state holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.discovery import discover
from linter.site.articles.application import read_application
from linter.site.files import Tree
from linter.site.generator.detection import detect
from linter.site.layout.page_reader import SitePages

if TYPE_CHECKING:
    from pathlib import Path

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
VITE = {
    "package.json": '{"dependencies": {"react": "18", "react-dom": "18"}}',
    "index.html": '<div id="root"></div><script type="module" src="/src/main.tsx"></script>',
    "src/main.tsx": 'import App from "./App";\ncreateRoot(root).render(<StrictMode><App /></StrictMode>);\n',
}
PENS = f'export default function Pens() {{ return <main><a href="{PEN}">Larch pen</a></main>; }}\n'
LISTED = (
    "export default function Pens() { return <ul>{shown.map((pen) => <li><a href={pen.url}>Buy</a></li>)}</ul>; }\n"
)
DATA = f'export const pens = [{{ name: "Larch", url: "{PEN}" }}];\n'


def written(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def found(root: Path) -> list[str]:
    paths = discover([root], ConfigResolver(), [], None, [])
    return [path.relative_to(root).as_posix() for path in paths if path.suffix != ".html"]


@pytest.mark.parametrize(
    ("package", "page", "entry"),
    [
        ('{"dependencies": {"react-dom": "18"}}', "index.html", "src/main.tsx"),
        ('{"dependencies": {"vue": "3"}}', "client/index.html", "client/src/main.ts"),
        ('{"dependencies": {"react-dom": "18", "react-scripts": "5"}}', "public/index.html", "src/index.js"),
    ],
)
def test_an_application_is_known_by_its_page_and_its_entry(tmp_path: Path, package: str, page: str, entry: str) -> None:
    script = f'<script type="module" src="/{entry.removeprefix("client/")}"></script>' if "public" not in page else ""
    written(tmp_path, {"package.json": package, page: f"<div id=app></div>{script}", entry: "start();\n"})
    assert detect(tmp_path) == ("application",)


def test_a_page_of_html_beside_a_package_is_no_application(tmp_path: Path) -> None:
    written(tmp_path, {"package.json": '{"dependencies": {"react-dom": "18"}}', "index.html": "<p>Pens</p>"})
    assert detect(tmp_path) == ("static",)


@pytest.mark.parametrize(
    "routes",
    [
        'import Pens from "./shelf/Pens";\nconst App = () => <Routes><Route path="/pens" element={<Pens />} /></Routes>;\n',
        'import { Pens } from "./shelf";\nconst App = () => <Routes><Route path="/" element={<Frame />}><Route path="pens" element={<Pens />} /></Route></Routes>;\n',
        'const Pens = lazy(() => import("./shelf/Pens"));\nconst App = () => <Switch><Route path="/pens" component={Pens} /></Switch>;\n',
        'import Pens from "./shelf/Pens";\nconst App = () => <Switch><Route path="/pens"><Pens /></Route></Switch>;\n',
        'import Pens from "./shelf/Pens";\nconst router = createBrowserRouter([{ path: "/pens", element: <Pens /> }]);\n',
        'const routes = [{ path: "/pens", name: "pens", component: () => import("./shelf/Pens") }];\n',
    ],
    ids=["element", "nested", "lazy", "children", "records", "import"],
)  # fmt: skip
def test_pages_are_what_routes_name(tmp_path: Path, routes: str) -> None:
    more = {"src/shelf/Pens.tsx": PENS, "src/shelf/index.ts": 'export { default as Pens } from "./Pens";\n',
            "src/Other.tsx": PENS}  # fmt: skip
    written(tmp_path, {**VITE, "src/App.tsx": f"{routes}export default App;\n", **more})
    assert found(tmp_path) == ["src/shelf/Pens.tsx"]


def test_pages_without_routes_lie_in_a_folder_of_pages(tmp_path: Path) -> None:
    app = 'import Pens from "./pages/PensPage";\nexport default function App() { return shown ? <Pens /> : null; }\n'
    about = 'import About from "./pages/AboutPage";\n'
    files = {"src/App.tsx": about + app, "src/pages/PensPage.tsx": PENS, "src/pages/AboutPage.tsx": PENS}
    assert found(written(tmp_path, {**VITE, **files})) == ["src/pages/PensPage.tsx"]


def test_an_application_without_pages_is_one(tmp_path: Path) -> None:
    app = 'import Shelf from "./components/Shelf";\nexport default function App() { return <main><h1>Pens</h1><Shelf /></main>; }\n'
    assert found(written(tmp_path, {**VITE, "src/App.tsx": app, "src/components/Shelf.tsx": PENS})) == ["src/App.tsx"]


def test_a_start_page_that_lists_offers_is_no_article(tmp_path: Path) -> None:
    app = 'import Home from "./Home";\nimport Ink from "./Ink";\n<Routes><Route path="/" element={<Home />} /><Route path="/ink" element={<Ink />} /></Routes>\n'
    files = {"src/App.tsx": app, "src/Home.tsx": PENS, "src/Ink.tsx": "export default () => <p>Ink</p>;\n"}
    assert found(written(tmp_path, {**VITE, **files})) == []


def test_a_route_with_a_parameter_is_one(tmp_path: Path) -> None:
    app = 'import Pen from "./Pen";\nconst routes = [{ path: "/pens/:slug", element: <Pen /> }];\n'
    pen = (
        'import { pens } from "./pens";\nexport default function Pen() {\n  const { slug } = useParams();\n'
        "  const pen = pens.find((one) => one.slug === slug);\n  return <article><h1>{pen.name}</h1><a href={pen.url}>Buy</a></article>;\n}\n"
    )
    written(tmp_path, {**VITE, "src/App.tsx": app, "src/Pen.tsx": pen, "src/pens.ts": DATA})
    assert found(tmp_path) == ["src/Pen.tsx"]


@pytest.mark.parametrize(
    "app",
    [
        "<div><Routes><Route path='/pens' element={<Pens />} /><Route path='/about' element={<About />} /></Routes><Footer /></div>",
        "<Frame><Switch><Route path='/pens' component={Pens} /><Route path='/about' component={About} /></Switch></Frame>",
        "<Routes><Route element={<Frame />}><Route path='/pens' element={<Pens />} /></Route></Routes>",
    ],
    ids=["beside the routes", "around the routes", "a route of its own"],
)
def test_what_stands_around_the_routes_discloses(tmp_path: Path, app: str) -> None:
    notice = "<footer><p>We earn a commission if you buy through our links.</p></footer>"
    files = {
        "src/App.tsx": 'import Pens from "./Pens";\nimport About from "./About";\nimport Footer from "./Footer";\nimport Frame from "./Frame";\n'
        f"export default function App() {{ return ({app}); }}\n",
        "src/Pens.tsx": PENS,
        "src/About.tsx": "export default () => <p>As an associate we earn from qualifying purchases.</p>;\n",
        "src/Footer.tsx": f"export default function Footer() {{ return {notice}; }}\n",
        "src/Frame.tsx": f"export default function Frame({{ children }}) {{ return <div>{{children}}<Outlet />{notice}</div>; }}\n",
    }
    written(tmp_path, {**VITE, **files})
    prints = SitePages(tmp_path).printed_on(str(tmp_path / "src/Pens.tsx"), PENS)
    assert prints is not None
    assert {(one.place, one.where, one.text) for one in prints.layouts} == {
        ("bottom", "footer", "We earn a commission if you buy through our links.")
    }


@pytest.mark.parametrize(
    ("frame", "router"),
    [
        ("<script setup>\nimport Foot from './Foot.vue'\n</script>\n<template><router-view /><Foot /></template>\n",
         "export default createRouter({ routes: [{ path: '/pens', component: () => import('./Pens.vue') }] })\n"),
        ("<template><RouterView /></template>\n",
         "import Frame from './Frame.vue'\nimport Pens from './Pens.vue'\nexport default createRouter({ routes: [{ path: '/', component: Frame, children: [{ path: 'pens', component: Pens }] }] })\n"),
    ],
    ids=["root", "route with others in it"],
)  # fmt: skip
def test_views_of_vue_are_pages_within_their_frames(tmp_path: Path, frame: str, router: str) -> None:
    foot = "<footer><p>We earn a commission if you buy through our links.</p></footer>"
    pens = f'<template><main><a href="{PEN}">Larch pen</a></main></template>\n'
    files = {
        "package.json": '{"dependencies": {"vue": "3"}}',
        "index.html": '<div id="app"></div><script type="module" src="/src/main.js"></script>',
        "src/main.js": 'import { createApp } from "vue"\nimport App from "./App.vue"\nimport router from "./router"\ncreateApp(App).use(router)\n',
        "src/App.vue": frame,
        "src/router.js": router,
        "src/Pens.vue": pens,
        "src/Foot.vue": f"<template>{foot}</template>\n",
        "src/Frame.vue": f"<template><div><router-view />{foot}</div></template>\n",
    }
    assert found(written(tmp_path, files)) == ["src/Pens.vue"]
    prints = SitePages(tmp_path).printed_on(str(tmp_path / "src/Pens.vue"), pens)
    assert prints is not None
    assert [(one.where, one.text) for one in prints.layouts] == [
        ("footer", "We earn a commission if you buy through our links.")
    ]


@pytest.mark.parametrize(
    "state",
    [
        "const shown = useMemo(() => {\n  if (!asked) return pens;\n  return pens.filter((pen) => pen.name.includes(asked));\n}, [asked]);",
        "const shown = useMemo(() => {\n  let kept = [...pens];\n  if (asked) {\n    kept = kept.filter((pen) => { return pen.name === asked; });\n  }\n  return kept;\n}, [asked]);",
        "const [shown, setShown] = useState<Pen[]>([]);\nuseEffect(() => { setShown(pens); }, []);",
        "const [shown, setShown] = useState([]);\nuseEffect(() => setShown(pens.filter((pen) => pen.isNew)), []);",
        "const [shown] = useState(pens);",
    ],
    ids=["early return", "local", "effect", "filtered in an effect", "state"],
)  # fmt: skip
def test_state_holds_the_data_that_it_is_given(tmp_path: Path, state: str) -> None:
    page = LISTED.replace("{ return", f"{{\n{state}\nreturn")
    written(tmp_path, {**VITE, "src/pens.ts": DATA, "src/App.tsx": f'import {{ pens }} from "./pens";\n{page}'})
    prints = SitePages(tmp_path).printed_on(str(tmp_path / "src/App.tsx"), (tmp_path / "src/App.tsx").read_text())
    assert prints is not None
    assert list(prints.addresses.values()) == [PEN]


@pytest.mark.parametrize(
    "loop",
    [
        "{pens.map((pen) => {\n  if (pen.sold) {\n    return null;\n  }\n  return <a href={pen.url}>Buy</a>;\n})}",
        "{pens.map((pen) => { if (pen.kind === kind) { return (<a href={pen.url}>Buy</a>) } else { return null } })}",
        "{Object.entries({ broad: pens }).length}{Object.entries(shelves).map(([kind, all]) => {\n  const shown = names[kind];\n  return <b>{all.map((pen) => <a href={pen.url}>Buy</a>)}</b>;\n})}",
    ],
    ids=["left early", "branches", "entries"],
)  # fmt: skip
def test_a_loop_may_do_more_than_return_markup(tmp_path: Path, loop: str) -> None:
    code = "const shelves = { broad: pens.filter((pen) => pen.isBroad) };\n"
    page = f'import {{ pens }} from "./pens";\n{code}export default function App() {{ return <main>{loop}</main>; }}\n'
    written(tmp_path, {**VITE, "src/pens.ts": DATA, "src/App.tsx": page})
    prints = SitePages(tmp_path).printed_on(str(tmp_path / "src/App.tsx"), page)
    assert prints is not None
    assert list(prints.addresses.values()) == [PEN]


def test_the_type_of_data_may_take_several_lines(tmp_path: Path) -> None:
    data = DATA.replace("pens =", "pens: {\n  name: string\n  url: string\n}[] =")
    page = 'import { pens } from "./pens";\nexport default () => <main>{pens.map((pen) => <a href={pen.url}>Buy</a>)}</main>;\n'
    written(tmp_path, {**VITE, "src/pens.ts": data, "src/App.tsx": page})
    prints = SitePages(tmp_path).printed_on(str(tmp_path / "src/App.tsx"), page)
    assert prints is not None
    assert list(prints.addresses.values()) == [PEN]


@pytest.mark.parametrize(
    "body",
    [
        "const go = () => {\n    return `${base}?tag=${tag}`;\n  };",
        'function go() {\n    const url = new URL(base);\n    url.searchParams.set("tag", tag);\n    return url.toString();\n  }',
        'const go = useCallback(() => {\n    try {\n      const url = new URL(base);\n      url.searchParams.set("tag", tag);\n      return url.href;\n    } catch {\n      return base;\n    }\n  }, [base]);',
    ],
    ids=["text", "address", "callback"],
)  # fmt: skip
def test_a_function_within_a_component_knows_its_props(tmp_path: Path, body: str) -> None:
    page = (
        f'const Buy: React.FC<Props> = ({{ base, tag = "acme-20" }}) => {{\n  {body}\n  const url = go();\n  return <a href={{url}}>Buy</a>;\n}};\n'
        'export default function App() { return <main><Buy base="https://www.amazon.com/dp/B0PEN00001" /></main>; }\n'
    )
    written(tmp_path, {**VITE, "src/App.tsx": page})
    prints = SitePages(tmp_path).printed_on(str(tmp_path / "src/App.tsx"), page)
    assert prints is not None
    assert [one.links for one in prints.calls.values()] == [(PEN,)]


def test_calls_may_go_on_in_the_next_line(tmp_path: Path) -> None:
    page = (
        'import { pens } from "./pens";\nexport default function App() {\n  const shown = ids\n    .map((id) => pens[id])\n    .filter((pen): pen is Pen => pen !== undefined);\n'
        "  return <main>{shown.map((pen) => <a href={pen.url}>Buy</a>)}</main>;\n}\n"
    )
    written(
        tmp_path,
        {**VITE, "src/pens.ts": f'export const pens = {{ larch: {{ url: "{PEN}" }} }};\n', "src/App.tsx": page},
    )
    prints = SitePages(tmp_path).printed_on(str(tmp_path / "src/App.tsx"), page)
    assert prints is not None
    assert list(prints.addresses.values()) == [PEN]


def test_files_that_import_each_other_are_read_once(tmp_path: Path) -> None:
    files = {"src/App.tsx": 'import A from "./a";\n', "src/a.tsx": 'import App from "./App";\nimport A from "./a";\n'}
    written(tmp_path, {**VITE, **files})
    assert read_application(Tree(tmp_path)).root == "src/App.tsx"
