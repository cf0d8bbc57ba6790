"""Runs pages and shards on Spark. Executors need affilint, and the configuration (if any) under the same path.

``findings`` and ``pages`` check a DataFrame of pages in place; ``outcomes`` runs the shards of an audit. ``guard``
isolates Spark from pages that crash or hang their process: Spark would fail the whole job.
"""

from __future__ import annotations

import json
import pickle
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from linter.audit.inputs.tables import row_page
from linter.audit.model import InlinePages, Lost, Shard, ShardStat
from linter.audit.schema import FINDINGS, PAGES
from linter.audit.shard import checked_rows, lint_shard
from linter.audit.terms import check_terms, make_terms
from linter.configuration.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from linter.audit.model import Outcome, Terms

_SHARDS_PER_TASK = 4
"""Shards in one job per parallel task: the driver holds no more than these."""


def findings(frame: Any, html: str = "html", url: str = "url", terms: Terms | None = None) -> Any:
    """Return a DataFrame of the findings on the pages of another one; both columns may be text or bytes."""
    return _mapped(frame, "findings", html, url, terms)


def pages(frame: Any, html: str = "html", url: str = "url", terms: Terms | None = None) -> Any:
    """Return a DataFrame with a row for each page of another one, checked or not."""
    return _mapped(frame, "pages", html, url, terms)


def _mapped(frame: Any, dataset: str, html: str, url: str, terms: Terms | None) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    work = partial(_checked, dataset=dataset, terms=terms or make_terms(Selection()))
    selected = frame.select(frame[html].alias("html"), frame[url].alias("url"))
    return selected.mapInArrow(work, from_arrow_schema(PAGES if dataset == "pages" else FINDINGS))


def _checked(batches: Iterable[Any], dataset: str, terms: Terms) -> Iterator[Any]:
    """Check batches of pages on an executor; each is a shard with its index in the partition as number."""
    check_terms(terms)
    for number, batch in enumerate(batches):
        page_rows = tuple(
            row_page(row["html"], row["url"], "spark", f"row {place}", terms.page_bytes)
            for place, row in enumerate(batch.to_pylist(), 1)
        )
        rows = checked_rows(Shard(number, "spark", InlinePages(page_rows), batch.nbytes), terms)
        schema = PAGES if dataset == "pages" else FINDINGS
        yield from pa.Table.from_pylist(getattr(rows, dataset), schema).to_batches()


def outcomes(shards: Iterable[Shard], terms: Terms, out: Path, spark: Any) -> Generator[Outcome, None, None]:
    """Yield the outcome of each shard; bind a Spark session and pass it to ``linter.audit.run.audit`` as its engine."""
    queue, at_once = iter(shards), max(1, spark.sparkContext.defaultParallelism)
    while batch := list(islice(queue, at_once * _SHARDS_PER_TASK)):
        frame = spark.createDataFrame([(pickle.dumps(shard),) for shard in batch], "shard binary")
        work = partial(_linted, terms=terms, out=out)
        for row in frame.repartition(len(batch)).mapInArrow(work, "outcome string").toLocalIterator():
            outcome = json.loads(row["outcome"])
            yield Lost(**outcome) if "message" in outcome else ShardStat.of_dict(outcome)


def _linted(batches: Iterable[Any], terms: Terms, out: Path) -> Iterator[Any]:
    """Run shards on an executor. An exception ends the job, since every other executor would fail too."""
    for batch in batches:
        results = []
        for row in batch.to_pylist():
            outcome = lint_shard(pickle.loads(row["shard"]), terms, out)  # noqa: S301 - from our own driver
            results.append(json.dumps(outcome.as_dict()))
        yield pa.RecordBatch.from_pydict({"outcome": results})
