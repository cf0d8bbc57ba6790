"""Growth of the time with the size of a text: generated shapes at n, 2n and 4n pieces, and the exponent of each.

``python bench/growth.py [-k PART] [--bytes 20000] [--examples]`` prints one line for each shape: bytes, CPU seconds at each size, seconds per
megabyte at the largest, and the exponent e of time ~ bytes ** e. A shape is slow, and the exit code 1, if its exponent is above
1.35 and it takes more than 1.5 seconds per megabyte, or if it takes more than 20 seconds per megabyte at all (a finding in every word takes 12). Times are CPU times of this
process, the least of two runs, so that other work on the machine counts little.

``--examples`` adds the examples of all shipped rules, each repeated as paragraphs, in one paragraph, and between links, emphasis and
quotations: what is done once for each finding may read the whole text each time, and no syntax alone shows that. They are 1,300 more.
"""

from __future__ import annotations

import argparse
import itertools
import math
import random
import re
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from linter.configuration.resolver import ConfigResolver
from linter.rulebook.loader import Rulebook
from linter.running.one_file import check_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AMAZON = "https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20"
EXPONENT, PER_MEGABYTE, AT_MOST = 1.35, 1.5, 20.0

OPENINGS = {
    "brace": "{ ", "double brace": "{{ a ", "shortcode": "{{< a ", "percent shortcode": "{{% a ", "tag": "{% a ", "comment": "{# ",
    "slash comment": "{{/* ", "liquid comment": "{% comment %} ", "highlight": "{% highlight a %} ", "go highlight": "{{< highlight a >}} ",
    "template literal": "{`${", "component": "<A {", "closing component": "</A", "fragment": "<>", "server tag": "<% ", "php": "<?php ",
    "html comment": "<!-- ", "cdata": "<![CDATA[", "div": "<div>", "open tag": "<a href=", "attribute": '<a title="', "wrong nesting": "<b><i></b>",
    "bracket": "[", "image": "![", "link": "[a](", "link title": '[a](b "', "footnote": "[^a", "definition": "[a]: ", "autolink": "<http://a",
    "parenthesis": "( a ", "star": "**a ", "underscore": "_a ", "backtick": "`a ", "two backticks": "``a ", "tilde": "~~a ", "dollar": "$$a ",
    "quote mark": "“a ", "straight quote": 'a "b ', "single quote": "‘a ", "guillemet": "«a ", "directive": "::: a\n", "admonition": "!!! a\n    b\n",
    "attribute list": "a{: .b ", "wordpress": '[a b="c" ', "front matter": "---\na: b\n", "suppression": "<!-- affilint-disable text -->\n\nrat rat here\n\n",
    "line suppression": "<!-- affilint-disable-next-line text -->\n\n", "unknown suppression": "<!-- affilint-x -->\n\n", "enable": "<!-- affilint-enable -->\n\n",
}  # fmt: skip
"""Syntax that opens something and does not close it."""
LINES = {
    "heading": "## Is it bright?\n\n", "list": "- a b c\n", "nested list": " " * 2 + "- a\n", "quote": "> a b\n", "deep quote": "> ", "table row": "| a | b |\n",
    "rule": "---\n\n", "paragraph": "It is a lamp of the house.\n\n", "setext": "a\n===\n\n", "indent": "    a\n", "blank": "\n", "definition": "a\n: b\n\n",
    "line break": "a  \n", "entity": "&amp; ", "hash": "&#65; ", "carriage return": "a\r\n", "lone return": "a\r", "tab": "\ta ",
}  # fmt: skip
WORDS = {
    "word": "a", "spaces": "a ", "sentence": "It is. ", "doubled": "cost cost ", "numbers": "5 euros 10 % ", "dates": "2026-01-01 ", "urls": "https://a.example/b ",
    "paid links": f"[a]({AMAZON}) ", "bare paid": f"{AMAZON} ", "anchor": f'<a href="{AMAZON}">a</a> ', "reference": "[a][b] ", "html link": "<a href='b'>a</a>",
    "disclosure": "We earn a commission. ", "denial": "We earn no commission. ", "questions": "### Is it?\n\nYes.\n\n", "names": "PayPal Paypal ", "possessive": "Acme’s ",
    "mixed pairs": 'A “b" here. ', "quotation": "“Own it,” he said. ", "brackets": "(a) [b] {c} ", "emoji": "😀 ", "combining": "e\u0301", "zero width": "\u200b", "rtl": "\u202ea ",
    "cjk": "日本。", "punctuation": "?!.", "dashes": "— – - ", "code": "`a` b ", "templates": "{{ a }} b ", "self closing": "<A b={c} /> ", "shortcodes": "{{< a b >}} ",
    "images": f"![a]({AMAZON}) ", "rel": f'<a rel="sponsored" href="{AMAZON}">a</a>\n\n', "amounts": "$5bookings ", "times": "9am 10pm ", "hyphens": "a-b-c-d ",
    "apostrophes": "don't can't ", "long url": "http://a.example/" , "query": "?a=b&c=d", "percent": "%20", "slashes": "/a/b", "ats": "a@b.example ", "stars": "*a* **b** ",
    "click ids": f"{AMAZON}&gclid=Ab3xYz ", "json ld": '<script type="application/ld+json">{"@type":"FAQPage"}</script>\n', "style": "<style>a{b:c}</style>\n", "comment before an element": "<!-- <a-b></a-b> ", "details": "<details><summary>a</summary>b</details>\n",
}  # fmt: skip
PAGES = {
    "nested div": "<div>", "closed paragraphs": "<p>It is a lamp.</p>", "table": "<tr><td>a</td>", "list item": "<li>a", "style attribute": '<p style="display:none">a</p>',
    "paid anchors": f'<a href="{AMAZON}">a</a> ', "select": "<select>", "svg": "<svg><title>", "template": "<template>a", "microdata": '<div itemscope itemtype="https://schema.org/FAQPage">',
    "attributes": '<p a="b" c="d">', "formatting": "<b><i><u>", "end tags": "</p></i>", "text": "a < b & c ", "scripts": "<script>a()</script>", "comments": "<!-- a -->", "headings": "<h2>Is it?</h2><p>Yes.</p>",
}  # fmt: skip
CODE = {
    "open brace": "{a ", "brace": "{a} ", "template literal": "{`${", "component": "<A b={c} /> ", "open component": "<A b={", "nested component": "<A>", "loop": "{a.map((b) => <b>c</b>)} ",
    "anchor": f'<a href={{"{AMAZON}"}}>a</a> ', "named anchor": "<a href={a.b}>c</a> ", "comment": "{/* a", "slashes": "a // b\n", "expression of expressions": "{a && (<b>{", "text": "It is. ", "spread": "<a {...b}>c</a> ",
    "if": "{#if a}b", "arrow": "=> ( ", "regular expression": "{/a{/} ", "quotation mark": "{' ",
}  # fmt: skip
HEADS = {
    ".astro": "---\nconst a = {b: 'c'};\n---\n",
    ".tsx": "export default function A() {\n  return (<main>\n",
    ".vue": "<template><main>\n",
    ".svelte": "<script>\nlet a;\n</script>\n",
}
"""How a page of code begins, before the markup that shapes of it repeat."""


def shapes() -> Iterator[tuple[str, str, str]]:
    """Yield the name of each shape, the name of its file and the piece that it repeats."""
    for name, piece in itertools.chain(OPENINGS.items(), LINES.items(), WORDS.items()):
        yield f"md: {name}", "a.md", piece
    for name in (
        "brace",
        "template literal",
        "component",
        "fragment",
        "double brace",
        "html comment",
        "backtick",
        "closing component",
    ):
        yield f"mdx: {name}", "a.mdx", OPENINGS[name]
    for name, piece in PAGES.items():
        yield f"html: {name}", "a.html", piece
    for name in ("suppression", "quote mark", "parenthesis", "autolink"):
        yield f"txt: {name}", "a.txt", OPENINGS[name].replace("<!-- ", "").replace(" -->", "")
    for suffix in HEADS:
        for name, piece in CODE.items():
            yield f"{suffix[1:]}: {name}", f"a{suffix}", piece


JOINTS = {
    "paragraphs": "\n\n",
    "one paragraph": " ",
    "mixed": " *lamp* [lamp](/a) “Yes.” ",
    "headings": "\n\n## Is it *a* [b](/c)?\n\nYes.\n\n",
}
JOINTS_OF_HTML = {"paragraphs": "\n\n", "one paragraph": " ", "mixed": " <em>lamp</em> <a href='/a'>lamp</a> “Yes.” "}
SUFFIXES = {"markdown": "md", "mdx": "mdx", "html": "html", "text": "txt"}


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield shapes as ``shapes`` does: what the shipped rules find, again and again."""
    for rule in Rulebook.shipped().rules.values():
        for number, example in enumerate(rule.invalid):
            text = example.text.strip("\n")
            for name, joint in (JOINTS_OF_HTML if example.format == "html" else JOINTS).items():
                if "\n\n" in joint or "\n" not in text:
                    yield f"{rule.id} {number} {name}", f"a.{SUFFIXES[example.format]}", text + joint


DIFFERENT = {
    "words": "%w", "names": "%N", "joined names": "the with%N", "quotations": "“%w”", "links": "[%w](https://%w.example/%w)",
    "ids": "[%w](https://www.amazon.com/dp/B0LAMP0001?tag=%w-20)", "possessives": "%N’s", "shortcodes": "{{< %w >}}", "components": "<%N />",
    "headings": "\n\n## %w %w?\n\n%w %w.\n\n", "references": "[%w][%w]", "directives": "\n\n<!-- affilint-disable %w -->\n\n", "mails": "%w@%w.example",
}  # fmt: skip
"""Pieces that are never the same twice: ``%w`` is a word of no language, ``%N`` one with a capital."""


def different(piece: str, size: int) -> str:
    """Return a text of pieces whose words are all different ones, among some that make it English."""
    chosen = random.Random(size)  # noqa: S311 - the same text each time

    def word(match: re.Match[str]) -> str:
        letters = "".join(chosen.choices("etaoinshrdlu", k=chosen.randint(6, 10)))
        return letters.capitalize() if match.group() == "%N" else letters

    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(re.sub("%[wN]", word, piece) + chosen.choice(("", "", " and the lamp is on")))
        length += len(pieces[-1]) + 1
    return " ".join(pieces)


def all_shapes(*, with_examples: bool) -> Iterator[tuple[str, str, Callable[[int], str]]]:
    """Yield the name of each shape, the name of its file, and what makes a text of a given size of it."""
    for name, file, piece in itertools.chain(shapes(), examples() if with_examples else ()):
        head = HEADS.get(Path(file).suffix, "")
        yield name, file, lambda size, head=head, piece=piece: head + piece * max(1, size // len(piece))
    for name, piece in DIFFERENT.items():
        yield f"different: {name}", "a.md", partial(different, piece)


def cost(text: str, name: str, resolver: ConfigResolver) -> float:
    """Return the CPU seconds of one check, the least of two."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        check_text(text.encode(), Path(name), resolver)
        spent.append(time.process_time() - start)
    return min(spent)


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return e of time ~ size ** e between the smallest and the largest size."""
    return math.log(max(times[-1], 1e-4) / max(times[0], 1e-4)) / math.log(sizes[-1] / sizes[0])


def main() -> None:
    """Measure the shapes and print them; exit with 1 if one is slow."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("-k", default="", help="only shapes whose name holds this")
    options.add_argument("--bytes", type=int, default=20_000, help="size of the smallest text")
    options.add_argument("--examples", action="store_true", help="the examples of all rules too")
    chosen = options.parse_args()
    resolver = ConfigResolver()
    check_text(b"# Warm\n\n{{ a }} <b>b</b> cost cost\n", Path("a.md"), resolver)
    slow = count = 0
    for name, file, make in all_shapes(with_examples=chosen.examples):
        if chosen.k not in name:
            continue
        texts = [make(chosen.bytes * times) for times in (1, 2, 4)]
        sizes = [len(text) for text in texts]
        times = [cost(text, file, resolver) for text in texts]
        rate, grown = times[-1] / sizes[-1] * 1e6, exponent(sizes, times)
        is_slow = (grown > EXPONENT and rate > PER_MEGABYTE) or rate > AT_MOST
        slow += is_slow
        count += 1
        shown = " ".join(f"{item:7.3f}" for item in times)
        print(
            f"{'SLOW' if is_slow else '    '} {name:26} {sizes[-1]:8} bytes {shown} s {rate:6.2f} s/MB exponent {grown:5.2f}",
            flush=True,
        )
    print(f"{count} shapes, {slow} slow")
    sys.exit(slow > 0)


if __name__ == "__main__":
    main()
