"""Find the ids of Amazon Associates that one link of a site alone has, where all its other links have the site's own."""

from __future__ import annotations

from collections import Counter, defaultdict

from linter import lazy_re as re
from linter.records import dataclass, field

_TAGGED = re.compile(
    r"\bamazon\.((?:[a-z]{2,3}\.)?[a-z]{2,3})/[^\s<>\"'`)\]]{0,400}?[?&;]tag=([\w-]{3,60}-\d{2})(?![\w-])",
    re.IGNORECASE,
)
_FEWEST = 5
"""Articles that have the site's own id, at least."""
_MOSTLY = 0.9
_SAME_BEGINNING = 4
"""Characters that two ids of one publisher begin with."""


@dataclass(slots=True)
class OtherIds:
    """The ids in a site's links to Amazon, by country: how many links, and in which articles."""

    links: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    articles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def read(self, text: str, article: str) -> None:
        """Note the ids of one article."""
        if "tag=" not in text:
            return
        for found in _TAGGED.finditer(text):
            tag = found[2].lower()
            self.links[found[1].lower()][tag] += 1
            self.articles[tag].add(article)

    def lone(self) -> list[str]:
        """Return the ids that one link alone has, in a country where nine in ten links have one id; not what begins like it."""
        found: list[str] = []
        for counts in self.links.values():
            own, links = max(counts.items(), key=lambda one: (one[1], one[0]), default=("", 0))
            if len(self.articles[own]) >= _FEWEST and links >= _MOSTLY * counts.total():
                beginning = own[:_SAME_BEGINNING]
                found += [tag for tag in counts if tag != own and not tag.startswith(beginning)]
        total = sum(self.links.values(), Counter())
        return sorted(tag for tag in set(found) if total[tag] == 1)
