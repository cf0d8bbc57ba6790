"""``affilint report``."""

from __future__ import annotations

import importlib.util
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.cli._baseline_options import BaselineOptions
from linter.cli._common import (
    EXIT_UNTRUSTED,
    code_note,
    configured_folder,
    fail,
    make_resolver,
    no_file,
    say,
    unpublished_note,
)
from linter.cli._options import (
    Choice,
    address_options,
    built_option,
    config_option,
    day_option,
    selection_options,
    targets_argument,
)
from linter.cli._report_pictures import check_conflicts, pictures_in, pictures_of_worst
from linter.cli._targets import Addresses, split_targets
from linter.clock import DayError
from linter.data.cache import cache_dir
from linter.extras import needs_extra
from linter.paths import shown_path
from linter.records import dataclass
from linter.report.gather import gather, inspect_article
from linter.report.history import HistoryError, with_history
from linter.report.i18n import Catalogue
from linter.report.links import EditLinks, EditUrlError
from linter.report.owners import read_owners, with_blame, with_owners
from linter.report.page import Layout, page
from linter.report.redact import redacted
from linter.report.saved import SavedError, read_saved
from linter.report.serve import HOST, Live, serve, server
from linter.report.sheets import csv_text, tables, xlsx_bytes
from linter.reporters import Context
from linter.running.discovery import hint_at_audit
from linter.running.git import GitError
from linter.running.runner import check_paths
from linter.writing import write_atomically, write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.clock import Day
    from linter.configuration.resolver import ConfigResolver
    from linter.report.model import Editorial
    from linter.report.pictures import Picture
    from linter.running.result import RunResult

_DEFAULT = "affilint-report.html"
_LANGUAGES = ("en", "de", "es", "fr", "ja")
_TABLES = (
    "findings", "articles", "families", "rule", "section", "author", "owner", "programme", "cause", "accepted",
    "unchecked", "trend", "about",
)  # fmt: skip
_KINDS = (".html", ".htm", ".xlsx", ".csv")


@click.command("report")
@targets_argument
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    help=f"Write here; the ending says what: .html, .xlsx or .csv (repeat).  [default: {_DEFAULT}]",
)
@click.option("--title", default="", help="What the page is called, such as the name of the site.")
@click.option("--lang", type=Choice(_LANGUAGES), default="en", show_default=True, help="Language of the page.")
@click.option("--history", type=click.Path(path_type=Path, file_okay=False), help="Keep a small file a day here, and show what changed.")  # fmt: skip
@click.option("--owners", type=click.Path(path_type=Path, dir_okay=False), help="Who answers for which articles: a YAML file.")  # fmt: skip
@click.option("--blame", is_flag=True, help="Ask git who wrote the lines, where articles name no author (slow).")
@click.option("--edit-url", metavar="URL", help="Where articles are edited, with {path} or {slug}, and {line}.")
@click.option("--redact", is_flag=True, help="Hide people's names and tracking ids, for sending outside.")
@click.option(
    "--views",
    type=Choice(["fit", "all", "none"]),
    default="fit",
    show_default=True,
    help="Texts of articles in the page: those that fit into an e-mail, all, or none.",
)
@click.option("--evidence", type=click.Path(path_type=Path, file_okay=False), help="Show the pictures in this folder, which affilint check --rendered --evidence wrote.")  # fmt: skip
@click.option("--rendered", is_flag=True, help="Show pictures of the worst pages behind addresses, as Chromium shows them (extra rendered).")  # fmt: skip
@click.option("--load-from", multiple=True, metavar="HOST", help="With --rendered: also load what pages want from this host (repeat).")  # fmt: skip
@click.option("--table", type=Choice(_TABLES), default="findings", show_default=True, help="What a .csv holds.")
@click.option("--serve", "serving", is_flag=True, help="Show the page on 127.0.0.1 and keep it up to date.")
@click.option("--port", type=click.IntRange(0, 65535), default=8417, show_default=True, help="Where to serve; 0: any.")
@built_option
@address_options
@config_option
@selection_options
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Findings in this file are accepted.")
@day_option
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to check with.  [default: as many as are worth it]")
def command(*, targets: tuple[Path | str, ...], outputs: tuple[Path, ...], **options: Any) -> None:
    """Write the editors' report, one file that answers: are we exposed, where first, who, is it getting better.

    PATH is a folder or an article, or one file saved from affilint check --format json; URL is the address of a page,
    or that of a site, which stands for the pages of its sitemaps. The exit code is 0 when the report is
    written, whatever it says, and 2 when something could not be checked.
    """
    paths, addresses = split_targets(targets, options)
    request = _read_request(paths, addresses, outputs, options)
    _need_extra(request.outputs, serving=request.serving)
    if request.serving:
        _serve(request)
        return
    if options["rendered"]:
        from linter.cli._rendered import need_rendered  # noqa: PLC0415 - an extra

        need_rendered()
    editorial = _editorial(request)
    for output in request.outputs:
        _write(output, editorial, request)
        say(f"wrote {output}")
    for path, message in editorial.failures:
        say(f"{path}: cannot check: {message}")
    if not editorial.files:
        fail("no file to check: no Markdown, HTML or text file under the given paths; the report says so")
    sys.exit(EXIT_UNTRUSTED if editorial.failures else 0)


@dataclass(frozen=True)
class _Request:
    """The requested report: the command line, validated."""

    paths: tuple[Path, ...]
    addresses: Addresses | None
    outputs: tuple[Path, ...]
    saved: Path | None
    edit: EditLinks
    day: str
    command: str
    serving: bool
    options: dict[str, Any]


def _read_request(
    paths: tuple[Path, ...], addresses: Addresses | None, outputs: tuple[Path, ...], options: dict[str, Any]
) -> _Request:
    """Validate the command line; exit with an error if it is wrong."""
    saved = [path for path in paths if path.suffix.lower() == ".json" and path.is_file()]
    if saved and len(paths) > 1:
        fail(f"{saved[0]}: a saved run is reported alone, without other paths")
    if saved and any(options[name] for name in ("select", "ignore", "baseline", "min_confidence", "min_severity")):
        fail(f"{saved[0]}: what a saved run checked cannot be chosen afterwards: choose in affilint check")
    serving = options["serving"]
    if serving and outputs:
        fail("--serve shows the page in a browser and writes no file: leave out -o")
    if serving and addresses is not None:
        fail("--serve follows files as they change; it has no meaning for addresses")
    if options["built"] is not None and (saved or addresses is not None):
        fail("--built is about articles; it has no meaning for a saved run or addresses")
    check_conflicts(addresses, options)
    for output in outputs:
        if output.suffix.lower() not in _KINDS:
            fail(f"-o {output}: the ending says what to write: .html, .xlsx or .csv")
    try:
        edit = EditLinks(options["edit_url"])
        day: Day = options["day"]
        return _Request(
            paths or (Path(),), addresses, outputs or (Path(_DEFAULT),), saved[0] if saved else None, edit, day.date.isoformat(),
            _shown(addresses.names() if addresses is not None else paths), serving, options,
        )  # fmt: skip
    except (EditUrlError, DayError) as error:
        fail(str(error))


def _shown(paths: tuple[Path | str, ...]) -> str:
    """Return the command for display: without the folders above the working directory, which are private."""
    names = [shown_path(path) if isinstance(path, Path) else path for path in paths]
    return shlex.join(
        ["affilint", "report", *(name if not Path(name).is_absolute() else Path(name).name for name in names)]
    )


def _need_extra(outputs: tuple[Path, ...], *, serving: bool) -> None:
    endings = {".html"} if serving else {output.suffix.lower() for output in outputs}
    needed = {"jinja2": {".html", ".htm"}, "xlsxwriter": {".xlsx"}}
    if any(endings & kinds and importlib.util.find_spec(module) is None for module, kinds in needed.items()):
        fail(f"the report needs an extra: {needs_extra('report')}")


def _editorial(request: _Request) -> Editorial:
    """Build the report's model; exit if the run is impossible."""
    try:
        editorial = _from_saved(request) if request.saved is not None else _from_paths(request)
        return _complete(editorial, request)
    except (SavedError, HistoryError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")
    except KeyboardInterrupt:
        fail("stopped before all files were checked")


def _from_saved(request: _Request) -> Editorial:
    assert request.saved is not None  # noqa: S101 - checked by the caller
    return read_saved(request.saved, day=request.day, command=request.command)


def _from_paths(request: _Request) -> Editorial:
    options = request.options
    resolver = _resolver(options)
    if request.addresses is not None:
        from linter.cli._addresses import resolver_of_pages, run_addresses  # noqa: PLC0415 - few name an address

        resolver = resolver_of_pages(resolver)
        report = run_addresses(request.addresses, resolver, cache_dir(), inspect_article, whole_sites=True)
    else:
        report = _checked(request, resolver)
    baseline_options = BaselineOptions(
        options["baseline"], show_baselined=False, new_only=False, diff_base=None,
        all_rules=not (options["select"] or options["ignore"]),
    )  # fmt: skip
    left = (*unpublished_note(report.passed_over), *code_note(report.passed_over)) if report.files else ()
    for message in left:
        say(message)
    if report.passed_over and not report.files:
        say(no_file(report.passed_over))
    for problem in {**resolver.site_problems, **report.site_problems}:
        say(problem)
    for notice in baseline_options.apply(report, resolver):
        say(notice)
    context = Context(resolver)
    return gather(report, context.rules, day=request.day, digest=context.digest, command=request.command)


def _resolver(options: dict[str, Any]) -> ConfigResolver:
    return make_resolver(
        options["config"],
        *(options[name] for name in ("select", "ignore", "min_confidence", "min_severity", "day")),
    )


def _checked(request: _Request, resolver: ConfigResolver) -> RunResult:
    """Check the articles, beside their built pages where a folder of these is named."""
    jobs = request.options["jobs"]
    for path in request.paths:
        if path.is_file() and resolver.format_of(path) is None and (hint := hint_at_audit(path)):
            fail(f"{path}: {hint}")
    folder = request.options["built"] or configured_folder(request.paths[0].absolute(), resolver)
    if folder is None:
        return check_paths(request.paths, resolver, None, jobs, inspector=inspect_article)
    from linter.cli._built import run_built  # noqa: PLC0415 - few name a built folder

    return run_built(request.paths, folder, resolver, jobs, inspect_article)


def _complete(editorial: Editorial, request: _Request) -> Editorial:
    options = request.options
    if options["blame"]:
        try:
            editorial = with_blame(editorial)
        except GitError as error:
            fail(f"--blame: {error}")
    if options["owners"] is not None:
        editorial = with_owners(editorial, read_owners(options["owners"]))
    if options["history"] is not None:
        scope = sorted(_scope(request)) if request.saved is None else []
        editorial = with_history(editorial, options["history"], scope)
    if options["redact"]:
        editorial = redacted(editorial)
    return editorial


def _scope(request: _Request) -> Iterable[str]:
    """Return what the report is about, in words that stay the same from run to run."""
    return request.addresses.names() if request.addresses is not None else map(Path.as_posix, request.paths)


def _page(editorial: Editorial, request: _Request) -> str:
    options = request.options
    layout = Layout(options["title"], options["views"], live=request.serving, pictures=_pictures(editorial, request))
    return page(editorial, Catalogue(options["lang"]), request.edit.of(editorial.articles), layout)


def _pictures(editorial: Editorial, request: _Request) -> tuple[Picture, ...]:
    """Return the evidence to show: none where names are hidden, which pictures may show."""
    options = request.options
    if editorial.redacted:
        return ()
    if options["evidence"] is not None:
        return pictures_in(options["evidence"], editorial)
    if not options["rendered"] or request.addresses is None:
        return ()
    from linter.cli._addresses import resolver_of_pages  # noqa: PLC0415 - an extra

    resolver = resolver_of_pages(_resolver(options))
    return pictures_of_worst(editorial, request.addresses, resolver, tuple(options["load_from"]))


def _write(output: Path, editorial: Editorial, request: _Request) -> None:
    try:
        if output.suffix.lower() in {".html", ".htm"}:
            write_text_atomically(output, _page(editorial, request))
            return
        found = tables(editorial, request.edit.of(editorial.articles))
        if output.suffix.lower() == ".csv":
            write_text_atomically(output, csv_text(found[request.options["table"]]))
        else:
            write_atomically(output, xlsx_bytes(found, request.day))
    except OSError as error:
        fail(f"cannot write {output}: {error.strerror or error}")


def _serve(request: _Request) -> None:
    """Serve the page until interrupted; a temporarily broken configuration leaves the previous page."""
    more = [request.options[name] for name in ("config", "owners", "built") if request.options[name] is not None]

    pages: list[str] = []

    def make() -> str:
        try:
            pages[:] = [_page(_editorial(request), request)]
        except SystemExit:
            if not pages:
                raise
        return pages[0]

    live = Live(make, (*request.paths, *more))
    try:
        http_server = server(live, request.options["port"])
    except OSError as error:
        fail(f"cannot serve on {HOST}:{request.options['port']}: {error.strerror or error}")
    say(f"the report is at http://{HOST}:{http_server.server_port}/ (Ctrl-C ends it)")
    serve(live, http_server)
