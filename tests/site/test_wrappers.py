"""What a wrapper without markup of its own holds is printed where the wrapper stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

EARNS = "We may earn a commission if you buy through our links."
NOTE = f"<p>{EARNS}</p>"
POST = "<MDXRemote {...post.content} />"
NEXT = {"next.config.js": "", "package.json": '{"dependencies": {"next": "15.0.0", "ui-kit": "1.0.0"}}'}
PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"


def page(code: str, body: str) -> dict[str, str]:
    """Return a site whose route prints some markup around its articles."""
    route = f"{code}\nexport default function Post({{ post }}) {{\n  return (<div>{body}</div>);\n}}\n"
    return {**NEXT, "pages/posts/[slug].tsx": route}


def wheres(emissions: Emissions) -> list[str]:
    return [layout.where for layout in emissions.layouts if layout.text == EARNS]


@pytest.mark.parametrize(
    "declared",
    [
        "const Bottom = styled.footer`color: red`;",
        "const Bottom = styled.footer.attrs({ role: 'note' })`color: red`;",
        "const Bottom = styled.footer<{ dark: boolean }>`color: red`;",
        "const Bottom = styled('footer')({ color: 'red' });",
        'const Bottom = styled("footer", { padding: 2 });',
        "const Bottom = tw.footer`text-sm`;",
        "const Plain = styled.footer`x`;\nconst Bottom = styled(Plain)`y`;",
        "const Plain = styled.footer`x`;\nconst Bottom = memo(Plain);",
        "const Bottom = motion.footer;",
        "const Bottom = ({ as: Tag = 'footer', children }) => <footer>{children}</footer>;",
    ],
)
def test_a_name_for_an_element_prints_that_element(site: Build, declared: str) -> None:
    assert wheres(site(page(declared, f"{POST}<Bottom>{NOTE}</Bottom>"))) == ["footer"]
    assert wheres(site(page(declared, f"<Bottom>{NOTE}{POST}</Bottom>"))) == ["top"]


@pytest.mark.parametrize(
    ("imported", "files"),
    [
        ("import { Bottom } from '../../components/parts';", {"parts.ts": "export const Bottom = styled.footer`x`;\nexport const B = styled.div`y`;\n"}),
        ("import Bottom from '../../components/Bottom';", {"Bottom.js": "const Bottom = styled.footer`x`;\nexport default Bottom;\n"}),
        ("import Bottom from '../../components/Bottom';", {"Bottom.js": "export default styled.footer`x`;\n"}),
        ("import { Bottom } from '../../components';", {"index.ts": "export * from './parts';\n", "parts.ts": "export const Bottom = styled.footer`x`;\n"}),
        ("import { Bottom } from '../../components/ui/card';", {"ui/card.tsx":
            "const Card = React.forwardRef(({ className, ...props }, ref) => (\n  <div ref={ref} {...props} />\n));\n"
            "const Bottom = React.forwardRef<HTMLElement, React.HTMLAttributes<HTMLElement>>(({ className, ...props }, ref) => (\n"
            "  <footer ref={ref} className={cx('p-2', className)} {...props} />\n));\nexport { Card, Bottom };\n"}),
    ],
)  # fmt: skip
def test_an_imported_wrapper_is_read_where_it_is_declared(site: Build, imported: str, files: dict[str, str]) -> None:
    components = {f"components/{name}": text for name, text in files.items()}
    assert wheres(site({**page(imported, f"{POST}<Bottom>{NOTE}</Bottom>"), **components})) == ["footer"]


@pytest.mark.parametrize("tag", ["motion.footer", "animated.footer", "chakra.footer", "m.footer"])
def test_a_tag_in_a_name_space_is_that_element(site: Build, tag: str) -> None:
    assert wheres(site(page("", f"<motion.div>{POST}</motion.div><{tag}>{NOTE}</{tag}>"))) == ["footer"]


@pytest.mark.parametrize("asked", ['as="footer"', 'component="footer"', "as={'footer'}"])
def test_an_element_that_the_caller_asks_for_stands_around(site: Build, asked: str) -> None:
    files = page("import { Box, Card } from 'ui-kit';", f"<Card>{POST}</Card><Box {asked}><Card>{NOTE}</Card></Box>")
    assert wheres(site(files)) == ["footer"]


WRAPPERS = [
    "export function Box(props) {\n  return React.createElement(Theme.Provider, { value: 1 }, props.children);\n}\n",
    "export const Box = ({ children }) => <Theme.Provider value={1}>{children}</Theme.Provider>;\n",
    "export const Box = React.forwardRef((props, ref) => (\n  <div ref={ref} {...props} />\n));\n",
    "export const Box = React.forwardRef<HTMLDivElement, Props>(({ className, ...rest }, ref) => (\n  <div {...rest} />\n));\n",
    "export const Box = memo(function Box({ children }) {\n  return <section>{children}</section>;\n});\n",
    "export function Box({ ...props }: Props) {\n  return (<div data-slot='box' {...props} />);\n}\n",
    "export function Box({ kind, ...props }) {\n  const Part = kind ? Slot : 'div';\n  return <Part {...props} />;\n}\n",
    "export class Box extends React.Component {\n  render() {\n    return <div {...this.props} />;\n  }\n}\n",
    "export function Box({ children: inner }) {\n  return <div>{inner}</div>;\n}\n",
    "export function Box({ children }) {\n  return <ul>{React.Children.map(children, (one) => <li>{one}</li>)}</ul>;\n}\n",
    "export function Box({ children }) {\n  return <div>{cloneElement(children, { id: 1 })}</div>;\n}\n",
    "export const Box = createBox({ padding: 3 });\n",
]


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_children_are_printed_in_whatever_way(site: Build, wrapper: str) -> None:
    files = {
        **page("import { Box } from '../../components/Box';", f"<Box>{NOTE}</Box>{POST}"),
        "components/Box.tsx": wrapper,
    }
    assert wheres(site(files)) == ["top"]


@pytest.mark.parametrize(
    "wrapper",
    [
        "export function Box({ count }) {\n  return <b>{count}</b>;\n}\n",
        "export function Box({ children, ...rest }) {\n  return <div {...rest} />;\n}\n",
        "export function Box({ children }) {\n  return <b>{React.Children.count(children)}</b>;\n}\n",
    ],
)
def test_a_component_that_leaves_its_children_out_prints_none(site: Build, wrapper: str) -> None:
    files = {
        **page("import { Box } from '../../components/Box';", f"<Box>{NOTE}</Box>{POST}"),
        "components/Box.tsx": wrapper,
    }
    assert wheres(site(files)) == []


def test_props_that_a_page_passes_on_are_not_the_article(site: Build) -> None:
    """``<Top {...props} />`` on the page itself holds no article, so that the notice below is still above it."""
    route = f"export default function Post(props) {{\n  return (<div><Top {{...props}} />{NOTE}<MDXRemote {{...props.post.content}} /></div>);\n}}\n"
    assert wheres(site({**NEXT, "pages/posts/[slug].tsx": route})) == ["top"]


NOTICE = f"export function Notice() {{\n  return {NOTE};\n}}\n\nexport function Other() {{\n  return <b>Pens</b>;\n}}\n"


@pytest.mark.parametrize(
    "declared",
    [
        "const Top = dynamic(() => import('../../components/shop/Notice').then((m) => m.Notice), { ssr: false });",
        "const Top = dynamic(() => import('../../components/shop/Notice').then((mod) => ({ default: mod.Notice })));",
        "const Top = lazy(() => import('../../components/shop/Notice').then(({ Notice }) => ({ default: Notice })));",
        "const Top = React.lazy(async () => import('../../components/shop/Whole'));",
        "const Top = loadable(() => import('../../components/shop/Whole'));",
        "import Whole from '../../components/shop/Whole';\nconst Top = styled(Whole)`x`;",
        "import Whole from '../../components/shop/Whole';\nconst Top = withTheme(Whole);",
    ],
)
def test_a_component_that_is_loaded_later_or_styled_prints_what_it_prints(site: Build, declared: str) -> None:
    files = {
        **page(declared, f"<Suspense><Top /></Suspense>{POST}"),
        "components/shop/Notice.tsx": NOTICE,
        "components/shop/Whole.tsx": f"export default function Whole() {{\n  return {NOTE};\n}}\n",
    }
    assert wheres(site(files)) == ["top"]


@pytest.mark.parametrize(
    "members",
    [
        "export function Card({ children }) {\n  return <div>{children}</div>;\n}\nCard.Note = Note;\n",
        "function Body({ children }) {\n  return <div>{children}</div>;\n}\nexport const Card = Object.assign(Body, { Note });\n",
        "function Box() {\n  return <b />;\n}\nexport const Card = { Note, Box };\n",
    ],
)
def test_a_member_of_a_component_is_the_one_that_it_names(site: Build, members: str) -> None:
    component = f"function Note() {{\n  return {NOTE};\n}}\n\n{members}"
    files = {
        **page("import { Card } from '../../components/Card';", f"<Card.Note />{POST}"),
        "components/Card.tsx": component,
    }
    assert wheres(site(files)) == ["top"]


LINKS = [
    ("import Link from 'next/link';", '<Link href={url} rel="noopener">Buy</Link>', "noopener"),
    ("import Link from 'next/link';\nconst Buy = styled(Link)`x`;", "<Buy href={url} rel='nofollow'>Buy</Buy>", "nofollow"),
    ("const Buy = styled.a`x`;", '<Buy href={url} rel="nofollow">Buy</Buy>', "nofollow"),
    ("import { Button } from 'ui-kit';", "<Button as='a' href={url}>Buy</Button>", None),
    ("const PAID = 'sponsored nofollow';", "<a href={url} rel={PAID}>Buy</a>", "sponsored nofollow"),
    ("function Out({ href, rel, children }) {\n  return <a href={href} rel={rel}>{children}</a>;\n}\n", "<Out href={url} rel='sponsored'>Buy</Out>", "sponsored"),
    ("", "<a href={url} rel={ad ? 'sponsored' : 'noopener'}>Buy</a>", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "anchor", "rel"), LINKS)
def test_a_link_of_a_library_or_of_styles_is_a_link(site: Build, code: str, anchor: str, rel: str | None) -> None:
    component = f"{code}\nexport default function It({{ url, ad }}) {{\n  return {anchor};\n}}\n"
    printed = site({**NEXT, "components/It.tsx": component}).names["it"]
    assert (printed.url_parameters, printed.rel) == (("url",), rel)
