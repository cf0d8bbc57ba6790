"""Weights of a model in a mapped file: nothing is parsed when it is opened, a look-up reads two numbers.

The file: a head of 32 bytes (magic, slot bits, bias), then 2^bits fingerprints of 16 bits (0: empty), then 2^bits weights
of 8 bits; little-endian. A feature number has three possible slots. Weights and bias are log-odds in steps of 1/16,
so that a score is a sum of integers and the same on every machine.
"""

from __future__ import annotations

import mmap
import struct
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

UNIT = 16
"""Steps of a score in one unit of log-odds."""

_HEAD = struct.Struct("<4sB3xi20x")
_MAGIC = b"APM1"
_MASK = 0xFFFFFFFF
_MOVES = 400


class Table:
    """The weights of one model."""

    def __init__(self, data: memoryview) -> None:
        """Read a file's bytes. Raises ValueError if they are no table."""
        magic, bits, self.bias = _HEAD.unpack_from(data)
        slots = 1 << bits
        if magic != _MAGIC or len(data) != _HEAD.size + 3 * slots:
            raise ValueError("not a table of the prose model")
        fingerprints = data[_HEAD.size : _HEAD.size + 2 * slots]
        if sys.byteorder == "big":
            fingerprints = memoryview(b"".join(bytes(fingerprints[i : i + 2])[::-1] for i in range(0, 2 * slots, 2)))
        self._fingerprints = fingerprints.cast("H")
        self._weights = data[_HEAD.size + 2 * slots :].cast("b")
        self._shift = 32 - bits

    def score(self, features: Iterable[int]) -> int:
        """Return the log-odds of damage, in steps of 1/16."""
        fingerprints, weights, shift = self._fingerprints, self._weights, self._shift
        total: int = self.bias
        for number in features:
            wanted = (number & 0xFFFF) or 1
            slot = number >> shift
            if fingerprints[slot] == wanted:
                total += weights[slot]
                continue
            slot = ((number * 0x2545F491 + 0x6A09E667) & _MASK) >> shift
            if fingerprints[slot] == wanted:
                total += weights[slot]
                continue
            slot = ((number * 0x9E3779B1 + 0x3C6EF372) & _MASK) >> shift
            if fingerprints[slot] == wanted:
                total += weights[slot]
        return total


def open_table(path: Path) -> Table:
    """Map a file. Raises OSError if it cannot be read, ValueError if it is no table."""
    with path.open("rb") as file:
        return Table(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def pack(weights: Mapping[int, int], bias: int, bits: int) -> bytes:
    """Return the file of a table. Raises ValueError if the features do not fit.

    The largest weights are placed first; one that finds its slots taken moves another out, by a fixed rule.
    """
    slots: dict[int, tuple[int, int]] = {}
    for feature in sorted(weights, key=lambda number: (-abs(weights[number]), number)):
        if not _place(slots, (feature, weights[feature]), bits):
            raise ValueError(f"{len(weights)} features do not fit into 2^{bits} slots")
    fingerprints = bytearray(2 << bits)
    values = bytearray(1 << bits)
    for slot, (feature, weight) in slots.items():
        struct.pack_into("<H", fingerprints, 2 * slot, (feature & 0xFFFF) or 1)
        struct.pack_into("b", values, slot, weight)
    return _HEAD.pack(_MAGIC, bits, bias) + bytes(fingerprints) + bytes(values)


def _place(slots: dict[int, tuple[int, int]], item: tuple[int, int], bits: int) -> bool:
    last = -1
    for number in range(_MOVES):
        places = _places(item[0], bits)
        free = next((place for place in places if place not in slots), None)
        if free is not None:
            slots[free] = item
            return True
        others = [place for place in places if place != last] or list(places)
        last = others[(item[0] + number * 7) % len(others)]
        slots[last], item = item, slots[last]
    return False


def _places(feature: int, bits: int) -> tuple[int, int, int]:
    shift = 32 - bits
    return (
        feature >> shift,
        ((feature * 0x2545F491 + 0x6A09E667) & _MASK) >> shift,
        ((feature * 0x9E3779B1 + 0x3C6EF372) & _MASK) >> shift,
    )
