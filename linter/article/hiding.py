"""What keeps an element from the sighted reader: attributes, inline styles and the utility classes of CSS frameworks.

Sources: the documentation of Tailwind CSS, Bootstrap 3 to 5, Bulma, Foundation, UIkit, W3.CSS, Materialize and WordPress.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from linter import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Mapping

Hiding: TypeAlias = Literal["", "hidden", "closed", "small-screens", "large-screens"]
"""Nothing, always, until the reader does something, or on screens below or from some width."""

ALWAYS = frozenset(
    [
        "hidden", "invisible", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only",
        "d-none", "u-hidden", "is-hidden", "is-invisible", "is-sr-only", "hide", "show-for-sr", "uk-hidden", "uk-invisible",
        "w3-hide", "mfp-hide", "print-only", "visible-print", "visible-print-block", "display-none",
    ]
)  # fmt: skip
"""Hide unless a class of ``UNDO`` stands beside them, or one that shows from a width up."""

UNDO = frozenset({"not-sr-only", "visible-xs", "visible-xs-block", "is-block", "show"})

UNTIL_OPENED = frozenset(
    ["collapse", "accordion-collapse", "tab-pane", "modal", "offcanvas", "dropdown-menu", "uk-modal", "uk-dropdown",
     "tooltiptext", "tooltip-text", "tooltip__text", "tooltip-content", "tooltip__content", "tooltip-inner", "tippy-content"]
)  # fmt: skip
"""Hide unless a class of ``OPENED`` stands beside them."""

OPENED = frozenset({"show", "active", "in", "open", "is-active", "is-open", "uk-open"})

BELOW_A_WIDTH = frozenset(
    [
        "hidden-xs", "is-hidden-mobile", "is-hidden-touch", "hide-for-small", "hide-for-small-only", "show-for-medium",
        "show-for-large", "uk-visible@s", "uk-visible@m", "uk-visible@l", "w3-hide-small", "hide-on-small-only",
        "hide-on-med-and-down", "hide-on-mobile", "hide-mobile", "hidden-mobile", "mobile-hidden", "desktop-only",
    ]
)  # fmt: skip

FROM_A_WIDTH = frozenset(
    [
        "hidden-md", "hidden-lg", "visible-xs", "visible-xs-block", "is-hidden-tablet", "is-hidden-desktop", "hide-for-medium",
        "hide-for-large", "show-for-small-only", "uk-hidden@s", "uk-hidden@m", "uk-hidden@l", "w3-hide-medium", "w3-hide-large",
        "hide-on-med-and-up", "hide-on-large-only", "hide-on-desktop", "hidden-desktop", "desktop-hidden", "mobile-only",
    ]
)  # fmt: skip

_BREAKPOINT = r"(?:sm|md|lg|xl|2xl|xxl|min-\[[^\]]{1,20}\])"
_SHOWING = r"(?:block|inline|inline-block|flex|inline-flex|grid|inline-grid|contents|table|table-cell|table-row|visible|not-sr-only)"
_SHOWS_FROM = re.compile(rf"{_BREAKPOINT}:{_SHOWING}\Z|d-(?:sm|md|lg|xl|xxl)-{_SHOWING}\Z")
_SHOWS_ON_ACTION = re.compile(
    rf"(?:open|group-\w+|peer-\w+|hover|focus|focus-within|target|data-\[[^\]]{{1,40}}\])(?:/\w+)?:{_SHOWING}\Z"
)
_APPEARS = re.compile(r"(?:group-|peer-)?(?:hover|focus|focus-within)(?:/\w+)?:opacity-(?:[1-9]\d{0,2})\Z")
_HIDES_FROM = re.compile(rf"{_BREAKPOINT}:(?:hidden|invisible|sr-only)\Z|d-(?:sm|md|lg|xl|xxl)-none\Z")
_HIDES_BELOW = re.compile(r"max-(?:sm|md|lg|xl|2xl|\[[^\]]{1,20}\]):(?:hidden|invisible|sr-only)\Z")
_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*0[a-z]{0,3}\s*(?:;|!|$)",
    re.IGNORECASE,
)
_CLOSED_BY_ATTRIBUTE = ("popover", "x-show", "v-show", "x-collapse")
_ATTRIBUTES = frozenset({"hidden", "aria-hidden", "style", "role", *_CLOSED_BY_ATTRIBUTE})
"""What few elements have and all that may hide by an attribute."""


def hiding(attrs: Mapping[str, str], classes: str) -> Hiding:
    """Say how attributes keep an element from the sighted reader; ``classes`` is its class attribute."""
    if _ATTRIBUTES.isdisjoint(attrs):
        return by_classes(classes) if classes else ""
    if "hidden" in attrs or attrs.get("aria-hidden", "").lower() == "true":
        return "hidden"
    if "style" in attrs and _STYLE.search(attrs["style"]) is not None:
        return "hidden"
    if any(name in attrs and attrs[name] != "true" for name in _CLOSED_BY_ATTRIBUTE):
        return "closed"
    if attrs.get("role", "").lower() == "tooltip":
        # It shows while the pointer is over another element: w3.org/TR/wai-aria-1.2/#tooltip.
        return "closed"
    return by_classes(classes) if classes else ""


@lru_cache(maxsize=4096)
def by_classes(classes: str) -> Hiding:
    """Say how the classes of an element hide it."""
    names = frozenset(name.lstrip("!").removeprefix("tw-") for name in classes.lower().split())
    if not names.isdisjoint(ALWAYS) and names.isdisjoint(UNDO):
        return _unless_shown(names)
    if not names.isdisjoint(UNTIL_OPENED) and names.isdisjoint(OPENED):
        return "closed"
    if "opacity-0" in names and any(map(_APPEARS.match, names)):
        return "closed"
    if not names.isdisjoint(BELOW_A_WIDTH) or any(map(_HIDES_BELOW.match, names)):
        return "small-screens"
    hides = not names.isdisjoint(FROM_A_WIDTH) or any(map(_HIDES_FROM.match, names))
    return "large-screens" if hides and not any(map(_SHOWS_FROM.match, names)) else ""


def _unless_shown(names: frozenset[str]) -> Hiding:
    """Say when a class that hides is undone by another: on larger screens, on an action, or never."""
    if any(map(_SHOWS_FROM.match, names)):
        return "small-screens"
    return "closed" if any(map(_SHOWS_ON_ACTION.match, names)) else "hidden"
