"""Affiliate links that plug-ins of WordPress make of shortcodes and blocks, in any format.

Which plug-ins do, and which of their attributes hold products, ids and addresses, is data: ``rules/shortcodes/*.yml``.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter import lazy_re as re
from linter.data.cache import load_folder
from linter.data.resources import rules_dir
from linter.data.yaml_nodes import once
from linter.records import dataclass, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.article.model import Article
    from linter.data.yaml_nodes import Node

_QUOTE = r"(?:[“”″]|&#82(?:20|21|43);|&[lr]dquo;)"
_ATTRIBUTE = re.compile(
    rf"(?P<key>[\w-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    rf"|{_QUOTE}(?P<curly>[^“”″&]*){_QUOTE}|(?P<bare>[^\s\]\"'“”″&]+))"
)
_JSON_VALUE = re.compile(r"\"(?P<key>[\w-]+)\"\s*:\s*\"(?P<value>(?:[^\"\\]|\\.){1,2000})\"")
# Each begins with a sign that is looked for quickly: every article passes here.
_SHORTCODE = re.compile(r"\[(?P<name>[a-z][\w-]{2,40})(?P<args>\s[^\]\[=]{1,80}=[^\]\[]{0,2000})\]")
_BLOCK = re.compile(r"<!-- wp:(?P<name>[a-z][\w/-]{2,60})\s+(?P<json>\{[^\n]{1,8000}?\})\s*/?-->")
_CLOSED = re.compile(r"\[/([a-z][\w-]{2,40})\]")
_ASIN = re.compile(r"\b(?:B0[0-9A-Z]{8}|\d{9}[\dX])\b")
_MARKETPLACES = {
    "us": "com", "uk": "co.uk", "gb": "co.uk", "jp": "co.jp", "au": "com.au", "br": "com.br", "mx": "com.mx",
    "be": "com.be", "tr": "com.tr", "sg": "sg", "co": "com.co",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plugin:
    """One plug-in: the names of its shortcodes and blocks, and which attributes hold what."""

    name: str
    shortcodes: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    asin: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    marketplace: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    earns: bool = False
    retired: str = ""


@dataclass(frozen=True, slots=True)
class PluginCall:
    """A shortcode or block of a plug-in in an article; source offsets. ``addresses`` are written or made of products."""

    plugin: Plugin
    start: int
    end: int
    asins: tuple[str, ...]
    id: str
    addresses: tuple[str, ...]


def plugin_calls(article: Article) -> Iterator[PluginCall]:
    """Yield the shortcodes and blocks of known plug-ins, but for those that are shown as code."""
    text = article.source.text
    for match in _SHORTCODE.finditer(text):
        plugin = _of_shortcode(match["name"])
        if plugin is not None and not is_shown_as_code(article, match.start()):
            yield _call(plugin, match.span(), _attributes(match["args"]))
    for match in _BLOCK.finditer(text) if "<!-- wp:" in text else ():
        plugin = _of_block(match["name"])
        if plugin is not None:
            yield _call(plugin, match.span(), _json_values(match["json"]))


def may_hold_calls(text: str) -> bool:
    """Say whether a text has what looks like a shortcode with attributes, or a block of WordPress."""
    return "<!-- wp:" in text or ("=" in text and _SHORTCODE.search(text) is not None)


class Shortcodes:
    """The shortcodes of one article, read once and when the first of its brackets is asked about."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def _is_wordpress(self) -> bool:
        text = self._article.source.text
        return "<!-- wp:" in text or "<!-- /wp:" in text

    @cached_property
    def _calls(self) -> list[PluginCall]:
        return list(plugin_calls(self._article)) if may_hold_calls(self._article.source.text) else []

    @cached_property
    def _starts(self) -> list[int]:
        return [call.start for call in self._calls]

    @cached_property
    def _called(self) -> set[str]:
        return {call.plugin.name for call in self._calls}

    def hide(self, start: int, found: str) -> bool:
        """Say whether a text in brackets at a source offset is a shortcode that a reader does not see, or that counts as a link.

        WordPress' own text has shortcodes of any plug-in, of which it prints none; elsewhere those that are known to be links,
        with their ends.
        """
        if not found.startswith("["):
            return False
        if self._is_wordpress:
            return True
        closed = _CLOSED.match(found)
        plugin = _of_shortcode(closed[1]) if closed is not None else None
        at = bisect_right(self._starts, start) - 1
        return (at >= 0 and start < self._calls[at].end) or (plugin is not None and plugin.name in self._called)


def _call(plugin: Plugin, span: tuple[int, int], values: Mapping[str, str]) -> PluginCall:
    """Read the attributes of one shortcode or block."""
    asins = tuple(dict.fromkeys(asin for key in plugin.asin for asin in _ASIN.findall(values.get(key, ""))))
    publisher = next((value for key in plugin.id if (value := values.get(key))), "")
    country = next((value.lower() for key in plugin.marketplace if (value := values.get(key))), "us")
    written = (_address(values[key]) for key in plugin.address if key in values)
    made = (_product(asin, country, publisher) for asin in asins)
    return PluginCall(plugin, *span, asins, publisher, (*filter(None, written), *made))


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a shortcode; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match["double"] or match["single"] or match["curly"] or match["bare"] or ""
        found.setdefault(match["key"], value.strip())
    return found


def _json_values(text: str) -> dict[str, str]:
    """Return the texts in a block's attributes, at any depth; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _JSON_VALUE.finditer(text):
        found.setdefault(match["key"], match["value"].replace("\\/", "/").replace("\\u0026", "&"))
    return found


def _address(value: str) -> str:
    """Return the address in an attribute, which WPBakery writes as ``url:https%3A%2F%2F...|title:...``."""
    if value.startswith("url:"):
        value = unquote(value[4:].partition("|")[0])
    return value if value.startswith(("http:", "https:", "//")) else ""


def _product(asin: str, country: str, publisher: str) -> str:
    """Return the address of a product, as the plug-in makes it."""
    host = f"www.amazon.{_MARKETPLACES.get(country, country)}"
    return f"https://{host}/dp/{asin}" + (f"?tag={publisher}" if publisher else "")


def is_shown_as_code(article: Article, start: int) -> bool:
    """Say whether a place is shown as code, as in an article about shortcodes."""
    index = article.block_before(start)
    block = article.blocks[index] if index >= 0 else None
    before = article.source.text[max(0, start - 6) : start].lower()
    if before.endswith(("[", "\\")):
        return True
    in_code = block is not None and block.kind == "code" and block.source_start <= start < block.source_end
    return in_code or before.endswith(("<code>", "<pre>", "`"))


def _of_shortcode(name: str) -> Plugin | None:
    """Return the plug-in that has a shortcode."""
    names, families = _by_shortcode()
    return names.get(name) or next((plugin for start, plugin in families if name.startswith(start)), None)


def _of_block(name: str) -> Plugin | None:
    """Return the plug-in that has a block."""
    return next((plugin for plugin in _plugins() if name.startswith(plugin.blocks)), None)


@once
def _by_shortcode() -> tuple[dict[str, Plugin], list[tuple[str, Plugin]]]:
    """Return the plug-ins by the whole names of their shortcodes, and by the beginnings of others."""
    pairs = [(name, plugin) for plugin in _plugins() for name in plugin.shortcodes]
    families = [(name.removesuffix("*"), plugin) for name, plugin in pairs if name.endswith("*")]
    return {name: plugin for name, plugin in pairs if not name.endswith("*")}, families


@once
def _plugins() -> list[Plugin]:
    """Read the plug-ins. Raises DataError."""
    files = load_folder(rules_dir() / "shortcodes", _check_files)
    return [_read(entry) for file in files.values() for entry in file.values()]


def _read(entry: Mapping[str, str | bool]) -> Plugin:
    """Make a plug-in of what the file says: but for three keys, texts of words."""
    single = {"name", "earns", "retired"}
    values = {key: value if key in single else tuple(str(value).split()) for key, value in entry.items()}
    return Plugin(**values)  # type: ignore[arg-type]


def _check_files(files: Mapping[str, Node]) -> None:
    """Fail where a file of plug-ins has a mistake. Raises DataError."""
    keys = names_of(Plugin)
    for file in files.values():
        for name, node in file.mapping("a file of shortcodes").items():
            entry = node.mapping(f"the plug-in {name}", keys)
            if "name" not in entry:
                node.fail(f"the plug-in {name} needs the key 'name'")
            for key, value in entry.items():
                value.boolean(key) if key == "earns" else value.string(key)
