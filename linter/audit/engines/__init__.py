"""One module per engine: each runs ``lint_shard`` on many shards and yields their outcomes."""
