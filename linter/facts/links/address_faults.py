"""Faults of addresses that cost a commission: a broken scheme, an id that the shop never gets, an id that is spoilt.

What a shop gets is what a browser sends (WHATWG URL Standard): the query up to the fragment, split at ``&``. What else looks
like a parameter to a person is lost. Offsets are code points into the address as the source writes it (``raw``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter import lazy_re as re
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from linter.facts.links.registry import Registry, Verdict


@dataclass(frozen=True, slots=True)
class AddressFault:
    """What is wrong between two offsets of an address, and what to write there instead.

    ``what`` completes the sentence of a message. ``replacement`` is None where only the author knows.
    """

    what: str
    start: int
    end: int
    replacement: str | None = None


_SCHEME = re.compile(
    r"\A\s*(?P<scheme>h{0,3}t{1,3}ps{0,2})(?P<joint>\s*[:;.,]\s*[/\\]+|\s*//)(?=[\w\[])", re.IGNORECASE
)
_TWO_SCHEMES = re.compile(r"\A\s*https?(?::/{0,2}|//?)(?=https?(?:[;:.,]/{1,2}|//))", re.IGNORECASE)
_BARE_HOST = re.compile(r"\A\s*www\.(?:[a-z0-9-]+\.)+[a-z]{2,24}(?=[/?#:]|\s*\Z)", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\A\s*\[[^\[\]]{0,200}\]\((?=https?://)([^\s()]{8,})\)\s*\Z", re.IGNORECASE)
PASTED = re.compile(r"\[(https?://[^\s\[\]]{4,300})\]\(\1\)(?P<tail>[\w+=&%./?#~-]{2,300})")
"""A Markdown link that shows its own address, with the rest of the address behind it, as chats write out addresses that they put together."""
# With one slash behind the colon a browser stays on the page's own host (WHATWG URL Standard, "special relative or
# authority state"); with more than two, or with backslashes, it finds the right one.
_RIGHT_JOINT = re.compile(r":[/\\]{2,}")


def scheme_fault(raw: str) -> AddressFault | None:
    """Return why a browser takes an absolute address, as written, for a path of the page's own site."""
    pasted = _MARKDOWN_LINK.match(raw)
    if pasted is not None:
        return AddressFault("is a whole Markdown link", 0, len(raw), pasted[1])
    two = _TWO_SCHEMES.match(raw)
    if two is not None:
        inner = scheme_fault(raw[two.end() :])
        if inner is None:
            return AddressFault("has two schemes", 0, two.end(), "")
        return AddressFault("has two schemes", 0, two.end() + inner.end, inner.replacement)
    found = _SCHEME.match(raw)
    if found is not None:
        scheme, joint = found["scheme"].lower(), found["joint"]
        if scheme in {"http", "https"} and _RIGHT_JOINT.fullmatch(joint):
            return None
        return AddressFault("has a misspelt scheme", 0, found.end(), "https://" if "s" in scheme else "http://")
    host = _BARE_HOST.match(raw)
    return AddressFault("has no scheme", 0, host.end(), f"https://{host.group().strip()}") if host else None


def pasted(text: str, start: int, end: int) -> Iterator[AddressFault]:
    """Yield the addresses between two offsets that begin with a Markdown link, where nothing reads Markdown; offsets are those of the text."""
    for found in PASTED.finditer(text, start, end):
        yield AddressFault("begins with a Markdown link", *found.span(), f"{found[1]}{found['tail']}")


_BEHIND_HASH = "it stands behind “#”, which browsers keep to themselves"


def lost_id(raw: str, url: str, verdict: Verdict) -> AddressFault | None:
    """Return how the id that a verdict rests on is written so that the shop never gets it.

    ``url`` is the address with the source's character references decoded.
    """
    name = verdict.parameter.removeprefix("#")
    if name == "path":
        return _without_question_mark(raw, verdict.tag or "")
    if not name or name == "host" or _sent(url, name):
        return None
    place = re.search(rf"#(?![/!])(?P<place>[^?#]*)\?(?P<query>(?:amp;)?{re.escape(name)}=[^#]*)\Z", raw, re.IGNORECASE)
    if place is not None:
        joint = "&" if "?" in raw[: place.start()] else "?"
        return AddressFault(_BEHIND_HASH, place.start(), len(raw), f"{joint}{place['query']}#{place['place']}")
    for mark, what, replacement in (
        (r"&amp;(?=amp;)", "its “&” is escaped twice", None),
        (r"(?<=\?)(?P<rest>[^?#]*)(?P<mark>\?)", "it stands behind a second “?”", "&"),
        (r"#", _BEHIND_HASH, "&" if "?" in raw else "?"),
    ):
        found = re.search(rf"{mark}(?=(?:amp;)?{re.escape(name)}=)", raw, re.IGNORECASE)
        if found is not None:
            start, end = found.span("mark") if "mark" in found.re.groupindex else found.span()
            if replacement is None:
                return AddressFault(what, start, end + len("amp;"), "&amp;")
            return AddressFault(what, start, end, replacement)
    return None


_PARTS = re.compile(r"&|(?<!&amp);")
"""Parts of a query; some shops read ``;`` as ``&``, and none reads what is left of an ``&amp;`` so."""


def _sent(url: str, name: str) -> bool:
    """Say whether a browser sends a parameter of this name."""
    query = url.partition("#")[0].partition("?")[2]
    return any(unquote(part.partition("=")[0]).lower() == name for part in _PARTS.split(query))


def _without_question_mark(raw: str, tag: str) -> AddressFault | None:
    """Return the ``&`` that begins a query where ``?`` should."""
    if "?" in raw or not tag or not re.search(rf"&(?:amp;)?[\w-]+={re.escape(tag)}", raw):
        return None
    first = re.search(r"&(?:amp;)?(?=[\w-]+=)", raw)
    return AddressFault("no “?” stands before it", *first.span(), "?") if first is not None else None


_DASH = re.compile("[‐‑‒–—―−]|%E2%80%9[0-5]", re.IGNORECASE)
_TAIL = re.compile(r"[.,;:!)\]’”'…]+(?=[&#]|\Z)")
SPOILT = re.compile(rf"{_DASH.pattern}|[.,;:!)\]’”'…](?:[&#]|$)", re.IGNORECASE | re.MULTILINE)
"""What an address with a spoilt id holds; for a first look at many addresses, one on a line."""

_LOOK_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "2": "z"})


def quoted_address(raw: str, stray: tuple[str, str]) -> AddressFault | None:
    """Return the quotation marks at the beginning of an address: a browser takes the whole for a path of the page's own site.

    Offsets begin at ``raw``, the address without what is ``stray`` before and behind it.
    """
    before, after = stray
    if not before:
        return None
    return AddressFault("stands in quotation marks of its own", -len(before), len(raw) + len(after), raw)


def quoted_id(raw: str, stray: tuple[str, str], verdict: Verdict) -> AddressFault | None:
    """Return the id that an address ends with and the quotation mark behind it, which browsers send with the id."""
    before, after = stray
    tag = verdict.tag or ""
    if before or not after or not tag or not raw.endswith(tag):
        return None
    # What follows is another attribute, swallowed by a curly mark that closes nothing: only the author's eye mends that.
    is_all = len(after.split()) == 1
    end = len(raw) + (len(after.rstrip()) if is_all else 1)
    what = "ends with a quotation mark that is not part of it"
    return AddressFault(what, len(raw) - len(tag), end, tag if is_all else None)


def unreadable_id(raw: str, url: str, registry: Registry) -> AddressFault | None:
    """Return the id with dashes of another kind, or with a mark at its end, that the registry would know without them."""
    for what, pattern, replacement in (
        ("has a dash that is no hyphen", _DASH, "-"),
        ("ends with a mark that is not part of it", _TAIL, ""),
    ):
        repaired = pattern.sub(replacement, url)
        verdict = registry.classify(repaired) if repaired != url else None
        if (
            verdict is None
            or not verdict.tag
            or verdict.confidence == "possible"
            or verdict.tag in raw.split("=", 1)[-1].split("&")
        ):
            continue
        found = next(
            (
                part
                for part in re.finditer(r"(?<==)[^&#]+", raw)
                if pattern.sub(replacement, part.group()) == verdict.tag
            ),
            None,
        )
        if found is not None:
            return AddressFault(what, *found.span(), verdict.tag)
    return None


def doubtful_id(raw: str, url: str, verdict: Verdict, own: Collection[str]) -> AddressFault | None:
    """Return the id that is written twice, stands beside another one, or differs from an own one by letters that look alike.

    ``own`` are the site's ids, lower-case.
    """
    tag = verdict.tag or ""
    at = raw.find(tag)
    if not tag or at < 0:
        return None
    half = len(tag) // 2
    if len(tag) > 6 and tag[:half] == tag[half:]:
        return AddressFault("is written twice", at, at + len(tag), tag[:half])
    others = [value for value in _values(url, verdict.parameter) if value and value != tag]
    if others and others[0] in raw:
        start = raw.index(others[0])
        return AddressFault(
            f"stands beside another one (“{tag}”); only one of them counts", start, start + len(others[0])
        )
    meant = _confused(tag, own)
    return (
        AddressFault(f"differs from “{meant}” only in letters that look alike", at, at + len(tag), meant)
        if meant
        else None
    )


def _values(url: str, name: str) -> list[str]:
    """Return all values that a browser sends for a parameter."""
    query = url.partition("#")[0].partition("?")[2]
    pairs = [part.partition("=") for part in _PARTS.split(query)]
    return [unquote(value) for key, _, value in pairs if unquote(key).lower() == name]


def _confused(tag: str, own: Collection[str]) -> str | None:
    low = tag.lower()
    if low in own:
        return None
    folded = low.translate(_LOOK_ALIKE)
    return next((known for known in sorted(own) if known.translate(_LOOK_ALIKE) == folded), None)
