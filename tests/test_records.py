"""Records behave as the dataclasses that they are declared as."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from abc import abstractmethod
from functools import cached_property
from typing import ClassVar

import pytest

from linter.records import dataclass, field, metadata_of, names_of, replace
from tests.conftest import ROOT


class Named:
    __slots__ = ()
    name: str

    @abstractmethod
    def told(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Place(Named):
    """A place in a text."""

    KINDS: ClassVar[tuple[str, ...]] = ("start", "end")
    name: str
    line: int = 1
    seen: tuple[str, ...] = field(default=(), compare=False)
    hidden: str = field(default="", repr=False)

    def told(self) -> str:
        return f"{self.name}:{self.line}"


@dataclass(slots=True)
class Count:
    words: dict[str, int] = field(default_factory=dict)
    total: int = 0

    def __post_init__(self) -> None:
        self.total += 1


@dataclass(frozen=True)
class Text:
    text: str

    @cached_property
    def length(self) -> int:
        return len(self.text)


@dataclass(slots=True, eq=False)
class Node:
    name: str = ""


@dataclass(frozen=True, kw_only=True, init=False, eq=False)
class Keys:
    language: str = field(default_factory=str, metadata={"about": "its language"})


@dataclass(frozen=True, kw_only=True, eq=False)
class Read(Keys):
    root: str


def test_fields_are_given_by_place_or_name() -> None:
    assert Place("a", 2).told() == Place(line=2, name="a").told() == "a:2"
    assert Place("a").KINDS == ("start", "end")
    assert Place.__doc__ == "A place in a text."
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Place("a", colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Read("x")  # type: ignore[call-arg, misc]


def test_values_are_compared_by_the_fields_that_count() -> None:
    assert Place("a", seen=("x",)) == Place("a")
    assert hash(Place("a", seen=("x",))) == hash(Place("a"))
    assert Place("a") != Place("b")
    assert Place("a") != ("a", 1, (), "")
    assert Node() != Node()
    assert len({Node(), Node()}) == 2
    with pytest.raises(TypeError):
        hash(Count())


def test_a_hidden_field_is_not_printed() -> None:
    assert repr(Place("a", hidden="s")) == "Place(name='a', line=1, seen=())"


def test_a_default_is_made_for_each_value() -> None:
    one, other = Count(), Count()
    one.words["a"] = 1
    assert other.words == {}
    assert one.total == 1


def test_slots_take_no_other_names() -> None:
    with pytest.raises(AttributeError):
        Place("a").other = 1  # type: ignore[attr-defined]
    assert not hasattr(Place("a"), "__dict__")
    assert Text("abc").length == 3


def test_a_class_can_add_fields_to_another() -> None:
    read = Read(root="/", language="en")
    assert names_of(read) == names_of(Read) == ("language", "root")
    assert (read.language, Read(root="/").language) == ("en", "")
    assert metadata_of(Read, "language") == {"about": "its language"}
    assert metadata_of(Read, "root") == {}


@pytest.mark.parametrize("value", [Place("a", 2, ("x",), "s"), Count({"a": 1}, 3), Text("abc")])
def test_values_can_be_copied_and_sent(value: object) -> None:
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301 - our own
        assert other == value
        assert other is not value


def test_patterns_match_by_place() -> None:
    match Place("a", 3):
        case Place(name, line):
            assert (name, line) == ("a", 3)


def test_functions_of_the_standard_library_take_records() -> None:
    place = Place("a", 2)
    assert replace(place, line=3) == dataclasses.replace(place, line=3) == Place("a", 3)
    assert dataclasses.asdict(place) == {"name": "a", "line": 2, "seen": (), "hidden": ""}
    assert [one.name for one in dataclasses.fields(Place)] == list(names_of(Place))
    assert dataclasses.is_dataclass(Place)
    with pytest.raises(TypeError):
        replace(place, colour="red")  # type: ignore[call-arg]


def test_classes_of_values_are_records() -> None:
    """``replace`` of records takes no other class, and the type checker cannot tell."""
    others = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "linter").rglob("*.py"))
        if re.search(r"^from dataclasses import .*\bdataclass\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert others == ["linter/api/results.py"]
