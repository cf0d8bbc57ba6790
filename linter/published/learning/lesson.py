"""Compares the articles and the pages of a site once, and says what its templates print."""

from __future__ import annotations

import os
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from linter.article.emissions import LEARNED_FILE, RelAtBuild
from linter.data.yaml_nodes import DataError
from linter.facts import Facts
from linter.paths import repository_root
from linter.published.built_site import BuiltSite, articles_beside, page_facts, page_source, read_built
from linter.published.learning.layouts import learn_layouts
from linter.published.learning.observing import Observed, observe
from linter.published.learning.templates import learn_templates
from linter.published.learning.writing import write_learned
from linter.reading import read_regular
from linter.records import dataclass, replace
from linter.running.failures import failures_of
from linter.running.one_file import read_facts
from linter.running.parallel import map_files
from linter.running.result import no_progress
from linter.site.learned.model import without_learned
from linter.survey.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Failure
    from linter.published.learning.layouts import FoundLayout
    from linter.published.learning.templates import FoundTemplate
    from linter.running.result import Progress

_FEWEST_LINKS = 3
_ALL, _NONE = 0.95, 0.05
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the pages of a build tell: the text of ``affilint.site.yml``, what it rests on, and what contradicts it."""

    text: str
    root: Path
    """The folder that the file belongs in."""
    site: BuiltSite
    layouts: tuple[FoundLayout, ...]
    templates: tuple[FoundTemplate, ...]
    pages: int
    """Pages that were compared with their articles."""
    contradictions: tuple[str, ...]
    failures: tuple[Failure, ...]


def learn(
    paths: Sequence[Path],
    folder: Path,
    resolver: ConfigResolver,
    jobs: int | None = 1,
    *,
    progress: Progress = no_progress,
) -> Lesson:
    """Compare articles with the pages of a built folder. Raises DataError, and OSError if the folder cannot be read.

    All articles are taken to be those of the configuration that holds for the first path.
    """
    failures: list[Failure] = []
    root = _root(paths[0].absolute(), resolver)
    files = articles_beside(paths, folder, resolver, failures)
    for file in files[:1]:
        resolver.policy_for(file)  # a mistake in the configuration is one mistake, not one in each article
    site = read_built(folder, files, resolver, jobs)
    failures += site.failures
    pages = {os.path.abspath(file): found.page for file in files if (found := site.pair_of(file)) is not None}  # noqa: PTH100
    work = partial(_observe, folder=site.folder, pages=pages)
    observed: list[Observed] = []
    for done, one in enumerate(map_files(files, resolver, jobs, work, lambda failure: [failure]), 1):
        if isinstance(one, Observed):
            observed.append(one)
        else:
            failures += (failure for failure in one or () if failure not in failures)
        progress(done, len(files))
    templates, left = learn_templates(observed)
    layouts = learn_layouts(left, str(root.absolute()))
    text = write_learned(layouts, templates, _rel(observed), len(observed))
    contradictions = (*_in_layouts(layouts), *_in_templates(templates))
    return Lesson(text, root, site, tuple(layouts), tuple(templates), len(observed), contradictions, tuple(failures))


def _root(first: Path, resolver: ConfigResolver) -> Path:
    """Return the folder of the configuration, else of the repository, else the working one if the articles are in it."""
    folder = first if first.is_dir() else first.parent
    config, here = resolver.config_for(folder), Path.cwd()
    if config.path is not None:
        return config.root
    return repository_root(folder) or (here if folder.is_relative_to(here) else folder)


def _observe(
    path: Path, resolver: ConfigResolver, *, folder: Path, pages: Mapping[str, str]
) -> Observed | list[Failure] | None:
    """Compare one article with its page; None where it has none or the two have nothing in common."""
    page = pages.get(os.path.abspath(path))  # noqa: PTH100 - as the keys are made
    if page is None:
        return None
    try:
        facts = read_facts(path.as_posix(), read_regular(path), path, resolver)
        options = replace(facts.options, emissions=without_learned(facts.options.emissions))
        shown = page_facts(page_source(folder / page), resolver.policy_for(path))
        return observe(Facts(facts.article, options), shown, str(path), page)
    except Exception as error:
        if isinstance(error, DataError) and LEARNED_FILE in error.path:
            raise
        return failures_of(path.as_posix(), error)


def _rel(observed: Sequence[Observed]) -> tuple[RelAtBuild | None, int] | None:
    """Return what the build adds to the rel of links; None in its place where it adds nothing, None where that is not clear."""
    added = [values for one in observed for is_markdown, values in one.rel if is_markdown]
    if len(added) < _FEWEST_LINKS:
        return None
    counts = Counter(value for values in added for value in values)
    sure = tuple(sorted(value for value, count in counts.items() if count >= _ALL * len(added)))
    if any(_NONE * len(added) < count < _ALL * len(added) for count in counts.values()):
        return None
    if not sure:
        return None, len(added)
    in_html = [values for one in observed for is_markdown, values in one.rel if not is_markdown]
    is_for_all = len(in_html) >= _FEWEST_LINKS and all(set(sure) <= values for values in in_html)
    return RelAtBuild(LEARNED_FILE, "the built pages have it", sure, "all" if is_for_all else "markdown"), len(added)


def _in_layouts(layouts: Sequence[FoundLayout]) -> Iterator[str]:
    """Yield where the templates are read to disclose around articles otherwise than the pages show."""
    for layout in layouts:
        if layout.which.is_unclear:
            continue
        places = [item.shown.where for item in layout.prints if item.shown.kind == "disclosure"]
        shown = "top" if "top" in places else "apart" if places else ""
        read = Counter(
            ("top" if where == "top" else "apart" if where else "", source)
            for where, source in (one.read for one in layout.members)
        )
        (place, source), count = read.most_common(1)[0]
        if place and place != shown and count > _MOSTLY * layout.pages:
            name = source or "the configuration"
            yield (
                f"{name} is read to disclose {_SAID[place]}; {counted(layout.pages, 'page')} such as {layout.example} "
                f"{'shows' if layout.pages == 1 else 'show'} it {_SAID[shown]}"
            )


_SAID = {"top": "above the article", "apart": "below or beside the article", "": "nowhere around the article"}


def _in_templates(templates: Sequence[FoundTemplate]) -> Iterator[str]:
    """Yield which templates are read to print something that no page shows."""
    for template in templates:
        if template.read and not template.prints:
            yield (
                f"{template.read} is read to print an affiliate link or a disclosure; "
                f"{counted(template.calls, 'call')} of {template.name} show none, such as that on {template.example}"
            )
