"""Parse the redirect rules of web servers and hosts: text in, (source path, target) pairs out.

Sources: docs.netlify.com/routing/redirects, developers.cloudflare.com/pages/configuration/redirects,
vercel.com/docs/projects/project-configuration, httpd.apache.org mod_alias and mod_rewrite,
caddyserver.com/docs/caddyfile/directives/redir.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from linter import lazy_re as re
from linter.site.files import parse_data

Pair = tuple[str, str]
ComponentReader = Callable[[str], Iterator[Pair]]

_STATUS = re.compile(r"\d{3}!?$")
_WORDS = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|(\S+)")
_META = re.compile(r"(?<!\\)[*+\[\](){}|^$?]|(?<!\\)\.(?=[*+?])|\\[wdsSWD]")
_ANY_TAIL = re.compile(r"/?\(?\.\*\)?\$?$|/?\(\.\+\)\$?$|/\[\^/\]\+\$?$|/\(\[\^/\][*+]\)\$?$")
_CADDY = re.compile(r"^[ \t]*redir[ \t]+(/\S+)[ \t]+(\S+)", re.MULTILINE)
_RULE = re.compile(
    r"\b(?:source|from|fromPath)\s*:\s*[\"'`]([^\"'`\n]+)[\"'`]\s*,[^{}]{0,300}?\b(?:destination|to|toPath)\s*:\s*[\"'`]([^\"'`\n]+)[\"'`]"
)
_ENTRY = re.compile(
    r"[\"'](/[^\"'\n]{1,300})[\"']\s*:\s*(?:[\"'`](https?://[^\"'`\n]+)[\"'`]|\{[^{}]{0,200}?\b(?:destination|to|redirect)\s*:\s*[\"'`](https?://[^\"'`\n]+)[\"'`])"
)


def netlify_lines(text: str) -> Iterator[Pair]:
    """Parse a ``_redirects`` file of Netlify or Cloudflare Pages: ``/from [query] /to [status] [conditions]``."""
    for line in text.splitlines():
        words = line.split("#", 1)[0].split() if line.lstrip().startswith("#") else line.split()
        if len(words) < 2 or words[0].startswith("#"):
            continue
        target = next((word for word in words[1:] if word.startswith("/") or "://" in word[:12]), None)
        status = next((word for word in words[2:] if _STATUS.match(word)), "301")
        if target and status[:2] == "30":
            yield words[0], target


def netlify_toml(text: str) -> Iterator[Pair]:
    """Parse the ``[[redirects]]`` of ``netlify.toml``."""
    data = parse_data(text, "netlify.toml")
    for rule in _items(data, "redirects"):
        status = rule.get("status", 301)
        if isinstance(status, int) and 300 <= status < 400:
            yield from _pair(rule, ("from",), ("to",))


def json_rules(text: str) -> Iterator[Pair]:
    """Parse ``redirects`` of vercel.json, now.json, serve.json and firebase.json, and ``routes`` of Azure's file."""
    data = parse_data(text, "redirects.json")
    hosting = data.get("hosting") if isinstance(data, dict) else None
    for section in (data, *(hosting if isinstance(hosting, list) else [hosting])):
        for rule in (*_items(section, "redirects"), *_items(section, "routes")):
            yield from _pair(rule, ("source", "route", "src", "glob"), ("destination", "redirect"))
            headers = rule.get("headers")
            if isinstance(headers, dict) and isinstance(rule.get("status"), int) and 300 <= rule["status"] < 400:
                yield from _pair({**rule, "to": headers.get("Location")}, ("src",), ("to",))


def _items(data: Any, key: str) -> list[dict[str, Any]]:
    """Return the mappings in the list under a key."""
    found = data.get(key) if isinstance(data, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _pair(rule: dict[str, Any], sources: tuple[str, ...], targets: tuple[str, ...]) -> Iterator[Pair]:
    source = next((rule[key] for key in sources if isinstance(rule.get(key), str)), None)
    target = next((rule[key] for key in targets if isinstance(rule.get(key), str)), None)
    if source and target:
        yield (literal_path(source) or source) if source.startswith("^") else source, target


def htaccess(text: str) -> Iterator[Pair]:
    """Parse Apache's Redirect, RedirectMatch and RewriteRule lines whose pattern is a fixed path."""
    for line in text.splitlines():
        words = [quoted or unquoted for quoted, unquoted in _WORDS.findall(line[:4_000])]
        if len(words) < 3:
            continue
        name = words[0].lower()
        if name in {"redirect", "redirectpermanent", "redirecttemp", "redirectmatch"}:
            rest = (
                words[2:]
                if name in {"redirect", "redirectmatch"} and not words[1].startswith(("/", "^"))
                else words[1:]
            )
            source = literal_path(rest[0]) if name == "redirectmatch" else rest[0]
            if len(rest) > 1 and source:
                yield source, rest[1]
        elif name == "rewriterule" and words[2].lower().startswith(("http://", "https://")):
            path = literal_path(words[1])
            if path:
                yield path, words[2]


def literal_path(pattern: str) -> str | None:
    """Return the path that a regular expression for one fixed path matches (``*`` for an open end), or None."""
    text = pattern.strip().removeprefix("^").replace("\\/", "/")
    tail = _ANY_TAIL.search(text)
    star = ""
    if tail is not None:
        text, star = text[: tail.start()] + "/", "*"
    for ending in ("$", "/?", "(/)?", "(?:/)?", "/"):
        text = text.removesuffix(ending)
    text = text.removesuffix("/?")
    if star:
        text += "/"
    if not text.strip("/") or _META.search(text):
        return None
    path = re.sub(r"\\(.)", r"\1", text)
    return ("" if path.startswith("/") else "/") + path + star


def caddy(text: str) -> Iterator[Pair]:
    """Parse Caddy's ``redir`` lines."""
    yield from _CADDY.findall(text)


def script_rules(text: str) -> Iterator[Pair]:
    """Parse the literal rules in a JavaScript configuration (Next, Gatsby, Astro, Nuxt)."""
    yield from _RULE.findall(text)
    if "redirect" in text:
        for source, target, nested in _ENTRY.findall(text):
            yield source, target or nested
