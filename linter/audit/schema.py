"""The columns of an audit's two datasets, described in docs/audit.md. Columns may be added, never changed."""

from __future__ import annotations

import pyarrow as pa

from linter.facts.links.inventory import DISCLOSED

_PLACE = pa.struct([("line", pa.int32()), ("column", pa.int32()), ("offset", pa.int32())])

PAGES = pa.schema(
    [
        ("shard", pa.int32()),
        ("number", pa.int32()),
        ("source", pa.string()),
        ("place", pa.string()),
        ("path", pa.string()),
        ("url", pa.string()),
        ("host", pa.string()),
        ("whole", pa.bool_()),
        ("bytes", pa.int64()),
        ("state", pa.string()),
        ("message", pa.string()),
        ("language", pa.string()),
        ("links", pa.int32()),
        (
            "programmes",
            pa.list_(pa.struct([("network", pa.string()), ("programme", pa.string()), ("links", pa.int32())])),
        ),
        ("disclosed", pa.string()),
        *((f"links_{state}", pa.int32()) for state in DISCLOSED),
        ("links_without_rel", pa.int32()),
        *((severity, pa.int32()) for severity in ("error", "warning", "info")),
        ("edit", pa.string()),
    ]
)

FINDINGS = pa.schema(
    [
        ("shard", pa.int32()),
        ("number", pa.int32()),
        ("url", pa.string()),
        ("host", pa.string()),
        ("path", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.string()),
        ("message", pa.string()),
        ("excerpt", pa.string()),
        ("start", _PLACE),
        ("end", _PLACE),
        ("related", pa.list_(pa.struct([("message", pa.string()), ("start", _PLACE), ("end", _PLACE)]))),
        (
            "fix",
            pa.struct(
                [
                    ("safe", pa.bool_()),
                    ("description", pa.string()),
                    ("edits", pa.list_(pa.struct([("start", _PLACE), ("end", _PLACE), ("replacement", pa.string())]))),
                ]
            ),
        ),
        ("fingerprint", pa.string()),
    ]
)
