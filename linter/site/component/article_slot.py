"""Tell where components (JSX, Astro, Vue, Svelte) print the article that they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.template import article_names
from linter.site.template.template_ir import CONTENT, MAYBE, SLOT, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHILDREN = re.compile(
    r"(?:this\.)?(?:props\.)?(?:children(?:\?\.)?(?:\([^()]{0,80}\))?|element|slots?\.default\(\))$|@render\s+children\b|Astro\.slots\.render\("
)
# Children.map(children, ...), cloneElement(children, ...), createPortal(children, ...), children.map(...): never Children.count(children)
_MAPPED = re.compile(
    r"^(?:React\.)?(?:(?:Children\.(?:map|toArray|only)|cloneElement|createPortal|flattenChildren|render\w*|wrap\w*)\(\s*(?:this\.)?(?:props\.)?children\b"
    r"|(?:this\.)?(?:props\.)?children\??\.map\()"
)
_SVELTE_HTML = re.compile(r"@html\s+([\s\S]+)$")
_CONTENT_TAG = re.compile(
    r"(?:MDX(?!Provider)\w*|Content|ContentRenderer|ContentDoc|ReactMarkdown|Markdown\w*|TinaMarkdown|VueMarkdown|PostBody|Outlet"
    r"|PortableText|RouterProvider|SanityContent|Body|RouterView|NuxtPage|BlockContent|BlocksRenderer|StructuredText|PrismicRichText"
    r"|NotionRenderer|DocumentRenderer)"
)
"""Components that print the article, of Astro, Next, Nuxt, Gatsby, SvelteKit and what reads MDX and the content of editors."""
_CONTENT_AROUND = re.compile(r"(?:MDX(?!Provider)\w*|ReactMarkdown|Markdown\w*)")
"""The same with the article between the tags: <MDXRenderer>{data.mdx.body}</MDXRenderer>."""
_RENDERERS = frozenset(
    ["documentToReactComponents", "documentToHtmlString", "renderRichText", "render", "renderAst", "htmlToReact", "parse",
     "HTMLReactParser", "ReactHtmlParser", "toHTML", "marked", "compiler", "renderMarkdown", "toPlainReact"]
)  # fmt: skip
"""Functions that return the markup of the article that they are given."""
_CALL = re.compile(r"(?:[\w$]+\.)?([\w$]+)\(")
_GIVEN = frozenset(
    ["value", "blocks", "content", "source", "document", "data", "field", "markdown", "body", "raw", "html", "recordMap", "children",
     "code", "ast", "json", "node", "document", "richText", "story", "post", "article", "page", "entry"]
)  # fmt: skip
_IN_A_LINE = re.compile(r"<(?:p|span|h[1-6]|strong|em|b|i|small|figcaption|td|th|label)(?:\s[^<>]*)?>\s*$")
"""An element that holds words and no blocks: what is printed right in it is a line of text."""
_FARTHEST = 2_000
"""Characters from the start of a tag in which its only child is looked for."""
_NO_RENDERER = re.compile(
    r"toc|tableof|share|meta|reading|schema|json|seo|comment|search|related|card|excerpt|list", re.IGNORECASE
)
_ORIGINAL = re.compile(r"\bimport\s+(\w+)\s+from\s+[\"']@theme-(?:original|init)/")
# Components made of the article: const { default: Post } = await import(`@/posts/${slug}.mdx`), useMDXComponent(post.code).
_MADE = re.compile(
    r"\bconst\s+(?:\{\s*(?:default|Content)\s*:\s*(\w+)\s*\}|([A-Z]\w*))\s*=\s*(?:await\s+)?"
    r"(?:import\(\s*`[^`\n]*\$\{|dynamic\(\s*\(\)\s*=>\s*import\(\s*`[^`\n]*\$\{|(?:React\.)?useMemo\(\s*\(\)\s*=>\s*getMDXComponent\("
    r"|(?:use|get)MDXComponent\(|render\(|[\w.]+\.render\()"
)


def pages_of(text: str, path: str) -> frozenset[str]:
    """Return the components of a file that stand for the article: Next's ``Component``, a theme's original, those made of it."""
    own = {"Component"} if path.rsplit("/", 1)[-1].split(".", 1)[0] == "_app" else set()
    return frozenset({*own, *_ORIGINAL.findall(text), *(one or other for one, other in _MADE.findall(text))})


def of_expression(inner: str, before: str = "") -> Node | None:
    """Return what ``{...}`` in markup prints of the article, with what stands ``before`` it; None for nothing of it."""
    if inner.startswith("/*"):
        return None
    if _CHILDREN.search(inner) or maps_children(inner):
        return SLOT
    html = _SVELTE_HTML.match(inner)
    if html is not None:
        return CONTENT if article_names.prints_article(html[1]) else None
    call = _CALL.match(inner)
    if call is None and _IN_A_LINE.search(before) is not None:
        return None
    if call is None:
        return Node("content", MAYBE.value, (("text", inner),)) if article_names.hands_article(inner) else None
    if not article_names.hands_article(inner) or not article_names.made_of(call[1]):
        return None
    return CONTENT if call[1] in _RENDERERS else MAYBE


_UNREAD = frozenset({"script", "style"})
_ROUTERS = frozenset({"Routes", "Switch", "TransitionGroup"})
_ROUTE = re.compile(r"<[A-Z]\w*Route[\s/>]|<Route[\s/>]")


def maps_children(inner: str) -> bool:
    """Return whether an expression prints each of the children, or all of them, through a function."""
    return _MAPPED.match(inner) is not None


def behind_unread(text: str, name: str, position: int) -> tuple[int, bool]:
    """Return where the markup goes on behind what is not printed in an element that is open, and whether that is the routes of an application.

    ``Routes`` and ``Switch`` print the page of one route (reactrouter.com, github.com/molefrog/wouter).
    """
    if name in _UNREAD:
        end = text.find(f"</{name}", position)
        return (len(text) if end < 0 else end), False
    end = text.find(f"</{name}>", position) if name in _ROUTERS else -1
    return (end, True) if end >= 0 and _ROUTE.search(text, position, end) is not None else (position, False)


def is_article(name: str, attributes: Sequence[tuple[str, str]], *, closed: bool) -> bool:
    """Return whether a component prints the article, by its name and what it is given."""
    if any(key in _GIVEN and article_names.is_of_other(value) for key, value in attributes):
        return False
    return (_CONTENT_TAG if closed else _CONTENT_AROUND).fullmatch(name) is not None


def text_of(attributes: Sequence[tuple[str, str]], at: int) -> Node:
    """Return the article that a component prints, with the expression of its text: ``<Markdown source={post.body} />``."""
    return Node("content", "", tuple(("markdown", value) for key, value in attributes if key in _GIVEN), at)


def text_within(code: str, name: str, at: int) -> Node:
    """Return the same of a component with the text between its tags: ``<ReactMarkdown>{post.body}</ReactMarkdown>``."""
    within = re.compile(rf">\s*\{{([\w$.?!]{{1,200}})\}}\s*</{re.escape(name)}\s*>").search(code, at, at + _FARTHEST)
    return Node("content", "", (("markdown", within[1]),) if within is not None else (), at)


def hands_article(call: Node) -> bool:
    """Return whether a call hands the article's text to a component, which then may print it."""
    if _NO_RENDERER.search(call.value):
        return False
    return any(key in _GIVEN and article_names.hands_article(value) for key, value in call.arguments)
