"""Names that tell what a template, a component, a class or a front matter key is for: rules/names/disclosures.yml."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, get_args

from linter import lazy_re as re
from linter.data import typed_nodes
from linter.data.cache import derived, is_kept
from linter.data.resources import rules_dir

if TYPE_CHECKING:
    from linter.data.yaml_nodes import Node

Use = Literal["template", "key", "label", "callout", "ad-slot", "ad-slot-class", "policy-page"]
_CODE = (__file__, typed_nodes.__file__)


class _Names(TypedDict):
    uses: Annotated[dict[str, str], "uses"]
    names: Annotated[dict[str, list[Use]], "names"]


@cache
def telling_name(use: Use) -> re.Pattern[str]:
    """Return the pattern of the names that tell something in one use. Raises DataError for a mistake in the file."""
    names = [name for name, uses in _names().items() if use in uses]
    return re.compile("|".join(names), re.IGNORECASE)


def check_names() -> None:
    """Read the file, unless a checked copy of it is kept. Raises DataError for a mistake in it."""
    if not is_kept("checked", rules_dir() / "names", code=_CODE):
        _names()


@cache
def _names() -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = derived("checked", rules_dir() / "names", _read, code=_CODE)
    return found


def _read() -> dict[str, Any]:
    from linter.data.yaml_nodes import read_yaml_file  # noqa: PLC0415 - the cache seldom needs fixing

    node = read_yaml_file(rules_dir() / "names" / "disclosures.yml", "rules/names/disclosures.yml")
    content: _Names = typed_nodes.read_as(node, _Names, "a list of names", {"uses": _check_uses, "names": _check_names})
    return content["names"]


def _check_uses(node: Node, what: str) -> None:
    """Check that the file says why for every use, and for no other."""
    for use in node.mapping(what, get_args(Use)).keys() ^ set(get_args(Use)):
        node.fail(f"{what} must say why for {use!r}")


def _check_names(node: Node, what: str) -> None:
    for place in (node.keys or {}).values():
        typed_nodes.check_pattern(place, f"each key of {what}")
