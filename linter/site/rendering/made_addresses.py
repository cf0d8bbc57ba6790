"""Addresses that templates make of an article's front matter: ``{{ page.link }}?tag=acme-20``, ``{{ page.link | append: tag }}``.

What they pay shows only with the values of an article; here they become plain values that facts fill in
(``linter.facts.links.made_addresses``). Nothing is executed, and what cannot be followed is unknown.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.made_texts import APPEND, FIELD_CLOSE, FIELD_OPEN, SET, Comparison, MadeAddress, MadeText, Test
from linter.records import replace
from linter.site.code.literals import SPREAD, STRING, bracketed, literal, literal_fields, split, template_parts
from linter.site.code.urls import additions, name_of_url
from linter.site.rendering.made_fields import BUILT, PROPS, below, concatenated, entry_of, field_at, handed, one_field
from linter.site.template.expressions import UNKNOWN, evaluate
from linter.site.template.field_paths import path_of
from linter.site.template.link_nodes import field_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.expressions import Scope
    from linter.site.template.template_ir import Node, Template

_MOST_ALTERNATIVES = 100
_DEPTH = 5
_NOTHING = MadeText("")
_UNKNOWN = MadeText(UNKNOWN)
_LIQUID_FIELD = re.compile(r"(?:page|article)\.(?:meta\.|metadata\.|data\.)?((?:[\w-]+|\*)(?:\.(?:[\w-]+|\*))*)")
_CONTAINERS = r"(?:frontmatter|frontMatter|matter|fm|data|metadata|metaData|meta|attributes|\$frontmatter)"
_WHOLE = re.compile(rf"(?!import\.)(?:[\w$]+\.){{0,3}}{_CONTAINERS}")
"""What stands for all front matter of an article."""
_SCRIPT_FIELD = re.compile(
    rf"(?!import\.)(?:[\w$]+\.){{0,3}}{_CONTAINERS}\.([\w$]+(?:\.(?:[\w$]+|\*))*)"
    r"|(?:post|page|entry|article|review|doc)\.(?!data\b|frontmatter\b)([\w$]+(?:\.(?:[\w$]+|\*))*)"
)
_PATH = re.compile(r"[\w$-]+(?:\.(?:[\w$-]+|\*))*")
_ENCODING = re.compile(r"(encodeURIComponent|encodeURI)\((.*)\)", re.DOTALL)
_CALL = re.compile(r"([A-Za-z_$][\w$]*)\((.*)\)", re.DOTALL)
_PARAMETERS = re.compile(r"\(([^()]*)\)|=\s*([\w$]+)\s*=>")
_RETURNED = re.compile(r"\breturn\s+([^;\n]{3,400})|=>\s*(?!\{)([^;\n\s][^;\n]{2,400})")
_FILTER_CALL = re.compile(r"(\w+)\s*\((.*)\)", re.DOTALL)
_COMPARED = re.compile(r"(.+?)\s*(===?|!==?|>=|<=|>|<|\bcontains\b|\bin\b)\s*(.+)", re.DOTALL)
_AND, _OR = re.compile(r"\band\b|&&"), re.compile(r"\bor\b|\|\|")
_LONGEST = 2_000


class Maker:
    """Follows what one expansion of templates makes of front matter, in the order in which they assign it."""

    def __init__(self, index: TemplateIndex) -> None:
        self._index = index
        self._assigned: dict[str, MadeText] = {}

    def assign(self, name: str, expression: str, scope: Scope, given: Mapping[str, MadeText]) -> None:
        """Note what a variable is made of; an empty text does not take the place of another."""
        made = self._text(expression, scope, given)
        if made != _NOTHING or name not in self._assigned:
            self._assigned[name] = made

    def given(self, node: Node, scope: Scope, given: Mapping[str, MadeText]) -> dict[str, MadeText]:
        """Return the arguments of a call that are made of front matter."""
        found: dict[str, MadeText] = {}
        for name, value in node.arguments:
            found[name.lower()] = self._text(value, scope, given)
            if name == SPREAD and (value in scope.template.rest or PROPS.fullmatch(value)):
                found |= given
            for key, item in literal_fields(value):
                found[f"{name}.{key}".lower() if name != SPREAD else key.lower()] = self._text(item, scope, given)
        return {name: made for name, made in found.items() if made.has_field}

    def address(
        self, parts: Sequence[tuple[str, str]], scope: Scope, given: Mapping[str, MadeText]
    ) -> tuple[MadeAddress, ...]:
        """Return what an address is made of, each alternative with its conditions; nothing if no front matter is in it."""
        if all(kind in {"text", "rel", "rel-of"} for kind, _ in parts):
            return ()
        found = tuple(islice(self._alternatives(parts, scope, given, 0), _MOST_ALTERNATIVES))
        return found if any(part.has_field for one in found for part in one.parts) else ()

    def under(
        self,
        asked: Sequence[tuple[str, bool]],
        made: tuple[MadeAddress, ...],
        scope: Scope,
        given: Mapping[str, MadeText],
    ) -> tuple[MadeAddress, ...]:
        """Return addresses that are printed only under some more conditions, each with whether it must not hold."""
        if not made or not asked:
            return made
        tests = [(self._test(condition, scope, given), negated) for condition, negated in asked]
        more = tuple(replace(test, negated=test.negated is not negated) for test, negated in tests)
        return tuple(replace(one, tests=(*more, *one.tests)) for one in made)

    def _alternatives(
        self, parts: Sequence[tuple[str, str]], scope: Scope, given: Mapping[str, MadeText], depth: int
    ) -> Iterator[MadeAddress]:
        """Yield the addresses that a sequence of parts may print."""
        made: list[MadeText] = []
        at = 0
        while at < len(parts):
            kind, value = parts[at]
            at += 1
            if kind == "text":
                made.append(MadeText(value))
            elif kind in {"value", "spread"}:
                expression = field_of(value, "href") if kind == "spread" else value
                made.append(self._text(expression, scope, given))
            elif kind == "assign":
                self.assign(value, parts[at][1], scope, given)
            elif kind == "if":
                end = _end(parts, at)
                yield from self._joined(
                    made,
                    self._branches(value, parts[at:end], scope, given, depth),
                    parts[end + 1 :],
                    scope,
                    given,
                    depth,
                )
                return
            elif kind == "call":
                after = next((one for one in range(at, len(parts)) if parts[one][0][:1] != "="), len(parts))
                inner = self._called(value, parts[at:after], scope, given, depth)
                yield from self._joined(made, inner, parts[after:], scope, given, depth)
                return
        yield MadeAddress(tuple(made))

    def _joined(
        self,
        before: list[MadeText],
        alternatives: Iterator[MadeAddress],
        after: Sequence[tuple[str, str]],
        scope: Scope,
        given: Mapping[str, MadeText],
        depth: int,
    ) -> Iterator[MadeAddress]:
        """Yield each alternative between what is printed before and what is printed after it."""
        for one in islice(alternatives, _MOST_ALTERNATIVES):
            for rest in self._alternatives(after, scope, given, depth) if after else (MadeAddress(()),):
                yield MadeAddress((*before, *one.parts, *rest.parts), (*one.tests, *rest.tests))

    def _branches(
        self, condition: str, parts: Sequence[tuple[str, str]], scope: Scope, given: Mapping[str, MadeText], depth: int
    ) -> Iterator[MadeAddress]:
        """Yield what the branches of an ``if`` print, each under its own condition and against those before it."""
        refused: tuple[Test, ...] = ()
        start = level = 0
        for at, (kind, value) in enumerate((*parts, ("else", ""))):
            level += (kind == "if") - (kind == "end")
            if kind != "else" or level:
                continue
            test = self._test(condition, scope, given) if condition else None
            for one in self._alternatives(parts[start:at], scope, given, depth):
                yield replace(one, tests=(*refused, *((test,) if test is not None else ()), *one.tests))
            if test is None:
                return
            refused += (replace(test, negated=not test.negated),)
            condition, start = value, at + 1
        yield MadeAddress((), refused)

    def _called(
        self, name: str, arguments: Sequence[tuple[str, str]], scope: Scope, given: Mapping[str, MadeText], depth: int
    ) -> Iterator[MadeAddress]:
        """Yield what an include prints that an address is made of."""
        target = self._index.find(name, scope.template) if depth < _DEPTH else None
        if target is None or target.flavour != scope.template.flavour:
            yield MadeAddress((_UNKNOWN,))
            return
        passed = {name[1:].lower(): self._text(value, scope, given) for name, value in arguments}
        parts: list[tuple[str, str]] = []
        for node in target.nodes:
            if node.kind in {"text", "value", "call", "if", "else", "end", "assign"}:
                parts.append((node.kind, node.value))
                parts += [(f"={name}", value) for name, value in node.arguments if node.kind in {"call", "assign"}]
        inner = self._index.scope(target, outermost=False, bound={name: one.text for name, one in passed.items()})
        yield from self._alternatives(parts, inner, {**given, **passed}, depth + 1)

    def _test(self, condition: str, scope: Scope, given: Mapping[str, MadeText]) -> Test:
        negated = condition.startswith("!(") and condition.endswith(")")
        groups = _OR.split(condition[2:-1] if negated else condition[:_LONGEST])
        return Test(
            tuple(tuple(self._comparison(one.strip(), scope, given) for one in _AND.split(group)) for group in groups),
            negated,
        )

    def _comparison(self, text: str, scope: Scope, given: Mapping[str, MadeText]) -> Comparison:
        found = _COMPARED.fullmatch(text)
        if found is None:
            is_negated = text.startswith(("not ", "!"))
            return Comparison(
                self._text(text.removeprefix("not ").lstrip("!"), scope, given), "not" if is_negated else "is", _NOTHING
            )
        left, right = self._text(found[1], scope, given), self._text(found[3], scope, given)
        operator = found[2][:2] if found[2][0] in "=!" else found[2]
        return Comparison(right, "contains", left) if operator == "in" else Comparison(left, operator, right)

    def _text(self, expression: str, scope: Scope, given: Mapping[str, MadeText], depth: int = 0) -> MadeText:
        """Return what an expression prints, front matter by its path."""
        if depth > _DEPTH or len(expression) > _LONGEST:
            return _UNKNOWN
        if scope.template.flavour == "go":
            return MadeText(evaluate(expression, scope))
        read = self._liquid if scope.template.flavour == "liquid" else self._script
        return read(expression.strip(), scope, given, depth + 1)

    def _liquid(self, expression: str, scope: Scope, given: Mapping[str, MadeText], depth: int) -> MadeText:
        stages = split(expression, "|")
        sums = split(stages[0], "+~")
        made = concatenated([self._liquid_operand(one.strip(), scope, given, depth) for one in sums])
        if not made.has_field and len(stages) > 1:
            return MadeText(evaluate(expression, scope))
        for stage in stages[1:]:
            call = _FILTER_CALL.fullmatch(stage.strip())
            name, _, arguments = stage.strip().partition(":") if call is None else (call[1], "", call[2])
            values = [self._text(one, scope, given, depth) for one in split(arguments, ",") if one.strip()]
            known = (UNKNOWN if value.filters else value.text for value in values)
            made = replace(made, filters=(*made.filters, (name.strip(), *known)))
        return made

    def _liquid_operand(self, word: str, scope: Scope, given: Mapping[str, MadeText], depth: int) -> MadeText:
        if STRING.fullmatch(word):
            return MadeText(literal(word))
        if word[:1] == "(" and word[-1:] == ")":
            return self._text(word[1:-1], scope, given, depth)
        word = bracketed(word, lambda key: key if key.isdigit() else "*")
        name = word.removeprefix("include.")
        if name.lower() in given:
            return given[name.lower()]
        if word in self._assigned:
            return self._assigned[word]
        head, _, rest = word.partition(".")
        of_caller, _, below_it = name.partition(".")
        for known, inner in ((self._assigned.get(head), rest), (given.get(of_caller.lower()), below_it)):
            if inner and known is not None and (one := entry_of(known)) is not None:
                return field_at(f"{one}.{inner}")
        entry = scope.template.variables.get(head, "")
        if entry.endswith(".*"):
            word = f"{entry}.{rest}" if rest else entry
        field = _LIQUID_FIELD.fullmatch(word)
        if field is not None and field[1].split(".")[0].lower() not in BUILT:
            return field_at(field[1])
        value = evaluate(word, scope)
        is_bare = self._index.values.has_bare_names and _PATH.fullmatch(word) is not None and head.lower() not in BUILT
        return (
            field_at(word)
            if value == UNKNOWN and is_bare and head not in {"page", "site", "collections"}
            else MadeText(value)
        )

    def _script(self, expression: str, scope: Scope, given: Mapping[str, MadeText], depth: int) -> MadeText:
        expression = expression.rstrip(";").strip()
        if STRING.fullmatch(expression):
            pieces = template_parts(expression) if expression[0] == "`" else [(literal(expression), False)]
            return concatenated(
                [self._text(one, scope, given, depth) if is_code else MadeText(one) for one, is_code in pieces]
            )
        for separators in ("|&", "+"):
            parts = split(expression, separators)
            if len(parts) > 1:
                values = [self._text(one, scope, given, depth) for one in parts]
                if separators == "|&" and not any(one.has_field for one in values):
                    return MadeText(evaluate(expression, scope))
                return (
                    concatenated(values)
                    if separators == "+"
                    else next((one for one in values if one.has_field), values[0])
                )
        encoded = _ENCODING.fullmatch(expression)
        if encoded is not None:
            inner = self._text(encoded[2], scope, given, depth)
            return replace(
                inner, filters=(*inner.filters, ("url_encode" if "Component" in encoded[1] else "uri_escape",))
            )
        if (with_more := self._added(expression, scope, given, depth)) is not None:
            return with_more
        called = _CALL.fullmatch(expression)
        code = self._index.code_of(scope.template, called[1]) if called is not None else None
        if called is not None and code is not None:
            values = [self._text(one, scope, given, depth) for one in split(called[2], ",") if one.strip()]
            if any(one.has_field for one in values):
                return self._returned(*code, values, depth)
        return self._script_name(expression, scope, given, depth)

    def _added(self, expression: str, scope: Scope, given: Mapping[str, MadeText], depth: int) -> MadeText | None:
        """Return the front matter's address to which code adds parameters (``url.searchParams.set("tag", TAG)``); None for anything else."""
        name = name_of_url(expression) or expression
        found = additions(scope.template.variables.get(name, expression)) if len(name) < _LONGEST else None
        base = self._text(found[0], scope, given, depth) if found is not None else _NOTHING
        if found is None or not base.has_field:
            return None
        added: list[tuple[str, ...]] = []
        for how, *pair in found[1]:
            key, value = (self._text(one, scope, given, depth) for one in pair)
            known = (UNKNOWN if one.filters else one.text for one in (key, value))
            added.append((SET if how == "set" else APPEND, *known))
        return replace(base, filters=(*base.filters, *added))

    def _returned(self, code: str, template: Template, values: list[MadeText], depth: int) -> MadeText:
        """Return what a function makes of its arguments: the first of the texts that it returns with any of them in it."""
        head = _PARAMETERS.search(code)
        names = [one.split(":")[0].split("=")[0].strip(" ?") for one in (head[1] or head[2]).split(",")] if head else []
        passed = {name.lower(): value for name, value in zip(names, values, strict=False)}
        scope = self._index.scope(template, outermost=False)
        found = (self._text(one[1] or one[2], scope, passed, depth) for one in islice(_RETURNED.finditer(code), 8))
        made = [one for one in found if one.has_field]
        return next((one for one in made if one not in values), made[0] if made else _UNKNOWN)

    def _script_name(self, expression: str, scope: Scope, given: Mapping[str, MadeText], depth: int) -> MadeText:
        path = path_of(expression)
        if path is None:
            return MadeText(evaluate(expression, scope))
        if (passed := handed(path, scope.template, given)) is not None:
            return passed
        template = scope.template
        if path in template.parameters and path.lower() in scope.bound:
            return MadeText(scope.bound[path.lower()])
        inner = template.variables.get(path) or template.fields.get(path) or template.taken.get(path)
        if inner and inner != path:
            return self._text(inner, scope, given, depth)
        head, _, rest = path.partition(".")
        whole = template.fields.get(head) or template.variables.get(head) or template.taken.get(head, "")
        if (
            rest
            and whole
            and whole != head
            and (outer := one_field(self._text(whole, scope, given, depth))) is not None
        ):
            return below(outer, rest) or MadeText(evaluate(expression, scope))
        if rest and (whole := template.fields.get(head, "")) and whole != head:
            path = f"{whole}.{rest}".replace("?.", ".")
        if _WHOLE.fullmatch(path) is not None:
            return field_at("")
        found = _SCRIPT_FIELD.fullmatch(path)
        return (below("", found[1] or found[2]) if found is not None else None) or MadeText(evaluate(expression, scope))


def adds(one: MadeAddress) -> bool:
    """Return whether an address is made of front matter, and of more than one value as it stands.

    One value as it stands is a link that the article itself has.
    """
    said = [part for part in one.parts if part.text.strip() or part.filters]
    if not any(part.has_field for part in said):
        return False
    alone = len(said) == 1 and not said[0].filters and said[0].text.count(FIELD_OPEN) == 1
    text = said[0].text.strip()
    return not (alone and text.startswith(FIELD_OPEN) and text.endswith(FIELD_CLOSE))


def _end(parts: Sequence[tuple[str, str]], start: int) -> int:
    """Return the index of the ``end`` of the ``if`` before ``start``, or the number of parts."""
    level = 0
    for at in range(start, len(parts)):
        kind = parts[at][0]
        if kind == "end" and level == 0:
            return at
        level += (kind == "if") - (kind == "end")
    return len(parts)
