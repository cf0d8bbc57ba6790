"""A job of Spark: what affilint finds on the pages of a table, as two tables.

    spark-submit affilint_job.py s3a://crawl/pages s3a://audit/2026-11-30 [html [url]]

Every executor needs `affilint[spark]`; the table has the text of pages and their addresses in two columns.
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession

from linter.audit.engines import spark


def main(source: str, target: str, html: str = "html", url: str = "url") -> None:
    """Read the table once for each result; one row of `pages` says of each page whether it could be checked."""
    session = SparkSession.builder.appName("affilint").getOrCreate()
    frame = session.read.parquet(source)
    spark.findings(frame, html, url).write.parquet(f"{target}/findings")
    spark.pages(frame, html, url).write.parquet(f"{target}/pages")
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
