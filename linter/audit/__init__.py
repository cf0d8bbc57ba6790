"""A whole archive -> Parquet: inputs become shards of pages, each shard is checked alone, an engine runs many of them.

``inputs`` plans the shards, ``shard.lint_shard`` checks one and writes its parts, ``engines`` run them here or on a
cluster, ``store`` keeps what is done, ``report`` counts. What is found is what ``linter.running.runner`` finds on the same page.
"""
