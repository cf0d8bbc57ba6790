"""Audits on Spark, over a DataFrame and as an engine, give the findings of a local run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="the extra audit is not installed")
pytest.importorskip("fastwarc", reason="the extra audit is not installed")

from tests.audit import archives
from tests.audit.conftest import AUDIT_COLUMNS, Affilint, findings, rows
from tests.conftest import ROOT

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="the extra spark is not installed (400 MB)"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]

PROGRAM = """
import json, sys
from functools import partial
from pathlib import Path
from pyspark.sql import SparkSession
from linter.audit.engines import spark as engine
from linter.audit.inputs import Reading, plan
from linter.audit.run import audit
from linter.audit.terms import make_terms
from linter.configuration.resolver import ConfigResolver
from linter.configuration.policy import Selection

spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
pages = [json.loads(line) for line in Path("crawl.jsonl").read_text().splitlines()]
terms = make_terms(Selection(), day="2026-01-01", page_seconds=2)
frame = spark.createDataFrame([(page["url"], page["html"]) for page in pages], "url string, html string")
print(json.dumps([row.asDict(recursive=True) for row in engine.findings(frame, terms=terms).collect()]))
print(json.dumps(sorted((row["url"], row["state"]) for row in engine.pages(frame, terms=terms).collect())))
made = plan([Path("crawl.jsonl")], ConfigResolver(), Reading(shard_pages=10))
done = audit(made, ConfigResolver(), terms, Path("there").absolute(), partial(engine.outcomes, spark=spark), print, resume=False)
print(json.dumps(done.missing))
spark.stop()
"""


def test_spark_gives_the_findings_of_a_local_run_despite_a_killed_page(
    affilint: Affilint, poisoned: Path, tmp_path: Path
) -> None:
    given = archives.pages(25)
    deadly = "https://lamps.example/003.html"
    given[deadly] = given[deadly].replace("</article>", "</article><!-- die-always -->")
    (tmp_path / "crawl.jsonl").write_bytes(archives.jsonl(given))
    result = affilint("audit", "crawl.jsonl", "--out", "here", "--shard-pages", "10")
    assert result.returncode == 2
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(poisoned), str(ROOT)]),
        "PYSPARK_PYTHON": sys.executable,
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found, states, *_, missing = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    found_by_spark = sorted(
        json.dumps({key: value for key, value in row.items() if key not in AUDIT_COLUMNS}, sort_keys=True)
        for row in found
    )
    assert found_by_spark == findings(tmp_path / "here")
    assert dict(states) == {url: "killed" if url == deadly else "checked" for url in given}
    assert findings(tmp_path / "there") == findings(tmp_path / "here")
    assert rows(tmp_path / "there", "pages") == rows(tmp_path / "here", "pages")
    assert len(missing) == 1
    assert deadly in missing[0]


def test_job_for_spark_submit_writes_the_two_tables(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyspark
    from pyarrow import parquet

    given = archives.pages(6)
    table = pa.table({"address": list(given), "text": list(given.values())})
    parquet.write_table(table, tmp_path / "pages.parquet")
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    job = ROOT / "examples" / "spark" / "affilint_job.py"
    done = subprocess.run(
        [
            submit,
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            job,
            "pages.parquet",
            "out",
            "text",
            "address",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    pages = [
        row for part in (tmp_path / "out" / "pages").glob("*.parquet") for row in parquet.read_table(part).to_pylist()
    ]
    assert sorted(row["url"] for row in pages) == sorted(given)
    assert any((tmp_path / "out" / "findings").glob("*.parquet"))
