"""Whether an article is one that its generator makes no page of: a draft, or one that is not to be published.

Dates in the future or the past decide nothing here: a result must not depend on the clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Collection

UNPUBLISHED = "unpublished articles"
FRONT_MATTER = 4096
"""Bytes of an article in which its front matter is looked for."""

_BY_CONVENTION = frozenset({"eleventy", "astro", "next", "nuxt", "svelte", "remix", "gatsby"})
"""Generators that leave drafts to the site's own code, which nearly always asks for ``draft``."""
_DRAFT = frozenset({"hugo", "zola", "docusaurus", "mkdocs", "quarto"}) | _BY_CONVENTION
_PUBLISHED = frozenset({"jekyll", "hexo"}) | _BY_CONVENTION
_STATUS = frozenset({"pelican"}) | _BY_CONVENTION
_DRAFT_FOLDERS = frozenset({"jekyll", "hexo"})

_NO = r"[\"']?(?:false|no)[\"']?[ \t]*,?[ \t]*(?:#.*)?\r?$"
_YES = r"[\"']?(?:true|yes)[\"']?[ \t]*,?[ \t]*(?:#.*)?\r?$"
_KEYS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern, re.MULTILINE | re.IGNORECASE), generators)
    for pattern, generators in (
        (rf"^[ \t]*[\"']?draft[\"']?[ \t]*[:=][ \t]*{_YES}", _DRAFT),
        (rf"^[ \t]*[\"']?published[\"']?[ \t]*[:=][ \t]*{_NO}", _PUBLISHED),
        (r"^[ \t]*[\"']?status[\"']?[ \t]*[:=][ \t]*[\"']?draft[\"']?[ \t]*,?\r?$", _STATUS),
        (rf"^permalink[ \t]*:[ \t]*{_NO}", frozenset({"eleventy"})),
        (
            r"^(?:_?build[ \t]*:[ \t]*\r?\n(?:[ \t]+.*\n)*?[ \t]+|\[_?build\][ \t]*\r?\n(?:[ \t]*\w.*\n)*?[ \t]*)"
            r"render[ \t]*[:=][ \t]*[\"']?(?:never|false|link)\b",
            frozenset({"hugo"}),
        ),
        (rf"^[\"']?headless[\"']?[ \t]*[:=][ \t]*{_YES}", frozenset({"hugo"})),
    )
)
_DATED = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.[^.]+$")
_WORDS = (b"draft", b"published", b"permalink", b"render", b"headless")
"""Each of the patterns holds one of them."""
_METADATA = re.compile(r"\A(?:[A-Za-z][\w-]*:[^\n]*\n)*?status:[ \t]*draft[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)


def in_drafts(path: str, generators: Collection[str]) -> bool:
    """Say whether a path, relative to the site, lies in the folder of drafts; without a generator it is one by its name."""
    knows = not generators or not _DRAFT_FOLDERS.isdisjoint(generators)
    return knows and "_drafts" in path.split("/")[:-1]


def is_undated_post(path: str, generators: Collection[str]) -> bool:
    """Say whether a file lies in Jekyll's ``_posts`` without the date in its name that makes it a post.

    Source: jekyllrb.com/docs/posts, ``Jekyll::Document::DATE_FILENAME_MATCHER``. Where another generator is at work too, it may
    read the folder by rules of its own.
    """
    *folders, name = path.split("/")
    return set(generators) == {"jekyll"} and "_posts" in folders and _DATED.match(name) is None


def may_be_unpublished(start: bytes) -> bool:
    """Say whether the start of an article holds a word without which it is published."""
    lowered = start.lower()
    return any(word in lowered for word in _WORDS)


def is_unpublished(start: str, generators: Collection[str]) -> bool:
    """Say whether the front matter at the start of an article keeps its page from readers, as the site's generators read it.

    Without a known generator any of the keys is taken at its word.
    """
    from linter.article.frontmatter import find_fence  # noqa: PLC0415 - few articles have such a word

    known = set(generators) - {"static"}
    fence = find_fence(start)
    if fence is None:
        return (not known or "pelican" in known) and _METADATA.match(start) is not None
    text = start[fence.content_start : fence.content_end]
    return any((not known or not known.isdisjoint(of)) and pattern.search(text) for pattern, of in _KEYS)
