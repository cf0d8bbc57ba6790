"""The JSON Schema of affilint.site.yml: what `affilint learn` writes fits it, and it accepts what the reader accepts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml

from linter.data.yaml_nodes import DataError
from linter.site.learned.file import LONGEST, read_learned_text
from linter.site.learned.schema import learned_schema
from tests.conftest import ROOT
from tests.published.built_pages import NOTICE, TAG
from tests.published.test_learn import FILE, LINK, TOPICS, article, learned, paid, prose

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]


def test_shipped_schema_is_up_to_date(affilint: Affilint) -> None:
    shipped = (ROOT / "docs" / "affilint.site.schema.json").read_text(encoding="utf-8")
    assert shipped == affilint("config", "schema", "--site-file").stdout, (
        "update it: affilint config schema --site-file > docs/affilint.site.schema.json"
    )


def test_schema_is_one_and_describes_every_key() -> None:
    schema = learned_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    objects = [schema, *schema["definitions"].values()]
    objects += [one for part in schema["definitions"].values() for one in part.get("anyOf", [])]
    for part in objects:
        assert all(key["description"] for key in part.get("properties", {}).values())


def test_what_learn_writes_fits_the_schema(affilint: Affilint, tmp_path: Path) -> None:
    for topic in TOPICS[:3]:
        paid(tmp_path, f"reviews/{topic}", above=f"<p>{NOTICE}</p>")
    for topic in TOPICS[3:]:
        text = prose(topic)
        body = f'<p>{text}</p><p><a rel="sponsored nofollow" href="{TAG}">{topic}</a> pays us.</p><p>{topic} again.</p>{LINK}'
        article(tmp_path, f"notes/{topic}", f'{text}\n\n{{{{< lamp "{topic}" >}}}}\n\n{topic} again.', body=body)
    learned(affilint)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "templates:" in text
    assert "layouts:" in text
    jsonschema.validate(yaml.safe_load(text), learned_schema(), jsonschema.Draft7Validator)


@pytest.mark.parametrize(
    "text",
    [
        "version: 1",
        "version: 2",
        "layouts: []",
        "{version: 1, pages: 3, articles: 4, layouts: [], templates: []}",
        "{version: 1, pages: many}",
        "{version: 1, layout: []}",
        "{version: 1, layouts: [{folder: posts, prints: []}]}",
        "{version: 1, layouts: [{folder: posts, name: ''}]}",
        "{version: 1, layouts: [{folder: posts, having: [paid], lacking: [' ']}]}",
        "{version: 1, layouts: [{folder: posts, subfolders: 'no'}]}",
        "{version: 1, layouts: [{prints: [{disclosure: We earn., where: top, pages: 3, example: a.html}]}]}",
        "{version: 1, layouts: [{prints: [{disclosure: We earn.}]}]}",
        "{version: 1, layouts: [{prints: [{disclosure: We earn., order: before}]}]}",
        "{version: 1, layouts: [{prints: [{disclosure: We earn., where: above}]}]}",
        "{version: 1, layouts: [{prints: [{disclosure: We earn., where: top, strength: strong}]}]}",
        "{version: 1, layouts: [{prints: [{link: 'https://a.example/{id}', order: after, rel: sponsored}]}]}",
        "{version: 1, layouts: [{prints: [{link: 'https://a.example/', order: above}]}]}",
        "{version: 1, layouts: [{prints: [{where: top}]}]}",
        "{version: 1, templates: [{name: jar, calls: 2, programme: Amazon}]}",
        "{version: 1, templates: [{prints: []}]}",
        "{version: 1, templates: [{name: jar, prints: [{disclosure: We earn., order: before}]}]}",
        "{version: 1, templates: [{name: jar, prints: [{disclosure: We earn., where: hidden}]}]}",
        "{version: 1, templates: [{name: jar, prints: [{link: 'https://a.example/', varies: true}]}]}",
        "{version: 1, rel: {added: [sponsored], to: all, links: 4}}",
        "{version: 1, rel: {to: all}}",
        "{version: 1, rel: {added: [], to: some}}",
        f"{{version: 1, templates: [{{name: jar, prints: [{{link: {'a' * (LONGEST + 1)}}}]}}]}}",
    ],
)
def test_schema_and_reader_accept_the_same_files(text: str) -> None:
    try:
        read_learned_text(text, Path(FILE))
        is_read = True
    except DataError:
        is_read = False
    validator = jsonschema.Draft7Validator(learned_schema())
    assert validator.is_valid(json.loads(json.dumps(yaml.safe_load(text)))) is is_read
