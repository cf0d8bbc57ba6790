"""Data files of JavaScript that Eleventy hands to templates, and pages that go over data."""

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

PEN = "https://www.amazon.com/dp/B0PEN00001?tag=acme-20"
JSON = f'{{"pen": "{PEN}"}}'
READ = "const fs = require('fs'), path = require('path');\n"


def tags(emissions: Emissions, text: str) -> list[str | None]:
    found = Facts(article(text, "posts/a.njk.html"), FactOptions(emissions=emissions)).affiliate_links
    return [item.verdict.tag for item in found]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("shop.js", f"module.exports = {{ pen: '{PEN}' }};\n"),
        ("shop.cjs", f"const shop = {{ pen: '{PEN}' }};\nmodule.exports = shop;\n"),
        ("shop.mjs", f"export default {{ pen: '{PEN}' }}; // our shop\n"),
        ("shop.js", f"const id = 'acme-20';\nexport default {{ pen: `{PEN.removesuffix('acme-20')}${{id}}` }};\n"),
        ("shop.js", f"module.exports = async function () {{\n  return {{ pen: '{PEN}' }};\n}};\n"),
        ("shop.js", f"export default (function () {{ return {{ pen: '{PEN}' }} }})()\n"),
        ("shop.js", f"module.exports = () => ({{ pen: '{PEN}' }});\n"),
        ("shop.js", "module.exports = require('../data/shop.json');\n"),
        ("shop.js", f"{READ}module.exports = () => JSON.parse(fs.readFileSync(path.join(__dirname, '../data/shop.json'), 'utf8'));\n"),
        ("shop.js", f"{READ}module.exports = function () {{\n  const all = JSON.parse(fs.readFileSync('data/shop.json'));\n  return all;\n}};\n"),
    ],
)  # fmt: skip
def test_what_a_data_file_exports_is_known(site: Build, name: str, code: str) -> None:
    emissions = site({"eleventy.config.js": "", f"_data/{name}": code, "data/shop.json": JSON})
    assert tags(emissions, '<p>Buy <a href="{{ shop.pen }}">it</a>.</p>') == ["acme-20"]


@pytest.mark.parametrize(
    "code",
    [
        f"// module.exports = {{ pen: '{PEN}' }};\n",
        f"module.exports = async () => {{\n  const all = await fetch('{PEN}');\n  return all.json();\n}};\n",
        f"const all = [{{ pen: '{PEN}' }}];\nmodule.exports = all.map((one) => one);\n",
        f"module.exports = (all) => {{\n  if (all) {{ return {{ pen: '{PEN}' }}; }}\n  return other;\n}};\n",
        f"{READ}module.exports = () => JSON.parse(fs.readFileSync('data/shop.json')).filter((one) => one.shown);\n",
        f"{READ}module.exports = () => JSON.parse(fs.readFileSync('../../../data/shop.json'));\n",
        f"export const shop = {{ pen: '{PEN}' }};\n",
        f"module.exports = {{ {'pen: [' * 3000} '{PEN}' }};\n",
    ],
)
def test_what_code_works_out_is_unknown(site: Build, code: str) -> None:
    emissions = site({"eleventy.config.js": "", "src/_data/shop.js": code, "data/shop.json": JSON})
    assert tags(emissions, '<p>Buy <a href="{{ shop.pen }}">it</a>.</p>') == []


PENS = f'{{"tag": "acme-20", "all": [{{"url": "https://a.example/"}}, {{"url": "{PEN}", "asin": "B0PEN00001", "shops": ["{PEN}"]}}]}}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% for one in pens.all %}<a href="{{ one.url }}">A</a>{% endfor %}', ["acme-20"]),
        ('{%- for key, one in pens.all -%}<a href="{{ one.url }}">A</a>{% endfor %}', ["acme-20"]),
        ('{% for one in pens.all %}{% for it in one.shops %}<a href="{{ it }}">A</a>{% endfor %}{% endfor %}', ["acme-20"]),
        ('{% for one in pens.all %}<a href="https://www.amazon.com/dp/{{ one.asin }}?tag={{ pens.tag }}">A</a>{% endfor %}', ["acme-20"]),
        ('---\npagination:\n  data: pens.all\n  size: 1\n  alias: pen\n---\n<a href="{{ pen.url }}">A</a>', ["acme-20"]),
        ('---\npagination:\n  data: pens.all\n  size: 9\n  alias: pen\n---\n<a href="{{ pen.url }}">A</a>', []),
        ('{% for one in others.all %}<a href="{{ one.url }}">A</a>{% endfor %}', []),
        ('{% for one in pens.all | shown %}<a href="{{ one.url }}">A</a>{% endfor %}', []),
        ('<a href="{{ one.url }}">A</a>', []),
    ],
)  # fmt: skip
def test_a_page_that_goes_over_data_prints_its_links(site: Build, text: str, expected: list[str]) -> None:
    assert tags(site({"eleventy.config.js": "", "_data/pens.json": PENS}), text) == expected


def test_a_page_of_jekyll_that_goes_over_data_prints_its_links(site: Build) -> None:
    files = {"_config.yml": "", "_data/pens.yml": f"- {{url: 'https://a.example/'}}\n- {{url: '{PEN}'}}\n"}
    assert tags(site(files), '{% for one in site.data.pens %}<a href="{{ one.url }}">A</a>{% endfor %}') == ["acme-20"]
