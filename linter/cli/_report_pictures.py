"""The pictures that a report shows of its pages: those of a folder, or taken of the worst pages behind addresses."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from linter.cli._common import fail, say
from linter.report.pictures import MOST, Picture, PicturesError, read_pictures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.cli._targets import Addresses
    from linter.configuration.resolver import ConfigResolver
    from linter.report.model import Editorial


def check_conflicts(addresses: Addresses | None, options: Mapping[str, Any]) -> None:
    """Exit where the options about pictures make no sense together."""
    if options["rendered"] and options["evidence"] is not None:
        fail("--rendered takes pictures and --evidence shows those of a folder: give one of them")
    if options["rendered"] and addresses is None:
        fail("--rendered is about addresses; for files run affilint check --rendered --evidence FOLDER, and give that folder as --evidence")  # fmt: skip
    if options["load_from"] and not options["rendered"]:
        fail("--load-from is about pages in a browser; it has a meaning with --rendered only")


def pictures_in(folder: Path, editorial: Editorial) -> tuple[Picture, ...]:
    """Return the pictures of a folder that are of pages with findings."""
    try:
        return read_pictures(folder, {item.path for item in editorial.items})
    except PicturesError as error:
        fail(f"--evidence {folder}: {error}")
    except OSError as error:
        fail(f"--evidence {folder}: cannot be read: {error.strerror or error}")


def pictures_of_worst(
    editorial: Editorial, addresses: Addresses, resolver: ConfigResolver, load_from: tuple[str, ...]
) -> tuple[Picture, ...]:
    """Open the worst pages in a browser and return pictures of what readers see first there, the worst page first."""
    from linter.cli._rendered import RenderedOptions, run_rendered_addresses  # noqa: PLC0415 - an extra
    from linter.records import replace  # noqa: PLC0415 - as above

    worst = worst_pages(editorial)
    if not worst:
        return ()
    named = replace(addresses, pages=worst, sources=(), sitemaps=(), list_=None)
    with TemporaryDirectory(prefix="affilint-pictures-") as folder:
        options = RenderedOptions(wanted=True, evidence=Path(folder), load_from=load_from, of_all=True)
        result = run_rendered_addresses(named, resolver, options, None, None)
        for failure in result.failures:
            say(f"{failure.path}: no picture: {failure.message}")
        found = read_pictures(Path(folder), set(worst))
    return tuple(sorted(found, key=lambda picture: worst.index(picture.path)))


def worst_pages(editorial: Editorial) -> tuple[str, ...]:
    """Return the pages whose readers see a paid link before any disclosure, then those with most errors and warnings."""
    exposed = {article.path for article in editorial.exposed}
    counts: dict[str, list[int]] = {}
    for item in editorial.open:
        count = counts.setdefault(item.path, [0, 0])
        count[0] += item.severity == "error"
        count[1] += item.severity == "warning"
    paid = [article.path for article in editorial.paid if article.path in counts or article.path in exposed]
    return tuple(sorted(paid, key=lambda path: (path not in exposed, *(-one for one in counts.get(path, (0, 0))), path))[:MOST])  # fmt: skip
