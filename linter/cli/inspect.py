"""``affilint inspect``."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import click

from linter.article.emissions import LEARNED_FILE
from linter.cli._common import fail, make_resolver
from linter.cli._options import FilePath, config_option, format_option
from linter.facts import Facts
from linter.facts.layout_choice import stands_around
from linter.facts.links.inventory import link_rows
from linter.reading import read_regular
from linter.reporters import neutral
from linter.reporters.json import dump
from linter.running.one_file import read_facts
from linter.site.learned.model import without_learned
from linter.source import UnreadableSourceError


@click.command("inspect")
@click.argument("file", type=FilePath(path_type=Path))
@format_option
@config_option
def command(file: Path, format_: str, config: Path | None) -> None:
    """Show what affilint understood of one article: blocks, links, disclosures, questions, quotations."""
    resolver = make_resolver(config)
    try:
        facts = read_facts(file.as_posix(), read_regular(file), file, resolver)
    except (OSError, UnreadableSourceError) as error:
        fail(f"{file}: {error.strerror if isinstance(error, OSError) else error}")
    found = inspect(facts)
    if format_ == "json":
        click.echo(dump(found), nl=False)
    else:
        click.echo(_text(found), nl=False)


def inspect(facts: Facts) -> dict[str, Any]:
    """Return the linter's view of an article, as plain data."""
    article = facts.article
    front_matter = article.front_matter
    return {
        "version": 1,
        "path": article.source.path,
        "language": facts.language,
        **article.as_dict(),
        "links": list(link_rows(facts, all_links=True)),
        "disclosures": [
            {
                "text": item.text, "strength": item.strength, "kind": item.kind, "language": item.language or None,
                **_place(facts, item.start), "origin": item.origin, "evidence": list(item.evidence),
            }
            for item in facts.disclosures
        ],
        "layout_disclosure": _layout_disclosure(facts),
        "layout_as_read": _layout_as_read(facts),
        "faq": [
            {
                "question": pair.question.plain, "answer": pair.answer.plain, "origin": pair.origin, **_place(facts, pair.question.start),
                "question_span": [pair.question.start, pair.question.end], "answer_span": [pair.answer.start, pair.answer.end],
            }
            for pair in (*facts.faq.pairs, *facts.faq.markup.pairs)
        ],
        "quotations": [
            {
                "text": article.blocks[index].text[quotation.start : quotation.end], "style": quotation.style,
                **_place(facts, article.span(article.blocks[index].start + quotation.start, article.blocks[index].start + quotation.end)[0]),
            }
            for index, scan in facts.quotes
            for quotation in scan.quotations
        ],
        "front_matter": _json_safe(front_matter.data) if front_matter is not None else None,
        "settings_notice": _settings_notice(facts),
        "templates": [dataclasses.asdict(template) for template in facts.printing_templates],
        "emitted": [
            {key: value for key, value in dataclasses.asdict(emission).items() if key not in {"start", "end"}} | _place(facts, emission.start)
            for emission in article.emitted
        ],
    }  # fmt: skip


def _layout_disclosure(facts: Facts) -> dict[str, Any] | None:
    """Return what the article's layout discloses; ``sure`` is false where nobody can tell whether it is the article's."""
    found = facts.layout_disclosure
    if found is None:
        return None
    is_its_own = stands_around(facts.article, found.layouts, found.source, facts.options.emissions)
    return {
        "text": found.text,
        "strength": found.strength,
        "where": found.where,
        "source": found.source,
        "sure": is_its_own is True,
    }


def _layout_as_read(facts: Facts) -> dict[str, Any] | None:
    """Return what the layout is read to disclose where the pages showed something else (``affilint.site.yml``)."""
    site = facts.options.emissions
    alone = without_learned(site)
    if alone is site:
        return None
    read = Facts(facts.article, dataclasses.replace(facts.options, emissions=alone))
    return _layout_disclosure(read) if read.layout_place != facts.layout_place else None


def _settings_notice(facts: Facts) -> dict[str, Any] | None:
    """Return the disclosure that only a theme outside the repository can print; its key is empty where no setting holds it."""
    found = facts.options.emissions.setting
    if found is None:
        return None
    return {"text": found.text, "key": found.key, "path": found.written.path, "line": found.written.line}


def _place(facts: Facts, offset: int) -> dict[str, int]:
    position = facts.article.source.position(offset)
    return {"line": position.line, "column": position.column}


def _json_safe(value: Any) -> Any:
    """Return front matter in JSON types: dates and other values become text."""
    if isinstance(value, dict):
        return {str(key): _json_safe(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_json_safe(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _text(found: dict[str, Any]) -> str:
    lines = [
        f"{neutral(found['path'])}: {found['format']}, language {found['language'] or 'unknown'}, title {neutral(found['title'] or 'none')}"
    ]
    lines += [
        f"{neutral(one['name'])} ({neutral(one['source'])}) prints "
        + (f"{neutral(one['programme'])} links" if one["programme"] else "links that could not be followed")
        for one in found["templates"]
    ]
    layout = found["layout_disclosure"]
    if layout is not None:
        doubt = "" if layout["sure"] else ", if that is the layout of this article, which cannot be told"
        lines.append(
            f"{neutral(layout['source'] or 'the layout')} discloses ({layout['where']}){doubt}: {neutral(layout['text'])}"
        )
    read = found["layout_as_read"]
    if read is not None:
        lines.append(
            f"{neutral(read['source'])} is read to disclose ({read['where']}); by {LEARNED_FILE} the pages show otherwise"
        )
    for name, show in (
        ("disclosures", lambda item: f"{item['strength']} {item['kind']} ({item['origin']}): {item['text']}"),
        (
            "links",
            lambda item: (
                f"{item['programme'] or 'link'}: {item['url']}"
                + (f" [disclosed: {item['disclosed']}]" if item["disclosed"] else "")
            ),
        ),
        ("faq", lambda item: f"{item['question']} → {item['answer'][:80] or 'no answer'} ({item['origin']})"),
        ("quotations", lambda item: item["text"]),
        ("emitted", lambda item: f"{item['kind']} {item['name']}"),
        ("blocks", lambda item: f"{item['kind']}{item['level'] or ''}: {item['text'][:80]}"),
    ):
        lines.append(f"\n{name} ({len(found[name])})")
        lines.extend(
            f"  {item['line']:>4}:{item['column']:<3} {neutral(show(item).replace(chr(10), ' '))}"
            for item in found[name]
        )
    return "\n".join(lines) + "\n"
