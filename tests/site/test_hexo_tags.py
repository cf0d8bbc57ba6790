"""Tags and filters by which the scripts of a Hexo site make affiliate links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.facts import Facts
from linter.facts.options import FactOptions
from linter.site.code.joined_texts import with_texts_joined
from tests.conftest import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

SITE = {
    "_config.yml": "title: Lamps\ntheme: lamps\n",
    "package.json": '{"dependencies": {"hexo": "7"}}',
    "source/_posts/b.md": "---\ntitle: B\n---\n",
}
SHOP = "https://www.amazon.com/dp/"
WRITTEN = f"hexo.extend.tag.register('lamp', function (args) {{\n  return `<a href=\"{SHOP}${{args[0]}}?tag=acme-20\">${{args[1]}}</a>`;\n}});\n"
TAKEN = f"hexo.extend.tag.register('lamp', (args) => {{\n  const [id, name] = args;\n  return `<a href=\"{SHOP}${{id}}?tag=acme-20\">${{name}}</a>`;\n}});\n"
JOINED = f"""const TAG = 'acme-20';
function lamp(args, content) {{
  const url = '{SHOP}' + args[0] + '?tag=' + TAG;
  return '<a href="' + url + '">' +
    content + '</a>';
}}
hexo.extend.tag.register('lamp', lamp, {{ ends: true }});
"""
PLAIN = WRITTEN.replace("?tag=acme-20", "")
FILTER = f"hexo.extend.filter.register('after_post_render', (data) => {{\n  data.content = data.content.replace(/https:\\/\\/www\\.amazon\\.com\\/dp\\/(\\w+)/g, '{SHOP}$1?tag=acme-20');\n  return data;\n}});\n"
TAG, LINK = "{% lamp B0LAMPS001 Larch %}", f"[Larch]({SHOP}B0LAMPS001)"


@pytest.mark.parametrize(
    ("script", "text", "count"),
    [
        (WRITTEN, TAG, 1),
        (TAKEN, TAG, 1),
        (JOINED, "{% lamp B0LAMPS001 %}Larch{% endlamp %}", 1),
        (PLAIN, TAG, 0),
        (WRITTEN, "{% pen B0LAMPS001 %}", 0),
        (FILTER, LINK, 1),
        (FILTER.replace("?tag=acme-20", ""), LINK, 0),
        (FILTER, "[Larch](https://lamps.example/larch)", 0),
    ],
)
def test_what_scripts_make_of_articles_pays(site: Build, script: str, text: str, count: int) -> None:
    emissions = site({**SITE, "scripts/lamps.js": script})
    facts = Facts(
        article(f"---\ntitle: Larch\n---\nA lamp.\n\n{text}\n", "source/_posts/a.md"), FactOptions(emissions=emissions)
    )
    assert len(facts.affiliate_links) == count


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("""return '<a href="' + url + '">' + name + '</a>';""", """return `<a href="${url}">${name}</a>`;"""),
        ("'<p>' +\n  of(one) + '</p>'", "`<p>\n${of(one)}</p>`"),
        ("'a' + b + 'c'", "'a' + b + 'c'"),
        ("'<b>' + '`' + `${x}` + '</b>'", "`<b>'${x}</b>`"),
    ],
)  # fmt: skip
def test_texts_that_code_joins_are_one(code: str, expected: str) -> None:
    assert with_texts_joined(code) == expected
