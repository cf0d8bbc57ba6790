"""Fuzzes whole documents: grammar and mutation, every format, check and fix, and the reporters.

``python bench/fuzz/documents.py [--seed 1] [--count 1000] [--seconds 0] [--every 10] [--fix-every 0] [--keep FOLDER]`` makes documents one after the
other from a seed, so that ``--seed`` and the number that is printed with a fault give the same document again. Half of them are
put together from pieces of syntax, half are mutations of the corpus in ``tests/fuzz/corpus`` and of earlier documents. Checked are:

- no failure of any kind but one that says the text cannot be read, and no exception;
- spans, excerpts, related places and edits inside the text, findings sorted;
- no document takes more than 5 seconds of processor time;
- with LF and with CR LF the same rules at the same lines and columns (each ``--every``-th document, as the next two);
- every reporter writes the result, and the links are those of the text;
- a fix changes no byte outside its edits, comes to an end, is idempotent and brings no new error (each ``--every``-th, and each
  ``--fix-every``-th besides).

A document that fails is written to ``--keep`` and printed with its seed and number; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linter.configuration.resolver import ConfigResolver
from linter.facts.links.inventory import link_rows
from linter.fixes import UnstableFixError, apply, choose, fix_text
from linter.reporters import Context, formats, render
from linter.running.one_file import check_text, read_facts
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.finding import Finding

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
NAMES = ("a.md", "a.mdx", "a.html", "a.txt", "a.md", "a.md", "a.mdx", "a.html", "a.astro", "a.tsx", "a.vue", "a.svelte")
AMAZON = "https://www.amazon.com/dp/B0LAMP0001?tag=hallway-20"
PIECES = [
    *"\n \t#*_`~[](){}<>|\\\"'“”‘’«»‹›„&;:!?.,-–—/=+%$@^0aé日\u200b\ufeff\u202e😀\ufffc\x01\x0c\x85\u2028",
    "\n\n", "\n---\n", "---\n", "+++\n", "```\n", "~~~\n", "~~~", "::: note\n", "!!! note\n    ", "> ", "- ", "1. ", "| a | b |\n|---|---|\n", "# ", "## FAQ\n\n", "### Is it?\n\n",
    "{{ a }}", "{{< a >}}", "{{< a ", "{{% b %}}", "{% if a %}", "{% endif %}", "{# a #}", "{/* a */}", "{`${", "<%= a %>", "<?php ?>", "{: .a }", "[[wiki|link]]", "[^1]", "[^1]: a\n",
    "<!-- ", " -->", "<!-- affilint-disable text -->", "<!-- affilint-enable -->", "<!-- affilint-disable-next-line all -->\n", "affilint: {disable: [text]}\n", "{/* affilint-disable-line links -- why */}",
    "<div>", "</div>", "<p>", "</p>", "<b>", "</i>", "<a href=", "<A b={c}>", "</A>", "<img src=data:x alt=\"", "<dl><dt>", "<select>", "<script>", "</script>", "<style>", "<table><tr><td>", "<br>", "&amp;", "&#0;", "&#x110000;",
    f'<a href="{AMAZON}">buy</a>', f"[it]({AMAZON}&gclid=Ab3xYz)", f'<a rel="nofollow" href="{AMAZON}">', "[a][b]", "[b]: http://a.example", "https://a.example/?awc=1_2_ab", "www.a.example",
    "The plan has a cost cost here.", "Acme’s", "We earn a commission when you buy.", "We earn no commission.", "(Werbung", "Anzeige: ", "So he said, 'and went.", "It is “ spaced ” out.", "PayPal and Paypal", "FAW’sTesla’s",
    "title: A\n", "lang: de\n", "a: &x [*x]\n", "a: !!int \"\"\n", '"[a]": b\n', "a: 2026-13-45\n", "<<: *a\n", '{"@type":"FAQPage"}', "export default function A() {\n  return (\n", "\n  );\n}\n", "<main>", "</main>", "<template>", "</template>", "<script setup>\n", "---\nconst a = 'b';\n---\n", "import A from './a'\n",
    "{a.map((b) => (<A b={b} />))}", "{a && <b>c</b>}", "{#if a}", "{/if}", "{@html a}", 'href={"', f'href={{"{AMAZON}"}}', 'rel={"', "className='", "v-if=\"a\"", ":href='a'", "<A {...b} />", "/* ", "// ", "/a{/", "=> ",
    "$5bookings", "5 € 10 %", "9am", " a" * 40, "é" * 30,
]  # fmt: skip
"""Syntax of every reader, signs, and text that rules look for."""


AT_MOST = 5.0
"""Seconds of processor time that one document may take."""


class FaultError(AssertionError):
    """A document on which something does not hold."""


@dataclass
class Done:
    """What is to be done with which documents, and how many it was done with."""

    every: int
    fix_every: int
    documents: int = 0
    thorough: int = 0
    fixes: int = 0
    fixed: int = 0
    """Of ``fixes``, those in which there was something to mend."""


def documents(seed: int) -> Iterator[tuple[int, str, str]]:
    """Yield the number, name and text of one document after the other, without end."""
    dice = random.Random(seed)  # noqa: S311 - documents, no secrets
    pool = [path.read_bytes().decode("utf-8", "replace").replace("\x00", "") for path in sorted(CORPUS.glob("*"))] or [
        "a\n"
    ]
    number = 0
    while True:
        if dice.random() < 0.5:
            text = "".join(dice.choice(PIECES) for _ in range(1 + min(80, int(dice.expovariate(1 / 13)))))
        else:
            text = mutated(dice.choice(pool), dice)
        if dice.random() < 0.02:
            pool.append(text)
            del pool[200 : max(200, len(pool) - 50)]
        yield number, dice.choice(NAMES), text[:6_000]
        number += 1


def mutated(text: str, dice: random.Random) -> str:
    """Return a text with one to six parts cut out, doubled, moved, replaced or put in."""
    for _ in range(dice.randint(1, 6)):
        start = dice.randint(0, len(text))
        end = min(len(text), start + int(dice.expovariate(0.1)))
        part = text[start:end]
        text = dice.choice([
            lambda t=text, s=start, e=end: t[:s] + t[e:],
            lambda t=text, s=start, p=part: t[:s] + p * 2 + t[s:],
            lambda t=text, s=start: t[:s] + dice.choice(PIECES) + t[s:],
            lambda t=text, s=start, e=end: t[:s] + dice.choice(PIECES) + t[e:],
            lambda t=text, s=start, e=end: t[e:] + t[s:e] + t[:s],
        ])()  # fmt: skip
    return text


def places(text: str, name: str, resolver: ConfigResolver) -> list[Finding]:
    """Return the findings of a text; raise FaultError for a failure or a span outside of the text."""
    result = check_text(text.encode(), Path(name), resolver)
    for failure in result.failures:
        if "binary file" not in failure.message:
            raise FaultError(failure.message)
    for item in (*result.findings, *(hidden.finding for hidden in result.suppressed)):
        spans = [(item.start, item.end), *((other.start, other.end) for other in item.related)]
        spans += [(edit.start, edit.end) for edit in (item.fix.edits if item.fix else ())]
        if (
            any(not 0 <= start <= end <= len(text) for start, end in spans)
            or item.excerpt != text[item.start : item.end]
        ):
            raise FaultError(f"{item.rule}: a span or excerpt that is not in the text: {spans}")
    if [(item.start, item.end, item.rule) for item in result.findings] != sorted(
        (item.start, item.end, item.rule) for item in result.findings
    ):
        raise FaultError("findings are not sorted")
    return result.findings


def check_one(name: str, text: str, resolver: ConfigResolver, context: Context, done: Done, number: int) -> None:
    """Check one document, and what builds on its findings if its number says so. Raises FaultError, and whatever else goes wrong."""
    thorough, fixed = number % done.every == 0, bool(done.fix_every) and number % done.fix_every == 0
    done.documents, done.thorough, done.fixes = (
        done.documents + 1,
        done.thorough + thorough,
        done.fixes + (thorough or fixed),
    )
    start = time.process_time()
    findings = places(text, name, resolver)
    if time.process_time() - start > AT_MOST:
        raise FaultError(f"takes {time.process_time() - start:.1f} seconds")
    if (thorough or fixed) and any(item.fix and item.fix.edits for item in findings):
        done.fixed += 1
        fix_one(name, text, findings, resolver)
    if thorough:
        check_thoroughly(name, text, findings, resolver, context)


def check_thoroughly(name: str, text: str, findings: list[Finding], resolver: ConfigResolver, context: Context) -> None:
    """Check the text with CR LF, write it with every reporter, and list its links. Raises FaultError."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    other = places(normal.replace("\n", "\r\n"), name, resolver)
    if lines(findings, text) != lines(other, normal.replace("\n", "\r\n")):
        raise FaultError("CR LF gives other findings")
    result = check_text(text.encode(), Path(name), resolver)
    for format_ in formats():
        render(format_, result, context)
    if not result.failures:
        check_links(name, text, resolver)


def check_links(name: str, text: str, resolver: ConfigResolver) -> None:
    """List all links of one document. Raises FaultError for a place that is not in the text."""
    facts = read_facts(name, text.encode(), Path(name), resolver)
    source = Source(name, text)
    for row in link_rows(facts, all_links=True):
        first, last = source.line_span(row["line"])
        if not 1 <= row["column"] <= last - first + 1:
            raise FaultError(f"a link in column {row['column']} of a line of {last - first} characters")


def lines(findings: list[Finding], text: str) -> list[tuple[str, int, int]]:
    """Return rules, lines and columns."""
    at = Source("a", text).position
    return [(item.rule, at(item.start).line, at(item.start).column) for item in findings]


def fix_one(name: str, text: str, findings: list[Finding], resolver: ConfigResolver) -> None:
    """Fix one document, safely and not. Raises FaultError."""
    known = {text: findings}

    def found(changed: str) -> list[Finding]:
        """Return the findings of a text, each text being checked once."""
        if changed not in known:
            known[changed] = places(changed, name, resolver)
        return known[changed]

    for unsafe in (False, True):
        chosen = choose(findings, unsafe=unsafe)
        edits = [edit for item in chosen if item.fix for edit in item.fix.edits]
        parts, at = [], 0
        for edit in sorted(edits, key=lambda one: (one.start, one.end)):
            parts += [text[at : edit.start], edit.replacement]
            at = edit.end
        if apply(text, edits) != "".join([*parts, text[at:]]):
            raise FaultError("an edit changes something outside of its span")
        try:
            fixed = fix_text(text, found, unsafe=unsafe)
        except UnstableFixError:
            continue  # nothing is written, and the file is named
        after = found(fixed.text)
        before = Counter(item.rule for item in findings if item.severity == "error")
        brought = Counter(item.rule for item in after if item.severity == "error") - before
        if brought:
            raise FaultError(f"a fix brings {sorted(brought)}")
        again = fix_text(fixed.text, found, unsafe=unsafe)
        if again.text != fixed.text:
            shown = "".join(difflib.unified_diff([fixed.text], [again.text]))
            raise FaultError(f"a second run changes more: {shown[:300]}")


def main() -> None:
    """Fuzz, and print what was found."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=1_000, help="how many documents; 0 for no end")
    options.add_argument("--seconds", type=float, default=0.0, help="end after so many seconds of wall time")
    options.add_argument("--every", type=int, default=10, help="which documents to look at thoroughly")
    options.add_argument("--fix-every", type=int, default=0, help="which further documents to fix; 0 for none")
    options.add_argument("--keep", type=Path, help="write documents that fail into this folder")
    chosen = options.parse_args()
    resolver = ConfigResolver(ROOT / "tests" / "house.yml")
    context = Context(resolver, folder=ROOT, root=ROOT)
    places("# Warm\n\n{{ a }} cost cost\n", "a.md", resolver)
    gc.freeze()  # rules and tables live to the end; without them a collection costs a seventh of the time less
    gc.set_threshold(20_000, 20, 100)
    done, faults = Done(chosen.every, chosen.fix_every), 0
    start, spent = time.monotonic(), time.process_time()
    for number, name, text in documents(chosen.seed):
        if (chosen.count and number >= chosen.count) or (chosen.seconds and time.monotonic() - start > chosen.seconds):
            break
        try:
            check_one(name, text, resolver, context, done, number)
        except Exception as error:  # noqa: BLE001 - this is what it looks for
            faults += 1
            print(
                f"seed {chosen.seed} document {number} {name}: {type(error).__name__}: {str(error)[:400]}", flush=True
            )
            if chosen.keep is not None:
                chosen.keep.mkdir(parents=True, exist_ok=True)
                (chosen.keep / f"{chosen.seed}-{number}-{name}").write_bytes(text.encode())
    seconds, spent = time.monotonic() - start, time.process_time() - spent
    print(
        f"seed {chosen.seed}: {done.documents} documents, {done.thorough} of them thoroughly, {done.fixes} fixed ({done.fixed} with something to mend), "
        f"{faults} faults, {done.documents / max(seconds, 1e-9):.0f} a second, {done.documents / max(spent, 1e-9):.0f} a second of processor time"
    )
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
