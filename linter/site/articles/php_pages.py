"""Which files of PHP are pages that people write: HTML with prose or paid links of its own, beside code that a server runs.

Nothing is run. What code prints is not known, so a page of which it prints the text is said to be left out, once a run.
Sources: php.net/manual/en/language.basic-syntax.phptags.php, developer.wordpress.org/themes (template tags).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.server_includes import included, tags
from linter.site.articles.code_pages import is_article
from linter.site.articles.not_articles import SERVED, SERVER_CODE, TEMPLATES
from linter.site.articles.server_pages import pages_with_parts, part_of
from linter.site.files import Tree

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".php"
_TAG = re.compile(r"<\?(?:php\b|=)[\s\S]*?(?:\?>|\Z)", re.IGNORECASE)
_OF_WORDPRESS = re.compile(
    r"\b(?:get_header|get_footer|get_sidebar|the_content|the_title|have_posts|wp_head|wp_footer|bloginfo|get_template_part|add_action|add_filter)\s*\("
    r"|\bABSPATH\b"
)
_OF_CODE = frozenset(
    ["admin", "wp-admin", "wp-content", "wp-includes", "lib", "libs", "library", "classes", "api", "ajax", "cron", "install", "config",
     "database", "migrations", "email", "emails", "mail", "phpmailer", "test", "tests", "controllers", "models", "core", "system",
     "bootstrap", "storage", "members", "dashboard", "cgi-bin"]
)  # fmt: skip
_OF_PARTS = frozenset(
    ["includes", "include", "inc", "partials", "parts", "templates", "template", "views", "layouts", "layout", "components", "modules",
     "blocks", "snippets", "sections", "theme", "themes"]
)  # fmt: skip
_PART = re.compile(
    r"_.*|.*\.(?:blade|tpl|inc|view|class)|.*[-_]?(?:header|footer|sidebar|navbar|nav|menu|head|topbar|functions?|config|settings|connect(?:ion)?|database|db|setup|install)",
    re.IGNORECASE,
)
# A page, or what stands between a header and a footer that are put in.
_PAGE = re.compile(r"<(?:html|body|main|article|h1)\b", re.IGNORECASE)
# <?= $post['body'] ?>, href="<?php echo $url; ?>"
_PRINTS = re.compile(r"<\?=\s*(?:\w+\(\s*)?\$|<\?php\s+(?:echo|print)\b\s*(?:\w+\(\s*)?\$", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']\s*<\?", re.IGNORECASE)


class PhpPages:
    """Tells the pages of one site, whose root is given, from its other files of PHP."""

    def __init__(self, root: Path) -> None:
        self._tree = Tree(root)

    def why_no_article(self, path: str, text: str) -> str | None:
        """Say what a file is if it is no article, by its path from the root of the site and its text; None for a page."""
        *folders, name = path.lower().split("/")
        if not _OF_CODE.isdisjoint(folders):
            return SERVER_CODE
        if _OF_WORDPRESS.search(text) is not None or not _OF_PARTS.isdisjoint(folders):
            return TEMPLATES
        if _PART.fullmatch(name[: -len(ENDING)]) is not None:
            return SERVER_CODE
        written = _TAG.sub(" ", text)
        if is_article(written):
            return TEMPLATES if path in self._parts else None
        is_page = _PAGE.search(written) is not None
        is_served = is_page and _PRINTS.search(text) is not None and _HREF.search(text) is not None
        return SERVED if is_served else SERVER_CODE

    @cached_property
    def _parts(self) -> frozenset[str]:
        """The files that pages have their server put in, by their paths from the root."""
        found = (
            part_of(self._tree, path, name)
            for path, text in pages_with_parts(self._tree)
            for start, end in tags(text)
            for name in included(text[start:end])
        )
        return frozenset(file for file in found if file is not None)
