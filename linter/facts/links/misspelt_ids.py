"""Ids that stand in an address without their parameter: a wrong sign, no sign before it, a misspelt name or none.

What was meant is only said where the registry knows the address that comes out of it: the id then has the shape that its programme
wants, at a shop of that programme. Where the name itself is wrong the id must be one that other links show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.data.nearness import nearest
from linter.facts.links.address_faults import AddressFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from linter.facts.links.registry import Registry, Verdict

_WRONG_SIGN = r"(?<=[?&;])(?P<name>[A-Za-z][A-Za-z0-9]{1,15})(?P<sign>[-:]|==|%3[AaDd])(?P<id>[\w.-]{2,64})(?=[&#]|$)"
_NO_JOINT = r"(?<=[0-9A-Z])(?P<joined>[a-z]{2,12})=(?=[\w.-]{2,64}(?:[&#]|$))"
_WITHOUT_NAME = re.compile(r"(?<=[?&;])(?P<name>[\w-]{0,20}=)?(?P<id>[\w.-]{4,64})(?=[&#]|$)")
_IN_PATH = re.compile(r"/(?P<name>[A-Za-z]{2,12})[-:](?P<id>[\w.-]{4,64})/?$")
MISSPELT = re.compile(f"{_WRONG_SIGN}|{_NO_JOINT}", re.MULTILINE)
"""What an address holds whose id lacks its sign; for a first look at many addresses, one on a line."""


def misspelt_id(raw: str, registry: Registry, own: Collection[str]) -> tuple[AddressFault, Verdict] | None:
    """Return the id that an address has without its parameter, with what the address would be; None if it has none.

    ``own`` are ids that other links show; ``raw`` is the address as the source writes it.
    """
    for fault in (*_wrong_signs(raw), *_missing_joints(raw), *_names(raw, registry, own)):
        meant = _meant(raw, fault, registry)
        if meant is not None:
            return fault, meant
    return None


def _meant(raw: str, fault: AddressFault, registry: Registry) -> Verdict | None:
    """Return what the corrected address is, if its programme certainly knows it by the id that was mended."""
    url = f"{raw[: fault.start]}{fault.replacement}{raw[fault.end :]}".replace("&amp;", "&")
    verdict = registry.classify(url)
    if verdict is None or verdict.confidence != "certain" or verdict.kind == "generic" or not verdict.tag:
        return None
    mended = rf"(?i)[?&]{re.escape(verdict.parameter)}={re.escape(verdict.tag)}(?:[&#]|$)"
    return verdict if len(re.findall(mended, url)) > len(re.findall(mended, raw)) else None


def _wrong_signs(raw: str) -> Iterator[AddressFault]:
    for found in re.finditer(_WRONG_SIGN, raw):
        start, end = found.span("sign")
        yield AddressFault(f"“{found['sign']}” stands where “=” should", start, end, "=")


def _missing_joints(raw: str) -> Iterator[AddressFault]:
    for found in re.finditer(_NO_JOINT, raw):
        at = found.start()
        joint = "&" if "?" in raw[:at] else "?"
        yield AddressFault(f"no “{joint}” stands before it", at, found.end(), f"{joint}{found['joined']}=")


def _names(raw: str, registry: Registry, own: Collection[str]) -> Iterator[AddressFault]:
    """Yield own ids that stand behind no name or a wrong one, with the names that their programme has for them."""
    places = [
        (found, in_path)
        for in_path in (False, True)
        for found in (_IN_PATH if in_path else _WITHOUT_NAME).finditer(raw)
    ]
    for found, in_path in places:
        if found["id"].lower() not in own:
            continue
        names = registry.parameters(raw)
        written = (found["name"] or "").rstrip("=")
        name = nearest(written, names) if written else next(iter(names), None)
        if name is None or (name == written.lower() and not in_path):
            continue
        if in_path:
            joint = "&" if "?" in raw else "?"
            yield AddressFault("it is a part of the path", found.start(), found.end(), f"{joint}{name}={found['id']}")
        elif written:
            yield AddressFault(f"its name is “{name}”, not “{written}”", found.start(), found.start("id"), f"{name}=")
        else:
            yield AddressFault(f"no “{name}=” stands before it", found.start(), found.start("id"), f"{name}=")
