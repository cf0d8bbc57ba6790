"""Draw findings and articles without findings for a reader, and turn the reader's verdicts into rates.

    python bench/accuracy/sample.py FOLDER... --families links,disclosure --n 300 --seed 7 --to table.csv
    python bench/accuracy/sample.py --verdicts table.csv [--section docs/accuracy.md]

Every folder is a site. A quarter of the rows are articles in which the families found nothing: a reader says whether that is
right. What is drawn depends on the files and the seed alone. ``--built SITES.json`` (see site_lists.py) adds the built pages of
the sites named there. The reader writes ``right``, ``wrong`` or ``unclear`` into the column ``verdict``, what they like into
``note``; rows without a verdict count as not read.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from rates import write_section  # noqa: E402 - beside this file
from site_lists import read, sites  # noqa: E402
from verdicts import COLUMNS, report, verdicts  # noqa: E402

from linter.configuration.resolver import ConfigResolver  # noqa: E402
from linter.data.yaml_nodes import DataError  # noqa: E402
from linter.facts.links.affiliate import printed_by  # noqa: E402
from linter.finding import SEVERITIES, at_least  # noqa: E402
from linter.running.discovery import discover  # noqa: E402
from linter.running.one_file import check_file  # noqa: E402
from linter.site.generator.detection import detect  # noqa: E402
from linter.source import UnreadableSourceError  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.facts import Facts
    from linter.finding import Finding
    from linter.running.result import Checked
    from linter.source import Source

_CLEAN_SHARE = 0.25
"""Of the rows; what was missed is found in articles without findings alone."""

_AROUND = 3
"""Lines of the source above and below the place of a finding."""

_OPENING = 12
"""Lines of an article without findings; the reader opens the file for the rest."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding, or an article without any (``finding`` is None), that may be drawn."""

    stratum: tuple[str, str]
    site: str
    generator: str
    path: str
    source: Source
    finding: Finding | None
    templates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings count: their families, and the least severity."""

    families: tuple[str, ...]
    level: str

    def takes(self, finding: Finding) -> bool:
        """Say whether a finding is of the families and severe enough."""
        return finding.rule.partition("/")[0] in self.families and at_least(finding.severity, self.level, SEVERITIES)


def candidates(folders: Sequence[Path], wanted: Wanted, names: Mapping[Path, tuple[str, str]]) -> list[Candidate]:
    """Check every article of the folders; ``names`` are names and generators of sites that are known by list."""
    found: list[Candidate] = []
    for folder in folders:
        name, generator = names.get(folder.resolve(), (folder.name, ""))
        generator = generator or ", ".join(detect(folder)) or "none"
        for path, checked in _checked(folder):
            found.extend(_of_article(name, generator, path, checked, wanted))
    return found


def _checked(folder: Path) -> Iterator[tuple[str, Checked]]:
    resolver = ConfigResolver()
    for file in discover([folder], resolver, []):
        shown = file.relative_to(folder).as_posix()
        try:
            yield shown, check_file(shown, file.read_bytes(), file, resolver)
        except (OSError, UnreadableSourceError, DataError) as error:
            print(f"{folder.name}: {shown}: {error}", file=sys.stderr)


def _of_article(name: str, generator: str, path: str, checked: Checked, wanted: Wanted) -> Iterator[Candidate]:
    source, templates = checked.article.source, templates_of(checked.facts)
    counted = [finding for finding in checked.findings if wanted.takes(finding)]
    for finding in counted:
        yield Candidate((finding.rule, name), name, generator, path, source, finding, templates)
    if not counted:
        kind = "no finding, affiliate links" if checked.facts.affiliate_links else "no finding, none"
        yield Candidate((kind, name), name, generator, path, source, None, templates)


def templates_of(facts: Facts) -> tuple[str, ...]:
    """Return the paths of the templates that print something around or in an article, as far as they are known."""
    emissions = facts.options.emissions
    printed = [printed_by(emission, emissions, facts.article) for emission in facts.article.emitted]
    used = {item.source for item in printed if item is not None and item.source}
    return tuple(sorted(used | {layout.source for layout in emissions.layouts if layout.source}))


def draw(found: Sequence[Candidate], count: int, seed: int) -> list[tuple[Candidate, int]]:
    """Return candidates with the size of their stratum: findings by rule and site, then articles without any."""
    clean = [item for item in found if item.finding is None]
    some = min(len(clean), round(count * _CLEAN_SHARE))
    chooser = random.Random(seed)  # noqa: S311 - a sample, no secret
    drawn = _stratified([item for item in found if item.finding is not None], count - some, chooser)
    return [*drawn, *_stratified(clean, some, chooser)]


def _stratified(found: Sequence[Candidate], count: int, chooser: random.Random) -> list[tuple[Candidate, int]]:
    """Take one of every stratum in turn until there are enough, so that a loud rule or a large site drowns none."""
    strata: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for item in found:
        strata[item.stratum].append(item)
    queues = {name: chooser.sample(members, len(members)) for name, members in sorted(strata.items())}
    drawn: list[tuple[Candidate, int]] = []
    while len(drawn) < count and any(queues.values()):
        for name, queue in queues.items():
            if queue and len(drawn) < count:
                drawn.append((queue.pop(), len(strata[name])))
    return sorted(drawn, key=_order)


def _order(item: tuple[Candidate, int]) -> tuple[object, ...]:
    candidate = item[0]
    return (*candidate.stratum, candidate.path, candidate.finding.start if candidate.finding is not None else 0)


def rows(
    drawn: Sequence[tuple[Candidate, int]], pages: Mapping[tuple[str, str], str], settings: str
) -> Iterator[dict[str, object]]:
    """Yield the rows of the table; ``pages`` are the built pages by site and article."""
    for number, (item, size) in enumerate(drawn, 1):
        finding, source = item.finding, item.source
        position = source.position(finding.start) if finding is not None else None
        yield {
            "id": number,
            "drawn": settings,
            "rule": item.stratum[0],
            "site": item.site,
            "generator": item.generator,
            "stratum": size,
            "severity": finding.severity if finding is not None else "",
            "path": item.path,
            "line": position.line if position is not None else 1,
            "message": finding.message if finding is not None else "",
            "excerpt": finding.excerpt if finding is not None else "",
            "source": _lines(source, position.line, _AROUND) if position is not None else _lines(source, 1, _OPENING),
            "templates": " ".join(item.templates),
            "page": pages.get((item.site, item.path), ""),
            "verdict": "",
            "note": "",
        }


def _lines(source: Source, line: int, around: int) -> str:
    lines = source.text.splitlines()
    first = max(0, line - 1 - around)
    return "\n".join(f"{number}: {text}" for number, text in enumerate(lines[first : line + around], first + 1))


def built_pages(path: Path, drawn: Sequence[tuple[Candidate, int]]) -> dict[tuple[str, str], str]:
    """Return the built pages of the drawn articles, by site and article. Raises OSError, KeyError and ValueError."""
    wanted = {item.site for item, _ in drawn}
    return {
        (site.name, article): str(site.built / page)
        for site in sites(path)
        if site.name in wanted
        for article, page in read(site).paired.items()
    }


def write_table(path: Path, lines: Iterator[dict[str, object]]) -> None:
    """Write the table as CSV. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw, or take verdicts back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--families", default="links,disclosure")
    parser.add_argument("--level", choices=SEVERITIES[:-1], default="warning", help="the least severity that counts")
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--built", type=Path)
    parser.add_argument("--to", type=Path, default=Path("sample.csv"))
    parser.add_argument("--verdicts", type=Path)
    parser.add_argument("--section", type=Path)
    options = parser.parse_args(arguments)
    if options.verdicts is not None:
        read_rows = verdicts(options.verdicts)
        shown = report(read_rows)
        print(shown)
        if options.section is not None:
            write_section(options.section, f"sample {read_rows[0].drawn}", f"## A sample, read\n\n{shown}")
        return
    if not options.folders:
        parser.error("name a folder to draw from, or --verdicts")
    wanted = Wanted(tuple(options.families.split(",")), options.level)
    listed = sites(options.built) if options.built is not None else []
    found = candidates(options.folders, wanted, {site.source: (site.name, site.generator) for site in listed})
    drawn = draw(found, options.n, options.seed)
    pages = built_pages(options.built, drawn) if options.built is not None else {}
    settings = f"{options.families} from {options.level}, n {options.n}, seed {options.seed}"
    write_table(options.to, rows(drawn, pages, settings))
    print(f"{len(drawn)} of {len(found)} drawn into {options.to}")


if __name__ == "__main__":
    main()
