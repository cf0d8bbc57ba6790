"""Front matter flags that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import re2

from linter import lazy_re as re
from linter.checks import Check, Match, Option
from linter.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts import Facts

VALUES: tuple[str, ...] = ("yes", "no")
OPTIONS: Mapping[str, Option] = {
    "keys": Option("pattern", "the RE2 pattern of the keys that mean the same", required=True),
}
# How YAML 1.1 writes booleans; TOML and JSON only have the first of each.
_YES = re.compile(r"\b(?:true|yes|on)\b", re.IGNORECASE)
_NO = re.compile(r"\b(?:false|no|off)\b", re.IGNORECASE)


def build(options: Mapping[str, Any]) -> Check:
    """Build the check; it points at the flag that is false."""
    keys = re2.compile(options["keys"])

    def run(facts: Facts) -> Iterator[Match]:
        text, fence = facts.article.source.text, facts.article.fence
        if fence is None or not (
            _YES.search(text, fence.start, fence.end) and _NO.search(text, fence.start, fence.end)
        ):
            return
        front_matter = facts.article.front_matter
        if front_matter is None or not facts.affiliate_links:
            return
        flags = [
            (".".join(str(part) for part in value.path), value)
            for value in front_matter.values
            if isinstance(value.value, bool) and keys.search(str(value.path[-1]))
        ]
        yes = next(((name, value) for name, value in flags if value.value), None)
        no = next(((name, value) for name, value in flags if not value.value), None)
        if yes is not None and no is not None:
            related = (Related(f"{yes[0]} says yes here", yes[1].start, yes[1].end),)
            yield Match(no[1].start, no[1].end, {"yes": yes[0], "no": no[0]}, related)

    return Check(run, scope="page", needs="front-matter")
