"""A survey -> the text of a configuration: every line with its reason and figure, guesses commented out.

Texts of articles and names of files are foreign: values are written as double-quoted YAML with everything
unprintable escaped, and what is quoted in a comment is one printable line without brackets.
"""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import re2

from linter.facts.language import base_language
from linter.resources import rules_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.emissions import LayoutDisclosure
    from linter.survey import Survey
    from linter.survey.links import NetworkUse
    from linter.survey.wording import Saying

_WIDTH = 118
_LONGEST_QUOTE = 140
# Brackets and stars would count as nesting and aliases where YAML is looked at before it is parsed (yamlguard).
_HARMLESS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "*": "·", "&": "+"})
_SURE_LANGUAGE = 0.99
_FEWEST_LANGUAGE = 5
_PLACES = {
    "layout-top": "above the article, from the layout",
    "layout-bottom": "below the article, from the layout",
    "article": "in the article itself",
    "component": "from a shortcode, include or component",
    "footer": "only in the page's footer",
    "hidden": "only out of sight",
    "none": "nowhere",
}


@dataclass(slots=True)
class _Line:
    """One line of YAML at a depth, its reason, whether it holds, and lines below it."""

    text: str
    why: str = ""
    sure: bool = True
    below: list[_Line] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether the line, or one below it, is not commented out."""
        return self.sure and (not self.text.endswith(":") or any(line.holds for line in self.below))


def write_configuration(found: Survey) -> str:
    """Return the text of ``affilint.yml``."""
    parts = [_header(found)]
    lines = (
        _Line(
            "extends:",
            below=[_Line("- recommended", "the rules to run; `affilint rules` lists them and the other packs")],
        ),
        _Line("markets: [us]", "choose: which law your readers live under cannot be told from files", sure=False),
        _language(found),
        _excludes(found),
        _affiliate(found),
        _disclosure(found),
    )
    parts += ["".join(f"{row}\n" for row in _rows(line, 0, commented=False)) for line in lines if line is not None]
    return "\n".join(parts)


def quoted(value: str) -> str:
    """Return a YAML scalar in double quotes, everything unprintable escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(ord(char)) for char in text)


def _escape(code: int) -> str:
    if 0xD800 <= code < 0xE000:
        code = 0xFFFD
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def remark(text: str, most: int = 10_000) -> str:
    """Return foreign text as one harmless line for a comment, cut to a length in characters."""
    line = "".join(char for char in " ".join(text.split()) if char.isprintable()).translate(_HARMLESS)
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def quote(text: str) -> str:
    """Return a sentence of an article between quotation marks, for a comment."""
    return f"“{remark(text, _LONGEST_QUOTE)}”"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 article``, ``3,400 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _rows(line: _Line, depth: int, *, commented: bool) -> Iterator[str]:
    """Yield a line with its reason (behind it where there is room, else above) and the lines below it."""
    off = commented or not line.holds
    lead = "  " * depth + ("# " if off else "")
    if not line.text:
        yield from textwrap.wrap(
            line.why,
            _WIDTH,
            initial_indent="  " * depth + "# ",
            subsequent_indent="  " * depth + "# ",
            break_on_hyphens=False,
        )
        return
    row = lead + line.text
    if line.why and len(row) + len(line.why) + 4 <= _WIDTH:
        yield f"{row}  # {line.why}"
    else:
        if line.why:
            yield from textwrap.wrap(
                line.why,
                _WIDTH,
                initial_indent="  " * depth + "# ",
                subsequent_indent="  " * depth + "# ",
                break_on_hyphens=False,
            )
        yield row
    for below in line.below:
        yield from _rows(below, depth + 1, commented=off)


def _note(text: str) -> _Line:
    """Return a comment of its own."""
    return _Line("", text, sure=False)


def describe_sites(found: Survey) -> str:
    """Name the site generators: ``Hugo``, or ``Next in services/site``."""
    if not found.sites:
        return "no site generator that affilint knows"
    return ", ".join(
        " and ".join("plain HTML" if name == "static" else name.capitalize() for name in names)
        + (f" in {remark(folder, 60)}/" if folder else "")
        for folder, names, _ in found.sites[:4]
    )


def _header(found: Survey) -> str:
    read = "all" if found.step == 1 else f"every {_ordinal(found.step)} of {found.files:,}, in sorted order:"
    lines = [
        "Written by `affilint init`. Correct what is wrong and keep the rest; lines that are commented out are guesses.",
        f"Read: {read} {counted(found.read, 'file')}; {counted(found.articles, 'article')} after the exclusions below, {found.earning:,} with affiliate links."
        + (f" {counted(found.unreadable, 'file')} could not be read." if found.unreadable else ""),
        f"Site: {describe_sites(found)}.",
    ]
    if found.folders:
        lines.append(
            "Articles: " + ", ".join(f"{remark(folder, 60)} {count:,}" for folder, count in found.folders) + "."
        )
    return "".join(
        f"{row}\n"
        for line in lines
        for row in textwrap.wrap(line, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
    )


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in {11, 12, 13} else 0, "th")
    return f"{number}{ending}"


def _language(found: Survey) -> _Line | None:
    told = [(language, count) for language, count in found.languages if language is not None]
    if not told:
        return None
    language, count = told[0]
    total = sum(number for _, number in told)
    untold = found.articles - total
    known = {path.stem for path in (rules_dir() / "languages").glob("*.yml")}
    shares = f"{count:,} of {total:,} articles"
    if len(told) > 1:
        shares += " (then " + ", ".join(f"{remark(str(code), 10)} {number:,}" for code, number in told[1:4]) + ")"
    if untold:
        shares += f"; {untold:,} could not be told"
    if base_language(language) not in known:
        return None
    sure = total >= _FEWEST_LANGUAGE and count >= _SURE_LANGUAGE * total
    why = shares if sure else f"{shares}; without this line each article's own language counts"
    return _Line(f"language: {language}", why, sure)


def _excludes(found: Survey) -> _Line | None:
    lines = [
        _Line(f"- {quoted(one.pattern)}", f"{counted(one.files, 'file')}: {remark(one.why)}", one.sure)
        for one in found.excludes
    ]
    return _Line("exclude:", "no articles; gitignore patterns", below=lines) if lines else None


def _affiliate(found: Survey) -> _Line:
    lines = [_own_tags(found), *_bare_networks(found), _cloaks(found), _hosts(found), _rel(found)]
    return _Line(
        "affiliate:",
        "" if found.earning else "no article has an affiliate link that affilint knows",
        below=[line for line in lines if line],
    )


def _own_tags(found: Survey) -> _Line | None:
    lines = [
        _Line(f"{use.network}:", remark(_ids(use)), use.sure, [_tag_line(use, tag, count) for tag, count in use.own])
        for use in found.networks
        if use.own
    ]
    return (
        _Line("own_tags:", "ids under which you are paid; any other id in such a link becomes a finding", below=lines)
        if lines
        else None
    )


def _ids(use: NetworkUse) -> str:
    """Say which other ids occur."""
    if not use.others and use.names_publisher:
        return use.programme
    if not use.others:
        return f"{use.programme}; a guess: such an id may be a programme's, not yours alone"
    others = ", ".join(f"{remark(tag, 40)} ({count})" for tag, count in use.others) + (
        f" and {use.more} more" if use.more else ""
    )
    if use.sure:
        return f"{use.programme}; perhaps somebody else's: {others}"
    return f"{use.programme}; many ids, perhaps one for each programme: also {others}"


def _tag_line(use: NetworkUse, tag: str, count: int) -> _Line:
    return _Line(f"- {quoted(tag)}", f"{count:,} of {counted(use.with_id, 'link')} with an id", sure=use.sure)


def _bare_networks(found: Survey) -> Iterator[_Line]:
    """Yield a note on the affiliate links that show no id, short links among them."""
    bare = [(use.programme, use.links - use.with_id) for use in found.networks if use.links > use.with_id]
    if bare:
        shown = ", ".join(f"{remark(name, 60)} {count:,}" for name, count in bare[:8]) + (
            " ..." if len(bare) > 8 else ""
        )
        yield _note(f"Counted as affiliate links without being named here, though they show no id: {shown}.")
    few = [
        (use, tag, count) for use in found.networks if use.names_publisher and not use.own for tag, count in use.others
    ]
    if few:
        shown = ", ".join(f"{remark(use.programme, 40)} {remark(tag, 40)} ({count})" for use, tag, count in few[:6])
        yield _note(f"Ids seen too seldom to say whose they are: {shown}{' ...' if len(few) > 6 else ''}.")


def _cloaks(found: Survey) -> _Line | None:
    lines = []
    for cloak in found.cloaks:
        why = f"{counted(cloak.links, 'link')} in articles"
        why += (
            f"; {counted(cloak.proved, 'redirect')} of the site lead to affiliate addresses"
            if cloak.proved
            else "; where they lead is not in the repository"
        )
        lines.append(_Line(f"- {quoted(cloak.prefix)}", why, cloak.sure))
    return _Line("cloaks:", "starts of addresses that lead to merchants", below=lines) if lines else None


def _hosts(found: Survey) -> _Line | None:
    lines = [
        _Line(
            f"- {quoted(host.name)}",
            f"{counted(host.links, 'link')}; short links of your own? If they pay you, name the host",
            sure=False,
        )
        for host in found.hosts
    ]
    return _Line("hosts:", "hosts whose every link pays", below=lines) if lines else None


def _rel(found: Survey) -> _Line | None:
    if found.rel is None:
        return (
            _Line(
                "rel_added_at_build: true",
                "no render hook or plug-in that adds rel was found; if one does, say so",
                sure=False,
            )
            if found.earning
            else None
        )
    return _Line("rel_added_at_build: true", f"{remark(found.rel.path, 80)}: {found.rel.what}", found.rel.sure)


def _disclosure(found: Survey) -> _Line | None:
    lines = []
    if found.earning:
        shown = ", ".join(f"{_PLACES.get(place, place)} {count:,}" for place, count in found.places)
        lines.append(_note(f"Where {counted(found.earning, 'article')} with affiliate links disclose: {shown}."))
    lines += [_note(_layout(layout)) for layout in found.layouts[:5]]
    for saying in found.sayings:
        weak = "" if saying.strength == "clear" else f" ({saying.strength})"
        lines.append(_note(f"Said in {counted(saying.articles, 'article')}{weak}: {quote(saying.text)}"))
    if found.components:
        lines.append(
            _Line("components:", "taken for disclosures by their name; what they print was not found", sure=False,
                  below=[_Line(f"- {quoted(name)}", f"in {counted(count, 'article')}", sure=False) for name, count in found.components])
        )  # fmt: skip
    accepted = [line for saying in found.missed if (line := _accept(saying)) is not None]
    if accepted:
        lines.append(_Line("accept:", "wordings to count as clear, as RE2 patterns", sure=False, below=accepted))
    if not found.layouts and found.earning:
        lines.append(
            _Line(
                "layout: top", "no layout that discloses was found; if one does above every article, say so", sure=False
            )
        )
    return _Line("disclosure:", below=lines) if lines else None


def _layout(layout: LayoutDisclosure) -> str:
    above = "above" if layout.place == "top" else "below"
    whom = (
        f"articles of the layouts {', '.join(remark(name, 40) for name in layout.layouts[:5])}"
        if layout.layouts
        else "every article"
    )
    condition = ""
    if layout.condition:
        key = remark(layout.condition.lstrip("!"), 60)
        condition = (
            f" unless its front matter sets {key}"
            if layout.condition.startswith("!")
            else f" whose front matter sets {key}"
        )
    return f"{remark(layout.source, 100) or 'A layout'} prints {above} {whom}{condition}: {quote(layout.text)} (read by affilint; nothing to declare)"


def _accept(saying: Saying) -> _Line | None:
    pattern = re.sub(r"(?:\\ )+|\s+", r"\\s+", re2.escape(saying.text))
    why = "not taken for a disclosure" if not saying.strength else "taken for a weak one"
    return _Line(
        f"- {quoted(pattern)}",
        f"in {counted(saying.articles, 'article')}, {why}; accept it only if readers cannot misread it",
        sure=False,
    )
