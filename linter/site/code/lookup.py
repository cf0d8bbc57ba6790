"""Follow an expression of code to the data that it may stand for, by text alone.

``DataReader.values`` follows names, keys, calls, ``find``, ``filter``, spreads and ``Object.values``: one value where the key is
known, all of them where it is not.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.callbacks import Callback, meeting, value_at
from linter.site.code.data import Made, Name, Spread, data_constants
from linter.site.code.file_reads import FileReads, as_read, is_listing, made_of_each, reads_files
from linter.site.code.literals import STRING, UNKNOWN_MARK, closing, literal, split, statement, template_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_DEEPEST = 12
_MOST_VALUES = 400
_MOST_ITEMS = 2_000
_MOST_MAPPED = 60
_LONGEST_LOOKUP = 1_000
_LONGEST_DATA = 40_000
"""Characters of a list or record that a call writes out: ``products={[{ … }, …]}``."""
_SAME = frozenset({"sort", "slice", "reverse", "toSorted", "toReversed", "values"})
_STRINGS = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`"
# as Lamp[], as unknown as Record<string, Lamp>, satisfies Lamps, as keyof typeof lamps
_CAST = re.compile(
    rf"({_STRINGS})|\s+(?:as|satisfies)\s+(?:(?:keyof|typeof|readonly)\s+)*[\w$.]+(?:<[^()=;]{{0,120}}>)?(?:\[[\w\"'\s]*\])*"
    r"(?:\s*\|\s*(?:undefined|null))?"
)
_OBJECTS = re.compile(
    r"(?:new\s+)?(Map|Set|Object\.(?:values|entries|fromEntries|freeze)|Array\.from|structuredClone)\s*(?:<[^()=;]{0,120}>)?\("
)
_PROPS = re.compile(r"(?<![\w$.])(?:this\.(?:props\.)?|(?:Astro\.|\$\$)?props\.)(?=[A-Za-z_$])")
_EACH = re.compile(r"(?:[!?]?\.[A-Za-z_$][\w$]*){0,6}?\s*[!?]?\.\s*(?:map|flatMap)\(")
_HELD = re.compile(
    r"(?:React\.|Vue\.)?(?:useMemo|computed|ref|shallowRef|reactive|readonly|markRaw|\$derived(?:\.by)?|cache|memoize|Promise\.all|json|defer)\s*(?:<[^()=;]{0,120}>)?\("
)
# (all, pen) => ({ ...all, [pen.id]: pen }), (all, pen) => { all[pen.id] = pen; return all }
_REDUCED = re.compile(
    r"\(\s*[\w$]+\s*(?::[^,()]{1,80})?,\s*(?P<entry>[\w$]+)\b[\s\S]{1,200}?\[\s*(?P=entry)\.(?P<keys>[\w$.]+)\s*\]\s*(?::|=)\s*(?P=entry)\s*[,;}\n]"
)
"""What holds a value for later and gives it back as it is."""
_STATE = re.compile(r"(?:React\.)?useState\s*(?:<[^()=;]{0,120}>)?\(")
"""What gives back a value, and what sets another."""
_WITHOUT_ARGUMENTS = re.compile(r"(?:async\s+)?\(\s*\)\s*(?::[^=]{1,80})?=>\s*")
_RETURNED = re.compile(r"\breturn\s+(?=[^\s;])")
"""One of several things that a function of some lines returns; of those that are data the first stands for all."""
_MOST_RETURNS = 12
_RETURN = re.compile(r"\{\s*return\s+([\s\S]*?);?\s*\}\s*$")


class Unsure(list[object]):
    """The entries of a list that may meet a condition which only the build knows."""


class DataReader:
    """Follows an expression to data.

    ``named`` gives what a name may hold, ``known`` the text of a key if it is known, ``returned`` what a function
    returns for arguments, and ``files`` the data in the files that a path may mean. ``mapped`` are the functions that are
    being asked for each entry of a list, by readers that ask one another: one that leads back to itself makes no data, and
    asking on for each entry of each list would never end.
    """

    def __init__(
        self,
        named: Callable[[str], list[object]],
        variables: Mapping[str, str],
        known: Callable[[str], str | None],
        returned: Callable[[str, list[str]], list[object]],
        files: Callable[[str], list[object]] = lambda _: [],
        mapped: set[str] | None = None,
    ) -> None:
        self._mapped_by = mapped if mapped is not None else set()
        self._named = named
        self._variables = variables
        self._known = known
        self._returned = returned
        self._files = files
        self._reads = FileReads(variables, known, returned)

    def values(self, expression: str, depth: int = 0) -> list[object]:
        """Return what an expression may stand for; nothing if it is no data."""
        if depth > _DEEPEST:
            return []
        if len(expression) > _LONGEST_LOOKUP:
            return self._written_out(expression.strip(), depth)
        expression = _bare(expression)
        if not expression:
            return []
        branches = split(expression, "?:")
        if len(branches) > 1:
            return [value for branch in branches[1:] for value in self.values(branch, depth + 1)][:_MOST_VALUES]
        if any(sign in expression for sign in ("??", "||", "&&")) and len(split(expression, "|&")) > 1:
            return self._first(expression, depth)
        text = self._text(expression)
        if text is None and (path := self._reads.joined(expression)) is not None:
            text = f"/{path.strip('/')}"
        if text is not None:
            return [text]
        found, position = self._head(expression, depth)
        if not found:
            found, position = self._made_of_each(expression, position, depth)
        return self._followed(found, expression, position, depth)[:_MOST_VALUES]

    def opened(self, value: object, depth: int = 0) -> object:
        """Return data with what its names stand for and what is spread into its arrays and objects."""
        if isinstance(value, Name):
            return next(iter(self.values(value, depth + 1)), None) or self._known(value)
        if isinstance(value, Made):
            return next(iter(self.values(value.expression, depth + 1)), None) or self._known(value.expression)
        if isinstance(value, list) and depth < _DEEPEST:
            items: list[object] = []
            for item in value:
                if isinstance(item, Spread):
                    items += [one for found in self.values(item.expression, depth + 1) for one in entries_of(found)]
                else:
                    items.append(self.opened(item, depth + 1))
            return items[:_MOST_ITEMS]
        if isinstance(value, dict) and depth < _DEEPEST:
            fields: dict[str, object] = {}
            for key, item in value.items():
                if isinstance(item, Spread):
                    for found in self.values(item.expression, depth + 1):
                        fields |= found if isinstance(found, dict) and len(fields) < _MOST_ITEMS else {}
                else:
                    fields[key] = self.opened(item, depth + 1)
            return fields
        return value

    def _text(self, expression: str) -> str | None:
        """Return what a string, a template literal or a sum with one prints; None if it is none, or a part is not known."""
        parts = split(expression, "+")
        strings = [STRING.fullmatch(part.strip()) is not None for part in parts]
        if not any(strings):
            return None
        if len(parts) > 1:
            texts = [
                self._text(part.strip()) if is_string else self._known(part)
                for part, is_string in zip(parts, strings, strict=True)
            ]
        elif expression[0] == "`":
            texts = [self._known(one) if is_code else one for one, is_code in template_parts(expression)]
        else:
            return literal(expression)
        return "".join(one for one in texts if one is not None) if None not in texts else None

    def _written_out(self, expression: str, depth: int) -> list[object]:
        """Return a long list or record that stands there as it is; nothing for other code of that length."""
        is_data = len(expression) <= _LONGEST_DATA and expression[:1] in {"[", "{"}
        if not is_data or closing(expression, 0) != len(expression) - 1:
            return []
        return self._head(expression, depth)[0]

    def _first(self, expression: str, depth: int) -> list[object]:
        """Return what the first operand that is data stands for: ``a ?? b``, and ``b`` of ``a && b``."""
        operands: list[str] = []
        position = 0
        for part in split(expression, "|&"):
            if expression[position - 2 : position] == "&&" and operands:
                operands.pop()
            operands.append(part)
            position += len(part) + 2
        found = (self.values(operand, depth + 1) for operand in operands)
        return next((values for values in found if values), [])

    def _head(self, expression: str, depth: int) -> tuple[list[object], int]:
        """Return what an expression begins with, and the position after it."""
        if expression[0] in "([{":
            end = closing(expression, 0)
            inner = expression[1:end].strip()
            if end < 0:
                return [], 0
            if expression[0] == "(":
                return self.values(inner, depth + 1), end + 1
            held = [value for _, value in data_constants(f"const it = {expression[: end + 1]}")][:1]
            return [self.opened(value, depth + 1) for value in held], end + 1
        objects = _OBJECTS.match(expression)
        state = _STATE.match(expression) if objects is None else None
        maker = objects or state or _HELD.match(expression)
        if maker is not None:
            end = closing(expression, maker.end() - 1)
            argument = split(expression[maker.end() : end], ",")[0] if end > 0 else ""
            kind = objects[1] if objects is not None else "useState" if state is not None else ""
            return _made(kind, self._held(argument, depth + 1)), end + 1
        read = self._reads.parsed(expression)
        if read is not None:
            return as_read(read[0], read[1], self._files(read[1])), read[2]
        name = _NAME.match(expression)
        if name is None:
            return [], 0
        if is_listing(expression):
            return [[UNKNOWN_MARK]], closing(expression, expression.index("(")) + 1
        if expression[name.end() : name.end() + 1] == "(":
            end = closing(expression, name.end())
            arguments = split(expression[name.end() + 1 : end], ",") if end > 0 else []
            return (self._returned(name[0], arguments), end + 1) if end > 0 else ([], 0)
        return self._of_name(name[0], depth), name.end()

    def _made_of_each(self, expression: str, position: int, depth: int) -> tuple[list[object], int]:
        """Return what a function makes of the entries of a list that is not known: ``ids.map((id) => penOf(id))``; and the position behind it."""
        call = _EACH.match(expression, position)
        end = closing(expression, call.end() - 1) if call is not None else -1
        callback = Callback.read(expression[call.end() : end]) if call is not None and end > 0 else None
        is_looked_up = callback is not None and any(sign in callback.body for sign in "([")
        made = self.values(callback.body, depth + 1) if callback is not None and is_looked_up else []
        return ([Unsure(made)], end + 1) if made else ([], position)

    def _held(self, argument: str, depth: int) -> list[object]:
        """Return what a value is that is given as it is, or as a function without arguments that returns it."""
        body = argument.strip()
        arrow = _WITHOUT_ARGUMENTS.match(body)
        if arrow is not None:
            body = body[arrow.end() :]
            block = _RETURN.match(body)
            if block is None and body[:1] == "{":
                returned = (statement(body, one.end()) for one in islice(_RETURNED.finditer(body), _MOST_RETURNS))
                return next((values for one in returned if (values := self.values(one, depth))), [])
            body = block[1] if block is not None else body
        return self.values(body, depth)

    def _of_name(self, name: str, depth: int) -> list[object]:
        data = self._named(name)
        if data:
            return data
        expression = self._variables.get(name, "")
        if expression.endswith("[*]"):
            return [item for value in self.values(expression[:-3], depth + 1) for item in entries_of(value)]
        return self.values(expression, depth + 1) if expression != name else []

    def _followed(self, found: list[object], expression: str, position: int, depth: int) -> list[object]:
        """Apply the keys, brackets and methods behind a name."""
        while position < len(expression) and found:
            rest = expression[position:]
            if rest.startswith(("?.", ".")) and not rest.startswith("?.["):
                name = _NAME.match(rest, 2 if rest[0] == "?" else 1)
                if name is None:
                    return []
                position += name.end()
                if expression[position : position + 1] == "(":
                    end = closing(expression, position)
                    if end < 0:
                        return []
                    found = self._method(found, name[0], expression[position + 1 : end], depth)
                    position = end + 1
                else:
                    found = [item for value in found for item in at_key(value, name[0])]
            elif rest.startswith(("[", "?.[")):
                start = position + rest.index("[")
                end = closing(expression, start)
                if end < 0:
                    return []
                found = self._keyed(found, expression[start + 1 : end].strip())
                position = end + 1
            elif rest[0] in "!) \n\t":
                position += 1
            else:
                return []
        return [value for value in found if value is not None]

    def _keyed(self, found: list[object], key: str) -> list[object]:
        text = key if key.isdigit() else self._known(key)
        if text is None:
            return [item for value in found for item in entries_of(value)]
        return [item for value in found for item in at_key(value, text)]

    def _method(self, found: list[object], name: str, argument: str, depth: int) -> list[object]:
        if name in _SAME:
            return found
        if name == "flat":
            return [_flat(value) for value in found]
        if name == "concat":
            more = [
                item
                for part in split(argument, ",")
                for one in self.values(part, depth + 1)
                for item in entries_of(one)
            ]
            return [[*entries_of(value), *more] for value in found]
        if name == "at":
            return [item for value in found for item in entries_of(value)]
        if name == "get":
            return self._keyed(found, argument.strip())
        if name == "reduce":
            return [by_key(value, argument) for value in found]
        callback = Callback.read(argument)
        if name in {"map", "flatMap"} and reads_files(argument):
            return [Unsure(self.values(made_of_each(argument), depth + 1))]
        if name in {"map", "flatMap"}:
            made = [self._mapped(value, callback, depth) for value in found] if callback else []
            return [_flat(one) for one in made] if name == "flatMap" else list(made)
        if name not in {"find", "findLast", "filter"}:
            return []
        chosen = [self._chosen(value, callback) for value in found]
        return [item for items in chosen for item in items] if name != "filter" else list(chosen)

    def _mapped(self, value: object, callback: Callback, depth: int) -> list[object]:
        """Return what a function makes of each entry: a field of it, else what it looks up for it (``(id) => penOf[id]``)."""
        entries = entries_of(value)
        made = [callback.made_of(item) for item in entries]
        if (
            not callback.entry
            or any(one is not None for one in made)
            or not any(sign in callback.body for sign in "([{")
            or callback.body in self._mapped_by
        ):
            return made
        self._mapped_by.add(callback.body)
        try:
            inside = (self._inside(callback.entry, item) for item in entries[:_MOST_MAPPED])
            return [next(iter(one.values(callback.body, depth + 1)), None) for one in inside]
        finally:
            self._mapped_by.discard(callback.body)

    def _inside(self, name: str, item: object) -> DataReader:
        """Return the reader for a function that is handed one entry under a name."""

        def named(asked: str) -> list[object]:
            return [item] if asked == name else self._named(asked)

        def known(asked: str) -> str | None:
            return str(item) if asked == name and isinstance(item, str | int) else self._known(asked)

        def returned(asked: str, arguments: list[str]) -> list[object]:
            # Written out: who works out a function knows no name of an entry.
            is_plain = isinstance(item, str) or (isinstance(item, dict) and set(item) == {"collection", "id"})
            told = json.dumps(item) if is_plain and name in map(str.strip, arguments) else ""
            return self._returned(asked, [told if told and one.strip() == name else one for one in arguments])

        return DataReader(named, self._variables, known, returned, self._files, self._mapped_by)

    def _chosen(self, value: object, callback: Callback | None) -> list[object]:
        """Return the entries that meet a condition, and those of which that is not known."""
        answer = meeting(callback, self._known) if callback else lambda _: None
        answers = [(item, answer(item)) for item in entries_of(value)]
        found = [item for item, answer in answers if answer is not False]
        return Unsure(found) if any(answer is None for _, answer in answers) else found


def _bare(expression: str) -> str:
    """Return an expression without casts, ``await`` and the names of all props; few have any, and each is asked for often."""
    expression = expression.strip()
    if "as" in expression or "satisfies" in expression:
        expression = _CAST.sub(lambda found: found[1] or "", expression)
    expression = expression.rstrip("!;").strip().removeprefix("await ").lstrip()
    return _PROPS.sub("", expression) if "props." in expression or "this." in expression else expression


def entries_of(value: object) -> list[object]:
    """Return the entries of an array or the values of an object; nothing of anything else."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _flat(value: object) -> object:
    """Return a list whose entries that are lists are taken out of them; anything else as it is."""
    if not isinstance(value, list) or not any(isinstance(one, list) for one in value):
        return value
    items = [item for one in value for item in (one if isinstance(one, list) else [one])][:_MOST_ITEMS]
    return Unsure(items) if isinstance(value, Unsure) else items


def at_key(value: object, key: str) -> list[object]:
    """Return what stands under a key or a number, in a list of none or one; all that may, if the entries are not sure."""
    if isinstance(value, dict):
        if key == "value" and key not in value:
            return [value]  # of what Vue holds as a reference
        return [value[key]] if key in value else [value[key.lower()]] if key.lower() in value else []
    if isinstance(value, Unsure) and key.isdigit():
        return value
    if isinstance(value, list) and key.isdigit() and int(key) < len(value):
        return [value[int(key)]]
    return []


def by_key(value: object, argument: str) -> dict[str, object]:
    """Return the object that ``reduce`` makes of the entries of a list, each under a field of it; empty for any other callback."""
    named = _REDUCED.search(argument)
    if named is None:
        return {}
    keys = [(value_at(item, tuple(named["keys"].split("."))), item) for item in entries_of(value)[:_MOST_ITEMS]]
    return {str(key): item for key, item in keys if isinstance(key, str | int)}


def _made(kind: str, found: list[object]) -> list[object]:
    """Return what ``Object.values`` and its like make of data."""
    if kind in {"Object.values", "Object.entries"}:
        return [[item for value in found for item in entries_of(value)]]
    if kind == "useState":
        return [[value] for value in found]
    if kind in {"Map", "Object.fromEntries"}:
        pairs = [item for value in found for item in entries_of(value)]
        return [{str(pair[0]): pair[1] for pair in pairs if isinstance(pair, list) and len(pair) == 2}]
    return found
