"""``affilint learn``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linter.article.emissions import LEARNED_FILE
from linter.cli._built import notices, reading_built
from linter.cli._common import EXIT_FINDINGS, EXIT_UNTRUSTED, configured_folder, fail, make_resolver, no_file, say
from linter.cli._options import FilePath, config_option, jobs_option
from linter.cli._progress import progress
from linter.cli._streams import echo
from linter.data.yaml_nodes import DataError
from linter.paths import shown_path
from linter.published.learning.lesson import learn
from linter.reporters.text import failure_line
from linter.site.learned.file import read_learned, read_learned_text
from linter.survey.text import counted
from linter.writing import write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.published.learning.lesson import Lesson


@click.command("learn")
@click.argument("paths", nargs=-1, type=FilePath(path_type=Path), metavar="CONTENT...")
@click.option(
    "--built",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder with the pages that the site's generator built.  [default: the key built]",
)
@click.option(
    "--check", "checking", is_flag=True, help="Write nothing; exit with 1 if the file would say something else."
)
@click.option("--dry-run", is_flag=True, help="Print the file instead of writing it.")
@config_option
@jobs_option
def command(
    *,
    paths: tuple[Path, ...],
    built: Path | None,
    checking: bool,
    dry_run: bool,
    config: Path | None,
    jobs: int | None,
) -> None:
    """Compare articles with their built pages once, and write affilint.site.yml beside the configuration.

    The file says what the site's layouts, shortcodes, includes and components print: disclosures and affiliate links.
    Read it and commit it; affilint check goes by it wherever there is no build. Other numbers of pages alone are
    nothing else to --check.
    """
    if checking and dry_run:
        fail("--check writes nothing, and neither does --dry-run: give one of them")
    paths = paths or (Path(),)
    resolver = make_resolver(config)
    try:
        folder = built or configured_folder(paths[0].absolute(), resolver)
        if folder is None:
            fail("name the folder of the built pages: --built public, or the key built in affilint.yml")
        with reading_built(folder), progress() as show:
            lesson = learn(paths, folder, resolver, jobs, progress=show)
    except DataError as error:
        for one in error.all():
            say(str(one))
        sys.exit(EXIT_UNTRUSTED)
    for failure in lesson.failures:
        echo(f"{failure_line(failure)}\n", err=True)
    for line in (*notices(lesson.site), *_summary(lesson)):
        say(line)
    if not lesson.pages:
        fail(no_file((), "learn from") if not lesson.site.articles_alone else "no article has a page to learn from")
    target = lesson.root / LEARNED_FILE
    if dry_run:
        click.echo(lesson.text, nl=False)
    elif checking:
        _check(lesson, target)
    else:
        _write(lesson, target)
    sys.exit(EXIT_UNTRUSTED if lesson.failures else 0)


def _summary(lesson: Lesson) -> Iterator[str]:
    """Yield what was learned, and what contradicts it, in words."""
    clear = [layout for layout in lesson.layouts if not layout.which.is_unclear]
    unclear = sum(layout.pages for layout in lesson.layouts) - sum(layout.pages for layout in clear)
    kinds = f"{counted(len(clear), 'layout')} and {counted(len(lesson.templates), 'template')}"
    yield f"{counted(lesson.pages, 'page')} compared: {kinds} known"
    if unclear:
        yield f"the pages of {counted(unclear, 'article')} do not agree about what stands around them; what the templates are read to print counts there"
    yield from lesson.contradictions


def _check(lesson: Lesson, target: Path) -> None:
    """Exit with 1 if the file does not say what the pages say; counts and examples do not matter."""
    shown = shown_path(target)
    if not target.exists():
        say(f"{shown} is not there; affilint learn writes it")
        sys.exit(EXIT_FINDINGS)
    if read_learned(target, shown) != read_learned_text(lesson.text, target):
        say(f"{shown} does not say what the pages show; run affilint learn again")
        sys.exit(EXIT_FINDINGS)


def _write(lesson: Lesson, target: Path) -> None:
    try:
        write_text_atomically(target, lesson.text)
    except OSError as error:
        fail(f"{shown_path(target)}: cannot be written: {error.strerror or error}")
    say(f"wrote {shown_path(target)}")
