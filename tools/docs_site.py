"""The pages of the documentation site that come from data: rules, packs, networks and keys of the configuration.

MkDocs calls the functions that begin with ``on_`` (hooks, MkDocs 1.4 and later).
"""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs_measured import accuracy_of, cost_pages, readings
from mkdocs.structure.files import File

from linter.facts.links.network_files import shipped_networks
from linter.rulebook.help import citation, help_markdown
from linter.rulebook.loader import Rulebook
from linter.rulebook.model import FAMILIES
from linter.rulebook.packs import pack_names, read_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from linter.finding import Once
    from linter.rulebook.model import Rule

ROOT = Path(__file__).resolve().parent.parent
_CODE = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(\]\()(\.\./[^)\s#]*)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from data, and the README as the first page."""
    for path, text in made_pages():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links to files outside of the documentation to the repository."""
    folder = posixpath.join("docs", posixpath.dirname(page.file.src_uri))

    def elsewhere(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, match[2]))
        if path.startswith("docs/") and files.get_file_from_path(path.removeprefix("docs/")) is not None:
            return match[0]
        return f"{match[1]}{config.repo_url}blob/main/{path}{match[3] or ''})"

    return _LINK.sub(elsewhere, markdown)


def on_page_content(content: str, **_: object) -> str:
    """Let the keyboard reach code and tables that scroll sideways (WCAG 2.1.1); an empty head of a column is no head."""
    content = content.replace("<pre><code", '<pre><code tabindex="0"').replace("<table>", '<table tabindex="0">')
    return content.replace("<th></th>", "<td></td>")


def on_post_template(output: str, template_name: str, **_: object) -> str:
    """Give the search and the page for wrong addresses the landmarks of the others."""
    return _with_landmarks(output) if template_name.endswith(".html") else output


def on_post_page(output: str, **_: object) -> str:
    """Give a page its landmarks."""
    return _with_landmarks(output)


def _with_landmarks(output: str) -> str:
    """Make landmarks of the theme's footer and of its links between pages, so that no text of a page is outside of one."""
    output = output.replace('<div role="contentinfo">', "<div>", 1).replace(
        "<footer>", '<footer role="contentinfo">', 1
    )
    return output.replace('role="note" aria-label="Versions"', 'role="navigation" aria-label="Versions"', 1)


def made_pages() -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of every page that is made from data."""
    rules = Rulebook.shipped().rules
    packs = _packs_of()
    yield "index.md", _start()
    yield "rules/index.md", _rules(rules)
    read = list(readings(rules))
    for rule in rules.values():
        yield f"rules/{rule.id}.md", _rule(rule, packs.get(rule.id, []), accuracy_of(rule.id, read))
    yield from cost_pages()
    yield "markets.md", _markets()
    yield "networks.md", _networks()
    yield "keys.md", _keys()


def _start() -> str:
    """Return the README; its links lead from the root of the repository, those of the pages from docs."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    text = re.sub(r"(\]\()docs/", r"\1", text)
    return re.sub(
        r"(\]\()((?!https?:|#|mailto:)(?:[A-Z]\w*(?:\.md)?|(?:bench|examples|fixtures)/[^)\s]*|\w+\.yml))(?=[#)])",
        r"\1../\2",
        text,
    )


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(columns)
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "&#124;").replace("<", "&lt;")


def _rules(rules: Mapping[str, Rule]) -> str:
    parts = [
        "# Rules",
        f"{len(rules)} rules ship with affilint. A configuration, a pack or an override may set each to another severity.",
    ]
    for family in FAMILIES:
        members = [rule for rule in rules.values() if rule.family == family]
        rows = (
            (f"[{rule.id}]({rule.id}.md)", rule.title, rule.severity, rule.confidence, "yes" if rule.fixable else "")
            for rule in members
        )
        parts += [f"## {family}", _table(("rule", "finds", "severity", "confidence", "fix"), rows)]
    return "\n\n".join(parts) + "\n"


def _packs_of() -> dict[str, list[str]]:
    """Return the packs that name each rule."""
    found: dict[str, list[str]] = {}
    for name in pack_names():
        for rule in read_pack(name).rules:
            found.setdefault(rule, []).append(name)
    return found


_ONCE: Mapping[Once, str] = {
    "place": "at each place",
    "article": "once an article",
    "wording": "once an article for each wording of its message",
    "cause": "once for the template that prints it, else once a site for each wording of its message",
    "site": "once a site",
    "habit": "once a site, with the share of its links that have what is asked for",
}


def _rule(rule: Rule, packs: list[str], accuracy: str) -> str:
    about = [
        ("Id", f"`{rule.id}`"), ("Severity", rule.severity), ("Confidence", rule.confidence), ("Since", rule.since),
        ("Judged on", "the page that readers get, where it is at hand" if rule.judged_on == "page" else "the source"),
        ("Reported", _ONCE[rule.once]),
        ("Fix", "`affilint fix` can mend some of it" if rule.fixable else "by hand"),
        ("Packs", ", ".join(f"`{name}`" for name in packs) or "–"),
    ]  # fmt: skip
    if rule.gives_way_to:
        about.append(
            ("Silent where", ", ".join(f"`{other}`" for other in rule.gives_way_to) + " says more of the same")
        )
    parts = [f"# {_literal(rule.title)}", _table(("what", "this rule"), about), "## Why", _literal(help_markdown(rule))]
    fixed = [(example.text, example.fixed) for example in rule.invalid if example.fixed is not None]
    if fixed:
        before, after = fixed[0]
        parts += ["## What a fix does", "From", _block(before), "to", _block(after)]
    options = {key: value for key, value in rule.options.items() if not isinstance(value, dict | list | tuple)}
    if options:
        rows = (
            (f"`{key}`", f"`{json.dumps(value, ensure_ascii=False, default=str)}`") for key, value in options.items()
        )
        parts += ["## Options", _table(("option", "as shipped"), rows)]
    parts += ["## On real sites", accuracy]
    parts += ["## Switch it off", f"In `affilint.yml`:\n\n```yaml\nrules:\n  {rule.id}: off\n```"]
    return "\n\n".join(parts) + "\n"


def _literal(markdown: str) -> str:
    """Return Markdown in which what rules write of links and elements is text, outside of code."""
    parts, at = [], 0
    for code in _CODE.finditer(markdown):
        parts += [_escaped(markdown[at : code.start()]), code[0]]
        at = code.end()
    return "".join((*parts, _escaped(markdown[at:])))


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace("](", "]\\(")


def _block(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in re.findall("`+", text)), default=0))
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _markets() -> str:
    packs = [read_pack(name) for name in pack_names()]
    rows = (
        (f"`{pack.name}`", pack.title, ", ".join(pack.markets), ", ".join(sorted(pack.languages)), str(len(pack.rules)))
        for pack in packs
    )
    parts = ["# Packs and markets", "`markets: [us, de]` or `extends: [strict]` in `affilint.yml` choose them.",
             _table(("pack", "title", "markets", "languages", "rules set"), rows)]  # fmt: skip
    for pack in packs:
        parts += [f"## {pack.name}", f"**{pack.title}.** {' '.join(pack.about.split())}"]
        rules = (
            (f"[{rule}](rules/{rule}.md)", setting.severity or "as shipped", "yes" if setting.options else "")
            for rule, setting in pack.rules.items()
        )
        if pack.rules:
            parts.append(_table(("rule", "severity", "options"), rules))
        if pack.sources:
            parts += ["Sources:", "\n".join(f"- {_cell(citation(source))}" for source in pack.sources)]
    return "\n\n".join(parts) + "\n"


def _networks() -> str:
    networks = [entry for entry in shipped_networks() if entry.kind != "trap"]
    rows = (
        (entry.name, f"`{entry.id}`", entry.kind, entry.region, "" if entry.verified else "not yet", "closed" if entry.retired else "", entry.note)
        for entry in sorted(networks, key=lambda entry: entry.name.casefold())
    )  # fmt: skip
    parts = ["# Programmes and networks", f"{len(networks)} entries say by which addresses a link pays somebody.",
             _table(("name", "id", "kind", "region", "verified", "closed", "note"), rows)]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _keys() -> str:
    schema = json.loads((ROOT / "docs" / "affilint.schema.json").read_text(encoding="utf-8"))
    parts = [
        "# Keys of affilint.yml",
        "Made from the schema that editors use; [configuration.md](configuration.md) explains them with examples.",
    ]
    rows = list(_described(schema, "", schema["definitions"]))
    return "\n\n".join([*parts, _table(("key", "kind", "meaning"), rows)]) + "\n"


def _described(node: Mapping[str, Any], above: str, definitions: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, entry in node.get("properties", {}).items():
        yield f"`{above}{name}`", _kind(entry, definitions), str(entry.get("description", ""))
        yield from _described(entry, f"{above}{name}.", definitions)
        yield from _described(entry.get("items", {}), f"{above}{name}[].", definitions)


def _kind(entry: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """Return what a value of a key is, in words."""
    reference = entry.get("$ref") or next((part["$ref"] for part in entry.get("allOf", ()) if "$ref" in part), "")
    if reference:
        return _kind(definitions[reference.rpartition("/")[2]], definitions)
    if "enum" in entry:
        values = [str(value) for value in entry["enum"]]
        return ", ".join(f"`{value}`" for value in values) if len(values) <= 8 else "a name"
    if entry.get("type") == "array":
        return f"list of {_kind(entry.get('items', {}), definitions)}"
    return {"string": "text", "boolean": "`true` or `false`", "object": "keys", "integer": "whole number"}.get(
        entry.get("type", ""), "value"
    )
