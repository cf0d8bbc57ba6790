"""Notices that the literal arguments of an article's call choose, or leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

SAID = "We earn a commission when you buy through the links on this page."
LINK = "https://www.amazon.com/dp/B0LAMPS001?tag=acme-20"
IF = f"export default function Notice({{ kind }}) {{\n  if (kind === 'paid') return <p>{SAID}</p>;\n  return <p>Read on.</p>;\n}}\n"
AND = f"export default function Notice({{ kind, more }}) {{\n  return <div>{{kind === 'paid' && <p>{SAID}</p>}}<p>Read on.</p></div>;\n}}\n"
MAP = f"const TEXTS = {{ paid: '{SAID}', plain: 'Read on.' }};\nexport default function Notice({{ kind }}) {{\n  return <p>{{TEXTS[kind]}}</p>;\n}}\n"
DEFAULT = IF.replace("{ kind }", "{ kind = 'paid' }")
SHORTCODE = f'{{{{ if eq (.Get "kind") "paid" }}}}<p>{SAID}</p>{{{{ else }}}}<p>Read on.</p>{{{{ end }}}}'


def _discloses(site: Build, files: dict[str, str], text: str, path: str) -> bool:
    emissions = site(files)
    body = f"---\ntitle: Lamps\n---\n\n{text}\n\nThe [Larch]({LINK}) is bright.\n"
    return bool(Facts(article(body, path), FactOptions(emissions=emissions)).disclosures)


@pytest.mark.parametrize(
    ("component", "call", "expected"),
    [
        (IF, '<Notice kind="paid" />', True),
        (IF, "<Notice kind={'paid'} />", True),
        (IF, '<Notice kind="plain" />', False),
        (IF, "<Notice kind={'plain'} />", False),
        (IF, "<Notice kind={frontMatter.kind} />", True),
        (IF, '<Notice kind="plain" {...props} />', True),
        (AND, '<Notice kind="plain" more />', False),
        (AND, '<Notice kind="paid" more />', True),
        (MAP, '<Notice kind="plain" />', False),
        (MAP, '<Notice kind="paid" />', True),
        (MAP, "<Notice kind={kind} />", True),
        (DEFAULT, "<Notice big />", True),
        (DEFAULT, '<Notice kind="plain" />', False),
    ],
)
def test_the_props_of_a_call_choose_a_component_s_notice(
    site: Build, component: str, call: str, *, expected: bool
) -> None:
    files = {"docusaurus.config.js": "module.exports = {}", "src/components/Notice.js": component}
    text = f"import Notice from '@site/src/components/Notice';\n\n{call}"
    assert _discloses(site, files, text, "blog/a.mdx") == expected


@pytest.mark.parametrize(("kind", "expected"), [("paid", True), ("plain", False)])
def test_the_arguments_of_a_shortcode_choose_its_notice(site: Build, kind: str, *, expected: bool) -> None:
    files = {
        "hugo.toml": "",
        "layouts/_default/single.html": "{{ .Content }}",
        "layouts/shortcodes/note.html": SHORTCODE,
    }
    assert _discloses(site, files, f'{{{{< note kind="{kind}" >}}}}', "content/posts/a.md") == expected
