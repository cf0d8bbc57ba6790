"""Compare the verdicts on a site's articles with and without what `affilint learn` found, with those on their built pages.

    python bench/accuracy/learned.py SITES.json

SITES.json is as for built.py. Each site is learned into memory first; its files stay as they are. An article's verdict is
the rules that it breaks, on its page or in its source, of those that say whether and where it discloses. A notice below the
article is `footer-only` in the source and `after-first-link` on the page, errors both: here they are the same. So are `missing` and
`behind-link`, which names the page's link to a disclosure elsewhere.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from rates import percent
from site_lists import Site, sites

from linter.configuration.loader import Config
from linter.configuration.resolver import ConfigResolver
from linter.engine import lint
from linter.facts import Facts
from linter.published.built_site import articles_beside, page_facts, page_source, read_built
from linter.published.learning.lesson import learn
from linter.reading import read_regular
from linter.running.one_file import read_facts
from linter.site.learned.file import read_learned_text
from linter.site.learned.model import with_learned

_SAME = {"disclosure/footer-only": "disclosure/after-first-link", "disclosure/behind-link": "disclosure/missing"}
_PLACES = ("disclosure/missing", "disclosure/after-first-link", "disclosure/hidden", *_SAME)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many articles have a page, and on how many the source tells the page's verdict, alone and with what was learned."""

    name: str
    articles: int
    paired: int
    alone: int
    learned: int
    differing: tuple[str, ...]


def compare(site: Site, *, unseen: bool) -> Agreement:
    """Read a site three ways; ``unseen`` learns from half of the articles and compares the others. Raises OSError and DataError."""
    resolver = ConfigResolver(given=Config(root=site.source))
    files = articles_beside([site.source / folder for folder in site.content], site.built, resolver, [])
    taught, files = (files[::2], files[1::2]) if unseen else (files, files)
    lesson = learn(taught, site.built, resolver)
    learned = read_learned_text(lesson.text, site.source / "affilint.site.yml")
    pairs = read_built(site.built, files, resolver)
    alone = told = paired = 0
    differing = []
    for file in files:
        page = pairs.page_of(file)
        if page is None:
            continue
        paired += 1
        policy = resolver.policy_for(file)
        source = read_facts(str(file), read_regular(file), file, resolver)
        emissions = with_learned(source.options.emissions, learned, str(site.source))
        with_file = Facts(source.article, replace(source.options, emissions=emissions))
        verdicts = [
            frozenset(
                _SAME.get(finding.rule, finding.rule)
                for finding in lint(facts, policy.active)
                if finding.rule in _PLACES
            )
            for facts in (page_facts(page_source(page), policy), source, with_file)
        ]
        alone += verdicts[0] == verdicts[1]
        told += verdicts[0] == verdicts[2]
        if verdicts[0] != verdicts[2]:
            differing.append(f"{file}: {sorted(verdicts[0])} / {sorted(verdicts[1])} / {sorted(verdicts[2])}")
    return Agreement(site.name, len(files), paired, alone, told, tuple(differing))


def main() -> None:
    """Compare and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", type=Path)
    parser.add_argument("--differing", action="store_true", help="name the articles whose verdict is not the page's")
    parser.add_argument("--unseen", action="store_true", help="learn from every other article, compare those between")
    parser.add_argument("--only")
    options = parser.parse_args()
    found = [compare(site, unseen=options.unseen) for site in sites(options.sites) if options.only in {None, site.name}]
    print(
        "| site | articles | paired | as on the page: source alone | source and learned file |\n|---|---:|---:|---:|---:|"
    )
    for one in found:
        print(
            f"| {one.name} | {one.articles} | {one.paired} | {percent(one.alone, one.paired)} | {percent(one.learned, one.paired)} |"
        )
    total = [sum(getattr(one, name) for one in found) for name in ("articles", "paired", "alone", "learned")]
    print(
        f"| **all {len(found)}** | {total[0]} | {total[1]} | {percent(total[2], total[1])} | {percent(total[3], total[1])} |"
    )
    if options.differing:
        print("\n".join(line for one in found for line in one.differing))


if __name__ == "__main__":
    main()
