"""What commands share besides their options: resolvers, errors, messages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from linter.cli._streams import echo
from linter.configuration.resolver import ConfigResolver
from linter.configuration.selection import Selection
from linter.data.cache import once_for_program
from linter.data.yaml_nodes import DataError
from linter.paths import shown_path
from linter.reporters import neutral
from linter.rulebook.loader import Rulebook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.clock import Day

EXIT_FINDINGS = 1
EXIT_UNTRUSTED = 2


def check_shipped_words() -> None:
    """Read the shipped files of languages, names and networks where that is due: a run says once what is wrong.

    Raises DataError.
    """
    once_for_program("words", _check_words)


def _check_words() -> None:
    from linter.facts.disclosure.telling_names import check_names  # noqa: PLC0415 - once for a state of the program
    from linter.facts.language.files import check_files  # noqa: PLC0415
    from linter.facts.links.network_files import check_networks  # noqa: PLC0415

    check_files()
    check_names()
    check_networks()


def make_resolver(
    config: Path | None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    min_confidence: Any = None,
    min_severity: Any = None,
    day: Day | None = None,
    *,
    kind: type[ConfigResolver] = ConfigResolver,
) -> ConfigResolver:
    """Return the resolver for a run; an error in a configuration exits with 2."""
    selection = Selection(_split(select), _split(ignore), min_confidence, min_severity or "info")
    try:
        check_shipped_words()
        resolver = kind(config, selection, day)
        rulebook = resolver.explicit.rulebook if resolver.explicit is not None else None
        chosen = (*selection.select, *selection.ignore)
        if not chosen:
            return resolver
        from linter.configuration.policy import check_selection  # noqa: PLC0415 - few choose rules

        if rulebook is not None:
            check_selection(chosen, rulebook)
        elif not _own_packs():
            check_selection(chosen, Rulebook.shipped())
    except DataError as error:
        *others, last = error.all()
        for one in others:
            say(str(one))
        fail(str(last))
    except ValueError as error:
        fail(str(error))
    return resolver


def configured_folder(path: Path, resolver: ConfigResolver) -> Path | None:
    """Return the built folder that the configuration of a path names, if it is there."""
    try:
        config = resolver.config_for(path if path.is_dir() else path.parent)
    except DataError:
        return None  # the check of the files says what is wrong
    if config.built is None:
        return None
    folder = config.root / config.built
    if not folder.is_dir():
        say(f"no built pages in {shown_path(folder)} (key built): articles are judged by their sources")
        return None
    return folder


def _own_packs() -> bool:
    """Return whether the working directory's configuration adds rules of its own."""
    resolver = ConfigResolver()
    config = resolver.config_for(Path.cwd())
    return len(config.rulebook.rules) != len(Rulebook.shipped().rules)


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def fail(message: str) -> NoReturn:
    """Print in one line why the run cannot be trusted, and exit with 2."""
    say(message)
    sys.exit(EXIT_UNTRUSTED)


def no_file(passed_over: Sequence[tuple[Path, str]], purpose: str = "check") -> str:
    """Say that a run found no article, and what it passed over, the first of each kind by name."""
    message = f"no file to {purpose}: no Markdown, HTML or text file under the given paths"
    kinds: dict[str, list[str]] = {}
    for path, why in passed_over:
        kinds.setdefault(why, []).append(shown_path(path))
    code = "".join(f"; {note}" for note in code_note(passed_over))
    kinds.pop(_code_pages(), None)
    if not kinds:
        return f"{message}{code}"
    shown = "; ".join(f"{why} ({_with_more(paths)})" for why, paths in kinds.items())
    return f"{message} is an article; passed over: {shown}. A file that is named itself is checked all the same{code}"


def _with_more(paths: Sequence[str]) -> str:
    return f"{paths[0]}{f' and {len(paths) - 1:,} more' if paths[1:] else ''}"


def _code_pages() -> str:
    from linter.site.articles.code_pages import CODE_PAGES  # noqa: PLC0415 - only where a run passes something over

    return CODE_PAGES


def code_note(passed_over: Sequence[tuple[Path, str]]) -> tuple[str, ...]:
    """Say how many pages of code a run left out as they are too long, and how they are checked; nothing where there are none."""
    pages = [shown_path(path) for path, why in passed_over if why == _code_pages()] if passed_over else []
    if not pages:
        return ()
    told = (
        "1 page is code and too long to be read"
        if len(pages) == 1
        else f"{len(pages):,} pages are code and too long to be read"
    )
    return (f"{told} ({_with_more(pages)}): build the site, then check the folder of its pages (affilint check dist)",)


def unpublished_note(passed_over: Sequence[tuple[Path, str]]) -> tuple[str, ...]:
    """Say how many articles and other files of Markdown a run left out as readers do not get them; nothing where there are none."""
    from linter.running.ignores import IGNORED  # noqa: PLC0415 - only where a run passes something over
    from linter.site.articles.not_articles import LISTED, OUTSIDE, SERVED  # noqa: PLC0415 - only where a run passes something over
    from linter.site.articles.unpublished import UNPUBLISHED  # noqa: PLC0415 - only where a run passes something over

    kinds = (
        (UNPUBLISHED, "{} unpublished article{s} passed over; a file that is named itself is checked all the same"),
        (OUTSIDE, "{} file{s} outside of the folders that the site publishes passed over; name them to check them"),
        (IGNORED, "{} file{s} or folder{s} that git ignores passed over; name them to check them"),
        (LISTED, "{} entr{ies} of lists without pages of their own passed over; name them to check them"),
        (SERVED, "{} page{s} of PHP passed over whose text the server puts in; check what readers get (affilint check https://…)"),
    )  # fmt: skip
    counts = {kind: sum(why == kind for _, why in passed_over) for kind, _ in kinds}
    return tuple(
        told.format(f"{counts[kind]:,}", s="" if counts[kind] == 1 else "s", ies="y" if counts[kind] == 1 else "ies")
        for kind, told in kinds
        if counts[kind]
    )


def say(message: str) -> None:
    """Print a message about the run as one line on standard error."""
    echo(f"affilint: {neutral(message)}\n", err=True)
