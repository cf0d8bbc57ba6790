"""Pictures in HTML without a description: people who cannot see them do not learn what the article recommends."""

from collections.abc import Iterator, Mapping
from typing import Any

from linter.api.checks import Check, Facts, Match, Option

VALUES = ("name",)
OPTIONS = {"decoration": Option("texts", "file names of pictures that say nothing", default=())}


def build(options: Mapping[str, Any]) -> Check:
    """Make the check; it points at the name of the picture's file, where that stands in the article as it is written."""
    ignored = set(options["decoration"])

    def run(facts: Facts) -> Iterator[Match]:
        text = facts.article.source.text
        after = 0
        for picture in facts.article.soup.find_all("img", src=True):
            address = str(picture["src"])
            start = text.find(address, after)
            if start < 0:
                continue
            after = start + len(address)
            name = address.rsplit("/", 1)[-1]
            if not str(picture.get("alt") or "").strip() and name not in ignored:
                yield Match(start, after, {"name": name})

    return Check(run)
