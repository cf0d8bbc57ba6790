"""Writes a configuration from a survey: every line with its reason and figure, guesses commented out.

Texts of articles and names of files are untrusted: values are written as double-quoted YAML with unprintable
characters escaped, and quotations in comments are one printable line without brackets.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import re2

from linter.data.resources import language_codes
from linter.facts.language.detection import base_language
from linter.records import dataclass, field
from linter.survey.links import describe_resolved, is_open
from linter.survey.text import counted, ordinal, quote, quoted, remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.article.emissions import LayoutDisclosure, SettingsNotice
    from linter.facts.links.affiliate import PrintingTemplate
    from linter.survey import Survey
    from linter.survey.links import NetworkUse
    from linter.survey.wording import Wording

_WIDTH = 118
_SURE_LANGUAGE = 0.99
_MOSTLY = 0.9
_FEWEST_LANGUAGE = 5
_GENERATORS = {
    "static": "plain HTML",
    "mkdocs": "MkDocs",
    "mdbook": "mdBook",
    "vitepress": "VitePress",
    "vuepress": "VuePress",
    "quartz": "Quartz",
    "svelte": "SvelteKit",
    "application": "an application",
}
"""Names of generators that are not written like ordinary words."""
_PLACES = {
    "layout-top": "above the article, from the layout",
    "layout-bottom": "below or beside the article, from the layout",
    "article": "in the article itself",
    "component": "from a shortcode, include or component",
    "footer": "only in the page's footer",
    "hidden": "only out of sight",
    "none": "nowhere",
}
_AROUND: dict[str, str] = {
    "end": "below",
    "footer": "in the footer of",
    "nav": "in the navigation of",
    "sidebar": "beside",
    "details": "closed until opened, around",
    "hidden": "out of sight, around",
}


@dataclass(slots=True)
class _Line:
    """One line of YAML at a depth, its reason, whether it is certain, and the lines below it."""

    text: str
    why: str = ""
    sure: bool = True
    below: list[_Line] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        """Whether the line, or one below it, is not commented out."""
        return self.sure and (not self.text.endswith(":") or any(line.is_active for line in self.below))


def write_configuration(found: Survey) -> str:
    """Return the text of ``affilint.yml``."""
    parts = [_header(found)]
    lines = (
        _Line(
            "extends:",
            below=[_Line("- recommended", "the rules to run; `affilint rules` lists them and the other packs")],
        ),
        _Line(
            "markets: [us]",
            "choose, such as us, uk or de: whose law protects your readers cannot be told from files",
            sure=False,
        ),
        _language(found),
        _excludes(found),
        _affiliate(found),
        _disclosure(found),
    )
    parts += ["".join(f"{row}\n" for row in _rows(line, 0, commented=False)) for line in lines if line is not None]
    return "\n".join(parts)


def _rows(line: _Line, depth: int, *, commented: bool) -> Iterator[str]:
    """Yield a line with its reason (after it if it fits, else above) and the lines below it."""
    off = commented or not line.is_active
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
    """Return a comment line."""
    return _Line("", text, sure=False)


def describe_sites(found: Survey) -> str:
    """Return the site generators: ``Hugo``, or ``Next in services/site/`` if the root does not use the same ones."""
    at_root = {name for folder, names, _ in found.sites for name in names if not folder}
    shown = [(folder, names) for folder, names, _ in found.sites if not folder or not at_root.issuperset(names)]
    return ", ".join(_site(folder, names) for folder, names in shown[:4]) or "no site generator that affilint knows"


def _site(folder: str, names: Sequence[str]) -> str:
    shown = " and ".join(_GENERATORS.get(name, name.capitalize()) for name in names)
    return f"{shown} in {remark(folder, 60)}/" if folder else shown


def describe_folders(found: Survey, max_folders: int) -> str:
    """Return the folders of the articles with their numbers, and how many articles are elsewhere."""
    shown = found.folders[:max_folders]
    rest = found.articles - sum(count for _, count in shown)
    names = [f"{'the root' if folder == '.' else remark(folder, 60)} {count:,}" for folder, count in shown]
    return ", ".join([*names, f"elsewhere {rest:,}"] if rest and names else names)


def _header(found: Survey) -> str:
    read = "all" if found.step == 1 else f"every {ordinal(found.step)} of {found.files:,}, in sorted order:"
    lines = [
        "Written by `affilint init`. Correct what is wrong and keep the rest; lines that are commented out are guesses.",
        f"Read: {read} {counted(found.read, 'file')}; {counted(found.articles, 'article')} after the exclusions below, {found.earning:,} with affiliate links."
        + (f" {counted(found.unreadable, 'file')} could not be read." if found.unreadable else ""),
        f"Site: {describe_sites(found)}.",
    ]
    if found.folders:
        lines.append(f"Articles: {describe_folders(found, 6)}.")
    return "".join(
        f"{row}\n"
        for line in lines
        for row in textwrap.wrap(line, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
    )


def _language(found: Survey) -> _Line | None:
    """Return the language of the articles: certain if nearly all share it, a guess if most do, else a comment."""
    known_languages = [(language, count) for language, count in found.languages if language is not None]
    if not known_languages:
        return None
    language, count = known_languages[0]
    total = sum(number for _, number in known_languages)
    shares = ", ".join(f"{remark(str(code), 10)} {number:,}" for code, number in known_languages[:6])
    shares += ", ..." if len(known_languages) > 6 else ""
    shares += f"; {found.articles - total:,} could not be told" if found.articles > total else ""
    known = language_codes()
    if base_language(language) not in known or count < _MOSTLY * total:
        return _Line("", f"Languages: {shares}. Each article's own counts.", sure=False)
    sure = total >= _FEWEST_LANGUAGE and count >= _SURE_LANGUAGE * total
    guess = "" if sure else "; without this line each one's own counts"
    return _Line(f"language: {language}", f"articles: {shares}{guess}", sure)


def _excludes(found: Survey) -> _Line | None:
    lines = [
        _Line(f"- {quoted(one.pattern)}", f"{counted(one.files, 'file')}: {remark(one.why)}", one.sure)
        for one in found.excludes
    ]
    return _Line("exclude:", "no articles; gitignore patterns", below=lines) if lines else None


def _affiliate(found: Survey) -> _Line:
    lines = [
        _own_tags(found),
        *_bare_networks(found),
        _cloaks(found),
        *map(_note, describe_resolved(found.cloaks)),
        _hosts(found),
        *_printing(found),
        _rel(found),
    ]
    return _Line(
        "affiliate:",
        "" if found.earning or found.redirected else "no article has an affiliate link that affilint knows",
        below=[line for line in lines if line],
    )


def _printing(found: Survey) -> Iterator[_Line]:
    """Yield which templates print links, and the key for those whose addresses could not be followed."""
    yield from (_note(f"{describe_printing(one, count)}.") for one, count in found.printing if one.programme)
    known = {one.name for one, _ in found.printing}
    names = [
        _Line(f"- {quoted(one.name)}", remark(describe_printing(one, count)), sure=False)
        for one, count in found.printing
        if not one.programme
    ]
    names += [
        _Line(f"- {quoted(one.name)}", f"called like a paid link in {counted(one.articles, 'article')}", sure=False)
        for one in found.unfollowed
        if one.name not in known
    ]
    if names:
        yield _Line("components:", "print links that pay you, if they do", sure=False, below=names)


def describe_printing(template: PrintingTemplate, articles: int) -> str:
    """Say what a template prints in how many articles."""
    what = f"{remark(template.programme, 60)} links" if template.programme else "links that could not be followed"
    return (
        f"{remark(template.name, 60)} ({remark(template.source, 100)}) prints {what} in {counted(articles, 'article')}"
    )


def _own_tags(found: Survey) -> _Line | None:
    lines = [
        _Line(f"{use.network}:", remark(_ids(use)), use.sure, [_tag_line(use, tag, count) for tag, count in use.own])
        for use in found.networks
        if use.own and use.names_publisher
    ]
    why = "ids under which you are paid; any other id in such a link becomes a finding"
    return _Line("own_tags:", why, below=lines) if lines else None


def _ids(use: NetworkUse) -> str:
    """Return the network's programme and the other ids in its links."""
    if not use.others:
        return use.programme
    others = ", ".join(f"{remark(tag, 40)} ({count})" for tag, count in use.others)
    others += f" and {use.more} more" if use.more else ""
    return f"{use.programme}; perhaps somebody else's: {others}"


def _tag_line(use: NetworkUse, tag: str, count: int) -> _Line:
    return _Line(f"- {quoted(tag)}", f"{count:,} of {counted(use.with_id, 'link')} with an id", sure=use.sure)


def _bare_networks(found: Survey) -> Iterator[_Line]:
    """Yield comments on affiliate links without an id, with rare ids, or of networks whose ids do not name the publisher."""
    bare = [(use.programme, use.links - use.with_id) for use in found.networks if use.links > use.with_id]
    if bare:
        shown = ", ".join(f"{remark(name, 60)} {count:,}" for name, count in bare[:8]) + (
            " ..." if len(bare) > 8 else ""
        )
        yield _note(f"Counted as affiliate links without being named here, though they show no id: {shown}.")
    few = [(use, *item) for use in found.networks if use.names_publisher and not use.own for item in use.others]
    if few:
        shown = ", ".join(f"{remark(use.programme, 80)} {remark(tag, 40)} ({count})" for use, tag, count in few[:6])
        yield _note(f"Ids seen too seldom to say whose they are: {shown}{' ...' if len(few) > 6 else ''}.")
    others = [use for use in found.networks if use.with_id and not use.names_publisher]
    if others:
        shown = ", ".join(
            f"{remark(use.programme, 80)} {counted(len(use.own) + len(use.others) + use.more, 'id')} in {counted(use.with_id, 'link')}"
            for use in others[:6]
        )
        yield _note(
            f"Not named, as such ids may be a programme's and not yours alone: {shown}{' ...' if len(others) > 6 else ''}."
        )


def _cloaks(found: Survey) -> _Line | None:
    lines = []
    for cloak in filter(is_open, found.cloaks):
        why = f"{counted(cloak.links, 'link')} in articles"
        proof = f"the site redirects {counted(cloak.proved, 'such path')} to affiliate addresses"
        why += f"; {proof if cloak.proved else 'where they lead is not in the repository'}"
        lines.append(_Line(f"- {quoted(cloak.prefix)}", why, cloak.sure))
    return _Line("cloaks:", "starts of addresses that lead to merchants", below=lines) if lines else None


def _hosts(found: Survey) -> _Line | None:
    lines = [
        _Line(
            f"- {quoted(host.name)}",
            f"{counted(host.links, 'link')} in {counted(host.articles, 'article')}; {host.why} If they pay you, name the host",
            sure=False,
        )
        for host in found.hosts
    ]
    return _Line("hosts:", "hosts whose every link pays", below=lines) if lines else None


def _rel(found: Survey) -> _Line | None:
    """Return the key for rel added at build time; None for hand-written pages, which have no build."""
    if found.rel is not None:
        why = f"{remark(found.rel.path, 80)}: {remark(found.rel.what, 100)}"
        if found.rel.scope == "markdown":
            why += "; not on links written in HTML"
        elif found.rel.scope == "html":
            why += "; not on links of components"
        return _Line("rel_added_at_build: true", why, bool(found.rel.values) and found.rel.scope == "all")
    if not found.earning or _is_written_by_hand(found):
        return None
    why = "no render hook or plug-in that adds rel was found; if one does, say so"
    return _Line("rel_added_at_build: true", why, sure=False)


def _is_written_by_hand(found: Survey) -> bool:
    """Return whether the site is HTML pages without a generator, so that it has no layouts and no build step."""
    return bool(found.sites) and all(names == ("static",) for _, names, _ in found.sites)


def _disclosure(found: Survey) -> _Line | None:
    if not found.earning:
        return None
    shown = ", ".join(f"{_PLACES.get(place, place)} {count:,}" for place, count in found.places)
    lines = [_note(f"Where articles with affiliate links ({found.earning:,}) disclose: {shown}.")]
    if found.layouts:
        lines.append(_note("Layouts that disclose (affilint reads them; there is nothing to declare):"))
    lines += [_note(_layout(layout)) for layout in found.layouts[:5]]
    lines += [_note(_setting(setting)) for setting in found.settings]
    for wording in found.wordings:
        weak = "" if wording.strength == "clear" else f" ({wording.strength})"
        lines.append(_note(f"Said in {counted(wording.articles, 'article')}{weak}: {quote(wording.text)}"))
    if found.components:
        names = [
            _Line(f"- {quoted(name)}", f"in {counted(count, 'article')}", sure=False)
            for name, count in found.components
        ]
        why = "taken for disclosures by their name; what they print was not found"
        lines.append(_Line("components:", why, sure=False, below=names))
    accepted = [_accept(wording) for wording in found.missed]
    if accepted:
        lines.append(_Line("accept:", "wordings to count as clear, as RE2 patterns", sure=False, below=accepted))
    if not found.layouts and dict(found.places).get("none") and not _is_written_by_hand(found):
        why = "no layout that discloses was found; if one does above every article, say so"
        lines.append(_Line("layout: top", why, sure=False))
    return _Line("disclosure:", below=lines)


def _setting(setting: SettingsNotice) -> str:
    """Return a comment on a disclosure in the settings, whose place only the built page shows."""
    place = f"{remark(setting.written.path, 80)}:{setting.written.line}"
    key = f" in {remark(setting.key, 60)}" if setting.key else ""
    if not setting.text:
        return (
            f"{place} prints {remark(setting.key, 60)} above the article, whose words were not found: look what it says"
        )
    said = f"{place} has a disclosure{key}, which a theme outside the repository may print"
    return f"{said}: look where. {quote(setting.text)}"


def _layout(layout: LayoutDisclosure) -> str:
    """Return a comment on a layout's disclosure: its place, its articles and the front matter key that it depends on."""
    above = _AROUND[layout.where] if layout.place == "bottom" else "above"
    scope = _scope(layout.layouts)
    key = remark((layout.condition or "").lstrip("!~"), 60)
    if key:
        unless = (layout.condition or "").startswith("!")
        needs = "the article holds" if "~" in (layout.condition or "")[:2] else "the front matter sets"
        scope += f", {'unless' if unless else 'if'} {needs} {key}"
    return f"- {remark(layout.source, 100) or 'a layout'}, {above} {scope}: {quote(layout.text)}"


def _scope(layouts: Sequence[str]) -> str:
    """Say which articles have one of some layouts."""
    others = [name for name in layouts if name.startswith(("except:", "outside:"))]
    outside = ", ".join(remark(name.partition(":")[2], 40) for name in others[:5] if not name.endswith(":"))
    if others:
        return f"every article outside {outside}" if outside else "every article that names no layout"
    named = ", ".join(remark(name.rpartition(":")[2], 40) for name in layouts[:5])
    return f"articles of the layout {named}" if named else "every article"


def _accept(wording: Wording) -> _Line:
    pattern = re.sub(r"(?:\\ )+|\s+", r"\\s+", re2.escape(wording.text.encode("utf-8", "replace").decode()))
    why = "not taken for a disclosure" if not wording.strength else "taken for a weak one"
    return _Line(
        f"- {quoted(pattern)}",
        f"in {counted(wording.articles, 'article')}, {why}; accept it only if readers cannot misread it",
        sure=False,
    )
