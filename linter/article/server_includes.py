"""Read what a page asks its server to put in: includes of SSI (``<!--#include virtual="…" -->``) and of PHP.

Sources: httpd.apache.org/docs/current/mod/mod_include.html, nginx.org/en/docs/http/ngx_http_ssi_module.html,
php.net/manual/en/function.include.php. Nothing runs; a name that code puts together is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

SSI = "<!--#include"
SIGNS = (SSI, "<?php", "<?=")
"""A page with none of them asks for nothing."""
DIRECTIVE = re.compile(r"<!--#include\b[^<>\n]{0,400}?-->", re.IGNORECASE)
_SSI_NAME = re.compile(r"\b(?:virtual|file)\s*=\s*[\"']([\w./-]{1,200})(?:\?[^\"']{0,200})?[\"']", re.IGNORECASE)
_PHP_COMMENT = re.compile(r"/\*[\s\S]{0,8000}?\*/|(?:^|(?<=[\s;{}]))(?://|#)[^\n?]*")
_PHP_NAME = re.compile(
    r"\b(?:include|require)(?:_once)?\b[\s(]{0,10}"
    r"(?P<base>(?:__DIR__|dirname\s*\(\s*__FILE__\s*\)|\$_SERVER\s*\[\s*[\"']DOCUMENT_ROOT[\"']\s*\])\s*\.\s*)?[\"'](?P<name>[\w./-]{1,200})[\"']\s*\)?\s*(?:;|\?>|\Z)"
)
_MOST = 40


def included(tag: str) -> Iterator[str]:
    """Yield the names of the files that one tag of a server puts in, as written."""
    if tag[:4] == "<!--":
        found = _SSI_NAME.search(tag)
        if found is not None:
            yield found[1]
    elif tag[:2] == "<?":
        for number, one in enumerate(_PHP_NAME.finditer(_PHP_COMMENT.sub(" ", tag))):
            if number < _MOST:
                # What a base goes before begins with a slash, and is meant from the base.
                yield one["name"].lstrip("/") if one["base"] and "SERVER" not in one["base"] else one["name"]


def tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the tags stand in a page that may put files in, in order of their kind."""
    yield from (found.span() for found in DIRECTIVE.finditer(text))
    start = 0
    while (start := text.find("<?", start)) >= 0:
        end = text.find("?>", start)
        if end < 0:
            return
        yield start, end + 2
        start = end + 2
