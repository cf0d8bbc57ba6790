"""Elements of a template in which a programme's script shows an advertisement: they lead readers as links do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.links.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKUP = "<"
"""Begins what stands for the address of such an element: its start tag."""
_TAGS = frozenset({"div", "ins", "script", "span", "section", "amp-ad"})
_LONGEST = 1_500


def shows_widget(tag: str, attributes: Mapping[str, str]) -> str | None:
    """Return the start tag of an element, as one address, if a programme's script makes an advertisement of it.

    Only the id of a publisher in the element tells who is paid.
    """
    if tag not in _TAGS or not any(name.startswith("data-") for name in attributes):
        return None
    # Values hold no quotation mark of their own here, and a stroke parts attributes as a blank does.
    said = "/".join(f'{name}="{value}"' for name, value in attributes.items() if '"' not in value)
    written = f"{MARKUP}{tag}/{said}>"
    if len(written) > _LONGEST:
        return None
    # A script that only has an id counts visits; one that shows something is known by its address.
    found = (verdict for start, _, verdict in Registry.default().markup(written) if tag != "script" or start == 0)
    return written if any(one.kind == "widget" and one.confidence != "possible" for one in found) else None
