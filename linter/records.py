"""Dataclasses that cost little to make: declared, typed and used as those of the standard library.

``dataclasses`` writes and compiles six functions for each class, 4.2 million instructions whenever a program starts, and loads
``inspect``. Here a class costs a tenth, and ``__init__`` is written when the first value is made. What ``dataclasses`` offers for
values (``fields``, ``asdict``, ``replace``) takes them as well; ``replace`` of this module needs no import of it.

That a value is frozen is the type checker's to say: at run time it can be hashed, and nothing stops an assignment, as each
would cost a call. ``order``, ``InitVar`` and ``KW_ONLY`` are not offered.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from dataclasses import dataclass, field, replace

__all__ = ["dataclass", "field", "metadata_of", "names_of", "replace"]

_FIELDS = "__record_fields__"
_KW_ONLY = "__record_kw_only__"
_MISSING: Any = object()
_READERS: dict[type, Callable[[Any], Iterable[Any]]] = {}
"""By class: what returns the values of all fields."""


def names_of(of: Any) -> tuple[str, ...]:
    """Return the names of the fields of a class, or of one of its values, in order."""
    return tuple(getattr(of, _FIELDS))


def metadata_of(of: type, name: str) -> Mapping[str, Any]:
    """Return what a field of a class was declared with for others to read."""
    one: _Field = getattr(of, _FIELDS)[name]
    return one.metadata


class _Field:
    __slots__ = ("compare", "default", "default_factory", "metadata", "repr")

    def __init__(
        self,
        *,
        default: Any = _MISSING,
        default_factory: Any = _MISSING,
        repr: bool = True,  # noqa: A002 - as in dataclasses
        compare: bool = True,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.repr = repr
        self.compare = compare
        self.metadata = metadata or {}


class _StandardFields:
    """The fields as ``dataclasses`` describes them, made when its functions ask a class for them."""

    def __get__(self, value: object, owner: type) -> dict[str, Any]:
        """Return the fields by name."""
        from dataclasses import field, fields, make_dataclass  # noqa: PLC0415 - seldom needed, and slow to load

        types = {name: kind for base in reversed(owner.__mro__) for name, kind in _annotations(base).items()}
        own: dict[str, _Field] = getattr(owner, _FIELDS)
        declared = [(name, types[name], field(metadata=one.metadata)) for name, one in own.items()]
        return {one.name: one for one in fields(make_dataclass(owner.__name__, declared))}


_PLAIN = _Field()
"""A field without a default; one for all."""


class _Record:
    """What all records have. They inherit it, since a method of a class of its own takes longer to make."""

    __slots__ = ()
    __dataclass_fields__ = _StandardFields()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Write the ``__init__`` of the class, and call it."""
        cls: Any = type(self)
        cls.__init__ = _written_init(cls)
        cls.__init__(self, *args, **kwargs)

    def __repr__(self) -> str:
        fields: dict[str, _Field] = getattr(self, _FIELDS)
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, one in fields.items() if one.repr)
        return f"{type(self).__qualname__}({shown})"


class _Compared(_Record):
    __slots__ = ()
    __compared__: Callable[[object], object]

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        compared = self.__compared__
        return bool(compared(self) == compared(other))

    __hash__ = None  # type: ignore[assignment]


class _Frozen(_Compared):
    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(self.__compared__(self))


def _annotations(of: type) -> dict[str, Any]:
    found: dict[str, Any] = vars(of).get("__annotations__", {})
    return found


def _made(cls: Any, *, eq: bool, frozen: bool, slots: bool, kw_only: bool) -> Any:
    members = dict(vars(cls))
    own = {
        name: _field(members, name) for name, kind in _annotations(cls).items() if not str(kind).startswith("ClassVar")
    }
    fields = {**getattr(cls, _FIELDS, {}), **own}
    for name in (*own, "__dict__", "__weakref__"):
        members.pop(name, None)
    members[_FIELDS] = fields
    members[_KW_ONLY] = kw_only
    members["__match_args__"] = tuple(fields)
    if slots:
        members["__slots__"] = tuple(own)
    if eq:
        compared = [name for name, one in fields.items() if one.compare]
        members["__compared__"] = attrgetter(*compared) if compared else type
        if frozen and members.get("__hash__", 0) is None:  # as it has an ``__eq__`` of its own
            members["__hash__"] = _Frozen.__hash__
    base = (_Frozen if frozen else _Compared) if eq else _Record
    bases = tuple(one for one in cls.__bases__ if one is not object and not issubclass(base, one))
    return type(cls)(cls.__name__, bases if any(issubclass(one, base) for one in bases) else (*bases, base), members)


def _field(members: Mapping[str, Any], name: str) -> _Field:
    if name not in members:
        return _PLAIN
    value = members[name]
    return value if isinstance(value, _Field) else _Field(default=value)


def _written_init(cls: Any) -> Any:
    fields: dict[str, _Field] = getattr(cls, _FIELDS)
    names: dict[str, Any] = {"_MISSING": _MISSING}
    parameters = ["self", "*"] if getattr(cls, _KW_ONLY) else ["self"]
    lines = []
    for name, one in fields.items():
        value = name
        if one.default_factory is not _MISSING:
            parameters.append(f"{name}=_MISSING")
            names[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        elif one.default is not _MISSING:
            parameters.append(f"{name}=_default_{name}")
            names[f"_default_{name}"] = one.default
        else:
            parameters.append(name)
        lines.append(f" self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *lines]), names)  # noqa: S102 - names of fields alone
    return names["__init__"]


if not TYPE_CHECKING:
    field = _Field

    def replace(value: Any, /, **changes: Any) -> Any:
        """Return a value with other fields (``dataclasses.replace``)."""
        cls = value.__class__
        read = _READERS.get(cls)
        if read is None:
            names = names_of(cls)
            read = _READERS[cls] = attrgetter(*names) if len(names) > 1 else lambda one: [getattr(one, names[0])]
        return cls(**{**dict(zip(getattr(cls, _FIELDS), read(value), strict=True)), **changes})

    def dataclass(
        cls: type | None = None,
        /,
        *,
        eq: bool = True,
        frozen: bool = False,
        slots: bool = False,
        kw_only: bool = False,
        init: bool = True,  # noqa: ARG001 - for a type checker: a class that is only inherited from
    ) -> type | Callable[[type], type]:
        """Make a class that holds values (``dataclasses.dataclass``)."""

        def make(given: type) -> type:
            return _made(given, eq=eq, frozen=frozen, slots=slots, kw_only=kw_only)

        return make if cls is None else make(cls)
