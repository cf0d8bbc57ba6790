"""Audits of whole archives, written as Parquet: inputs are split into shards of pages, which an engine checks in parallel.

``inputs`` plans the shards, ``shard.lint_shard`` checks one and writes its parts, ``engines`` run them locally or on a
cluster, ``store`` records what is finished, ``report`` counts. Findings equal those of ``linter.running.runner`` on the same page.
"""
