"""What a page of HTML is for, where it is no article: data for a program, a redirect, a list of other pages."""

from __future__ import annotations

from linter import lazy_re as re
from linter.article.frontmatter import find_fence

LONGEST = 65_536
"""Bytes of a page that are looked at; what a page is for shows at its start."""

# Up to the next opening, so that what is opened many times and never closed is read once.
_TEMPLATE_TAG = re.compile(
    r"\{%(?:(?!\{%).)*?%\}|\{\{(?:(?!\{\{).)*?\}\}|\{#(?:(?!\{#).)*?#\}|<!--(?:(?!<!--).)*?-->", re.DOTALL
)
_MARKUP = re.compile(r"<(script|style|head|template)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\"{\]]")
_FEED = ("<?xml", "<rss", "<feed", "<urlset", "<sitemapindex", "<opensearchdescription")
_XHTML = re.compile(r"<html\b|<!doctype html", re.IGNORECASE)
_REFRESH = re.compile(r"<meta\b[^>]{0,300}?http-equiv\s*=\s*[\"']?refresh\b[^>]{0,3000}?url\s*=", re.IGNORECASE)
_FORWARDS = re.compile(
    r"<script\b[^>]{0,300}>\s*(?:(?:window\.)?setTimeout\(\s*(?:function\s*\(\)\s*\{|\(\)\s*=>\s*\{?)\s*)?"
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*[\"'`][^#\"'`]",
    re.IGNORECASE,
)
"""A script that begins by sending the reader on, at once or after a while."""
_BODY_CLASS = re.compile(r"<body\b[^>]{0,1000}?\bclass\s*=\s*(?:\"([^\"]{0,4000})\"|'([^']{0,4000})')", re.IGNORECASE)
_LIST_CLASSES = frozenset(
    [
        "archive",
        "paged",
        "error404",
        "search-results",
        "search-no-results",
        "tag-template",
        "author-template",
        "post-type-archive",
    ]
)
"""Classes that WordPress and Ghost give the body of a list of articles, of the search and of the error page."""
_LOOP = re.compile(
    r"\{%-?\s*for\s+\w+\s+in\s+(?:site\.\w+|paginator\.\w+|pagination\.\w+|collections\.[\w\[\]'\"-]+|page\.posts|posts|tags|categories)\b"
    r".*?\{%-?\s*endfor\s*-?%\}"
    r"|\{\{-?\s*range\b[^}]*\b(?:Pages|Paginator|Taxonomies|Terms)\b.*?\{\{-?\s*end\s*-?\}\}",
    re.DOTALL,
)
_OFFERS = re.compile(
    r"\bfor\s+(\w+)\s+in\s+(?:site|collections)\b(?:(?!\bendfor\b)[\s\S]){0,2000}?"
    r"\bhref\s*=\s*[\"']?\{\{-?\s*\1\.(?:data\.)?(?!url\b|id\b|permalink\b|slug\b|page\b)\w"
)
"""A list that links to what the front matter of its entries holds, not to their pages."""
_LAYOUT = re.compile(r"^layout\s*[:=]\s*[\"']?([\w/.-]+)", re.MULTILINE)
_LIST_LAYOUTS = frozenset(
    [
        "404",
        "archive",
        "archives",
        "archive-taxonomy",
        "categories",
        "category",
        "redirect",
        "redirected",
        "search",
        "tag",
        "tags",
        "taxonomy",
    ]
)
_OWN_REPORT = '<meta name="generator" content="affilint '
"""What the editors' report has in its head (``linter/report/templates/page.html``)."""
_LEAST_PROSE = 600
"""Characters of text from which on a page that also lists others, or sends the reader on, has something to say."""


def purpose_of(text: str) -> str | None:
    """Say what a page is for if it is no article, by what stands in it; None where it may be one."""
    fence = find_fence(text)
    body = text[fence.end :] if fence is not None else text
    if fence is not None and fence.start == fence.content_start and not body.strip():
        return "data for programs"
    if _OWN_REPORT in body[:4_000]:
        return "reports of affilint"
    start = body.lstrip("\ufeff \t\r\n")[:1]
    if start in {"{", "["} and _is_data(body):
        return "data for programs"
    if start == "<" and _is_feed(body):
        return "feeds and sitemaps"
    layout = _LAYOUT.search(text, fence.content_start, fence.content_end) if fence is not None else None
    if layout is not None and layout[1].rsplit("/", 1)[-1].split(".")[0].lower() in _LIST_LAYOUTS:
        return None if _has_prose(body) else "lists of articles"
    if _names_list(body) or (_LOOP.search(body) and not _OFFERS.search(body) and not _has_prose(_LOOP.sub(" ", body))):
        return "lists of articles"
    sends_on = _REFRESH.search(body) or _FORWARDS.search(body)
    return "redirects" if sends_on and not _has_prose(body) else None


def is_template(text: str) -> bool:
    """Say whether a page without front matter is a part of pages: it has no root element, or tags of a template."""
    return find_fence(text) is None and (_XHTML.search(text) is None or _TEMPLATE_TAG.search(text[:20_000]) is not None)


def has_root(text: str) -> bool:
    """Say whether a page is a whole document, with a root element or a document type of its own."""
    return _XHTML.search(text) is not None


def _is_data(body: str) -> bool:
    """Say whether a page is JSON, once the tags of a template that writes it are taken out."""
    bare = _TEMPLATE_TAG.sub(" ", body).strip("\ufeff \t\r\n,")
    return (_JSON.match(bare) is not None and (bare[-1] in "}]" or len(body) >= LONGEST // 2)) or bare in {"[]", "{}"}


def _is_feed(body: str) -> bool:
    start = body.lstrip("\ufeff \t\r\n")[:400].lower()
    return start.startswith(_FEED) and _XHTML.search(start) is None


def _names_list(body: str) -> bool:
    found = _BODY_CLASS.search(body)
    classes = (found[1] or found[2] or "").lower().split() if found is not None else ()
    return not _LIST_CLASSES.isdisjoint(classes)


def _has_prose(body: str) -> bool:
    """Say whether a page has text of its own, beyond a notice."""
    return len(" ".join(_MARKUP.sub(" ", _TEMPLATE_TAG.sub(" ", body)).split())) >= _LEAST_PROSE
