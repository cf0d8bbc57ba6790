"""Entries of content collections that code asks for by a reference: ``getEntry(post.data.product)``, ``getEntries(post.data.picks)``.

The schema of the collections says which one a field refers to (``product: reference("products")``); the article says which entry.
Source: docs.astro.build/en/guides/content-collections/#accessing-referenced-data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.lookup import Unsure, entries_of
from linter.site.template.expressions import PARAM_OPEN, UNKNOWN, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.site.generator.values import Values
    from linter.site.template.expressions import Scope

_FIELD = re.compile(r"[A-Za-z_$][\w$]*(?:[?!]?\.[A-Za-z_$][\w$]*){0,6}?[?!]?\.(?P<field>[\w$]+)(?:[?!]?\.(?:id|slug))?")
"""A path to a field of an entry: ``post.data.product``, ``Astro.props.entry.data.product.id``."""
_COLLECTION = "collection"
_MOST_ENTRIES = 60


class ReferredEntries:
    """The entries that references of one site stand for; ``records`` gives the data that an expression stands for."""

    def __init__(self, values: Values, records: Callable[[Scope, str], list[object]]) -> None:
        self._values = values
        self._records = records

    def one(self, scope: Scope, expression: str) -> list[object]:
        """Return the entry that a reference stands for: all that it may where the article says which."""
        return self._entries(self._references(scope, expression))

    def several(self, scope: Scope, expression: str) -> list[object]:
        """Return the list of entries that a list of references stands for."""
        held = [item for value in self._records(scope, expression) for item in entries_of(value)]
        known = [one for one in held if isinstance(one, dict) and _COLLECTION in one]
        found = self._entries(known or self._references(scope, expression))
        return [Unsure(found)] if found else []

    def handed(self, scope: Scope, expression: str) -> list[object]:
        """Return the references that a function is handed by a field of front matter, as Astro gives them: one, or a list of all that may be meant."""
        fields = self._references(scope, expression)
        if len(fields) != 1 or not self._values.collections.is_list(_field(scope, expression)):
            return [*fields] if len(fields) == 1 else []
        collection = str(fields[0][_COLLECTION])
        if "id" in fields[0]:
            return [fields]
        ids = (key for key, _ in self._values.entries(collection)[:_MOST_ENTRIES])
        return [Unsure({_COLLECTION: collection, "id": key} for key in ids)]

    def _references(self, scope: Scope, expression: str) -> list[dict[str, object]]:
        """Return the references that an expression may stand for, with an id where that is known."""
        records = self._records(scope, expression)
        held = [one for one in records if isinstance(one, dict) and _COLLECTION in one]
        if held:
            return held
        collections = self._values.collections.referred(_field(scope, expression))
        texts = [one for one in records if isinstance(one, str)] or [evaluate(expression, scope)]
        is_known = all(UNKNOWN not in one and PARAM_OPEN not in one for one in texts)
        ids = [{"id": one} for one in texts] if is_known else [{}]
        return [{_COLLECTION: collection, **one} for collection in collections for one in ids]

    def _entries(self, references: list[dict[str, object]]) -> list[object]:
        found: list[object] = []
        for one in references[:_MOST_ENTRIES]:
            collection = str(one[_COLLECTION])
            found += [
                {"id": key, "slug": key, _COLLECTION: collection, "data": data}
                for key, data in self._values.entries(collection)
                if "id" not in one or key == one["id"]
            ]
        return found


def _field(scope: Scope, expression: str) -> str:
    """Return the field of front matter that an expression names; empty where it names none."""
    text = expression.strip()
    for _ in range(3):  # const { product } = entry.data, const ref = entry.data.product
        match = _FIELD.fullmatch(text)
        if match is not None:
            return match["field"]
        text = scope.template.variables.get(text, scope.template.fields.get(text, "")).strip()
    return ""
