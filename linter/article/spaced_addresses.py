"""Links of Markdown with spaces in or before their address, which kramdown and Python-Markdown read and CommonMark does not.

Sources: kramdown's parser (``Kramdown::Parser::Kramdown``, "LINK_PAREN_STOP_RE" and "LINK_DEFINITION_START"): an address ends at the
closing bracket or before a title in quotation marks. Python-Markdown (``LinkInlineProcessor.getLink``) reads inline links so, and
definitions as CommonMark does. Only what begins like an address is taken for one: “[lamps](see below)” is mostly no link to anybody.
Between a text and the id of its definition (“[the lamp] [lamp]”) kramdown allows any white space ("LINK_INLINE_ID_RE"), Python-Markdown
one character of it (``ReferenceInlineProcessor.RE_LINK``).
"""

from __future__ import annotations

from linter import lazy_re as re
from linter.article.fills import NOTHING_FILL
from linter.article.markdown_in_html import KRAMDOWN, KRAMDOWN_IN_HTML

_BEGINNING = r"(?:https?:/|//?[\w.-])"
_WORDS = r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
_SPACED = rf"{_BEGINNING}{_WORDS}(?:[ ]{{1,4}}(?![\"'(<]){_WORDS}){{1,40}}"
_INLINE = re.compile(rf"\]\([ ]*(?P<address>{_SPACED}?)(?=[ ]*\)|[ ]+[\"'][^\"'\n]*[\"'][ ]*\))", re.IGNORECASE)
_DEFINITION = re.compile(
    rf"^ {{0,3}}\[(?!\^)[^\]\n]{{1,200}}\]:[ ]*(?P<address>{_SPACED}?)(?=[ ]*$|[ ]+[\"'][^\"'\n]*[\"'][ ]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)(?P<id>[^\]\n]{1,200})\]:[ \t]*\S", re.MULTILINE)
_APART = re.compile(r"(?<![\\\]])\](?P<space>[ \t]{1,4}(?:\r?\n)?|\r?\n)\[(?P<id>[^\[\]\n]{1,200})\](?![\[(:])")


def filled_spaces(text: str, engine: str) -> str:
    """Return a text in which the spaces inside such addresses are filled, so that CommonMark reads the links; no offset moves."""
    if "](" not in text and "]:" not in text:
        return text
    text = _joined_references(_INLINE.sub(_filled, text), engine)
    return _DEFINITION.sub(_filled, text) if engine in {KRAMDOWN, KRAMDOWN_IN_HTML} else text


def _joined_references(text: str, engine: str) -> str:
    """Return a text in which the white space before the id of a definition stands, filled, at the end of the link's text."""
    defined = {_normalized(found["id"]) for found in _DEFINED.finditer(text)} if _APART.search(text) else set()
    longest = 4 if engine in {KRAMDOWN, KRAMDOWN_IN_HTML} else 1

    def joined(found: re.Match[str]) -> str:
        space = found["space"]
        if len(space) > longest or _normalized(found["id"]) not in defined:
            return found[0]
        return f"{NOTHING_FILL * len(space)}][{found['id']}]"

    return _APART.sub(joined, text) if defined else text


def _normalized(label: str) -> str:
    return " ".join(label.casefold().split())


def _filled(found: re.Match[str]) -> str:
    start, end = (at - found.start() for at in found.span("address"))
    whole = found[0]
    return whole[:start] + whole[start:end].replace(" ", NOTHING_FILL) + whole[end:]
