"""Expand a template through everything it calls, as the build would, and record what it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.telling_names import telling_name
from linter.records import replace
from linter.site.code.literals import SPREAD, STRING, literal_fields
from linter.site.component.article_slot import hands_article
from linter.site.rendering.component_data import fields_of, spread_over
from linter.site.rendering.frames import Frame, Part
from linter.site.rendering.made_addresses import Maker
from linter.site.rendering.printed_texts import others_that_disclose, pieces, returned_that_disclose
from linter.site.rendering.record_texts import text_of_record
from linter.site.template.asked_names import asks_entry
from linter.site.template.call_conditions import as_called, handed_over, is_missed, of_macro
from linter.site.template.conditions import Condition, follows
from linter.site.template.data_conditions import settled
from linter.site.template.events import Event, as_destination, region_of
from linter.site.template.expressions import UNKNOWN, data_paths, evaluate
from linter.site.template.link_nodes import as_link, joined, rel_of
from linter.site.template.named_slots import filling, fills_of, matching, slots_of
from linter.site.template.template_ir import CLICK, SLOT_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.call_conditions import Passed
    from linter.site.template.template_ir import Node, Template

# Names of styled components that are blocks of their own, not words in a sentence.
_BOX = re.compile(
    r"(?:Container|Wrapper|Box|Area|Block|Section|Teaser|Banner|Notice|Disclaimer|Disclosure|Title|Headline|Heading|Header"
    r"|Footer|Card|Row|Col|Column|Grid|Paragraph|Content|Alert|Callout|Meta|Label)$"
)
_MAIN_BLOCKS = frozenset({"content", "main", "body", "article", "page_content"})


class Expansion:
    """One expansion of one template; ``events`` is its output, in order."""

    def __init__(self, index: TemplateIndex) -> None:
        self._index = index
        self._nodes_left = index.tree.limits.nodes
        self.events: list[Event] = []
        self._conditions: list[Condition] = []
        self._last: Condition | None = None
        self._regions: list[tuple[str, int]] = []
        self._elements = 0
        self._sources: list[str] = []
        self._maker = Maker(index)
        self._outer_call = -1
        self._choosing: list[str] = []
        """The names of chosen components that are being expanded."""
        self.left_out: dict[int, list[tuple[str, int]]] = {}
        """The texts that a call of the outermost template leaves out, by its offset: their files and places."""
        self.called: dict[int, Template | None] = {}
        """What the outermost template calls, by the offset of the call; None for what nobody can read."""

    def name(
        self, template: Template, bound: dict[str, str] | None = None, passed: Mapping[str, Passed] | None = None
    ) -> None:
        """Expand a template as an article calls it; ``bound`` are the arguments of one call, by lower-case name, ``passed`` as it writes them."""
        scope = self._index.scope(template, outermost=bound is None, bound=bound)
        frame = Frame(scope, (template.key,), passed=passed)
        self._follow(template.nodes, 0, len(template.nodes), frame)
        self.events = as_destination(self.events)

    def layout(self, chain: Sequence[Template], bound: dict[str, str] | None = None) -> None:
        """Expand a layout chain, from the outermost template to the one that an article names (the last).

        ``bound`` are values of front matter by the expressions for them, in lower case: ``page.pen``.
        """
        slot: Part | None = None
        blocks: tuple[tuple[str, Part], ...] = ()
        frame: Frame | None = None
        for template in reversed(chain):
            scope = self._index.scope(template, outermost=False, bound=bound)
            frame = Frame(scope, tuple(layout.key for layout in chain), slot, blocks)
            whole = Part(template.nodes, 0, len(template.nodes), frame)
            if template.blocks or template.extends:
                own = tuple((name, Part(nodes, 0, len(nodes), frame)) for name, nodes in template.blocks.items())
                blocks = (*blocks, *own)
            else:
                slot = whole
        if frame is not None:
            self._follow(chain[0].nodes, 0, len(chain[0].nodes), replace(frame, blocks=blocks))

    def _follow(
        self, nodes: Sequence[Node], start: int, end: int, frame: Frame, named: frozenset[str] = frozenset()
    ) -> None:
        conditions, regions = len(self._conditions), len(self._regions)
        index = start
        while index < end and self._nodes_left > 0:
            self._nodes_left -= 1
            node = nodes[index]
            index += 1
            if node.kind == "call":
                index = self._call(nodes, index, end, frame)
            elif node.kind == "block":
                closing = matching(nodes, index, end, "block", "endblock")
                self._block(nodes, index, closing, frame)
                index = closing + 1
            elif node.kind == "fill" and node.value in named:
                index = matching(nodes, index, end, "fill", "endfill") + 1
            else:
                self._simple_node(node, frame, conditions, regions)
        del self._conditions[conditions:]
        del self._regions[regions:]

    def _simple_node(self, node: Node, frame: Frame, conditions: int, regions: int) -> None:
        kind = node.kind
        if kind == "text":
            self._record("text", node.value, frame, node.at)
        elif kind == "break":
            self._record("break", node.value, frame)
        elif kind == "value":
            self._value(node, frame)
        elif kind in {"address", "assign"}:
            self._made(node, frame)
        elif kind == "content":
            self._content(node, frame)
        elif kind == "super":
            self._fill(frame.block, frame.replaced, frame)
        elif kind == "if":
            self._if(node, frame)
        elif kind == "else":
            self._else(node.value, frame, conditions)
        elif kind == "end":
            if len(self._conditions) > conditions:
                self._last = self._conditions.pop()
        elif kind == "enter":
            self._elements += 1
            self._regions.append((node.value, self._elements))
        elif kind == "leave":
            self._leave(node.value, regions)
        elif kind == "source" and node.value:
            self._sources.append(node.value)
        elif kind == "source" and self._sources:
            self._sources.pop()

    def _value(self, node: Node, frame: Frame) -> None:
        part = filling(node.value, frame.scope.template, frame.blocks)
        if part is not None:
            self._follow(part.nodes, part.start, part.end, part.frame)
            return
        value = evaluate(node.value, frame.scope)
        self._print(pieces(value), frame, node.at)
        for other in self._others(node.value, value, frame):
            self._print([("break", ""), *pieces(other), ("break", "")], frame, node.at)
        if UNKNOWN in value and telling_name("key").search(node.value):
            self._record("unread", node.value, frame, node.at)

    def _others(self, expression: str, value: str, frame: Frame) -> Iterator[str]:
        """Yield what else an expression of code may print that may disclose: other texts of its data, those that a function returns."""
        template = frame.scope.template
        if template.flavour != "script" or STRING.fullmatch(expression) is not None:
            return
        yield from others_that_disclose(value, self._index.data.values(frame.scope, expression))
        if UNKNOWN in value:
            code_of = self._index.code_of
            yield from returned_that_disclose(expression, lambda name: (code_of(template, name) or (None,))[0])

    def _made(self, node: Node, frame: Frame) -> None:
        """Record an address, with what front matter it is made of, or note a variable that one may be made of."""
        if self._is_off():
            if node.kind != "assign":
                self._record("address", "", frame, node.at)
            return
        if node.kind == "assign":
            self._maker.assign(node.value, node.arguments[0][1], frame.scope, frame.given)
        else:
            made = self._maker.address(node.arguments, frame.scope, frame.given)
            own = frame.scope.template
            asked = [
                one
                for one in self._conditions
                if one.template is own and not one.is_loop and asks_entry(one.expression, own)
            ]
            made = self._maker.under([(one.expression, one.negated) for one in asked], made, frame.scope, frame.given)
            text = joined(node, frame.scope)
            kinds = {kind for kind, _ in node.arguments}
            is_open = (
                text == UNKNOWN if "spread" in kinds else CLICK in kinds and (not text or text.startswith(UNKNOWN))
            )
            if not made and is_open:
                return
            self._record("address", text, frame, node.at)
            rel = rel_of(node.arguments, frame.scope)
            self.events[-1] = replace(self.events[-1], made=made, rel=rel)

    def _is_off(self) -> bool:
        return any(one.never_holds for one in self._conditions)

    def _leave(self, region: str, outer: int) -> None:
        """Close the innermost region of a name, unless it was opened before the ``outer`` regions of this template."""
        for number in range(len(self._regions) - 1, outer - 1, -1):
            if self._regions[number][0] == region:
                del self._regions[number]
                return

    def _if(self, node: Node, frame: Frame) -> None:
        if frame.passed is not None and is_missed(node, frame.scope.template, frame.passed):
            self._conditions.append(Condition("false", frame.scope.template, is_past=True))
        elif node.value == "!last" and self._last is not None:
            self._conditions.append(self._last.inverted())
        else:
            is_loop = ("loop", "") in node.arguments
            asked = node.value if is_loop else settled(node.value, frame.scope, self._index.values.data())
            asked = "true" if self._index.data.holds(frame.scope, node.value) else asked
            one = Condition(asked, frame.scope.template, is_loop=is_loop)
            one = one if frame.passed is None else as_called(one, frame.passed)
            is_past = self._last is not None and self._last.is_met and follows(node.value)
            self._conditions.append(replace(one, is_past=True) if is_past else one)

    def _else(self, expression: str, frame: Frame, conditions: int) -> None:
        if len(self._conditions) > conditions:
            top = self._conditions[-1]
            other = Condition(expression, frame.scope.template, is_past=top.is_met)
            self._conditions[-1] = other if expression else top.inverted()

    def _content(self, node: Node, frame: Frame) -> None:
        if node.value == "entry" and any(condition.is_loop for condition in self._conditions):
            return
        if frame.slot is not None and (node.value in {"slot", "rest"} or frame.scope.template.flavour != "script"):
            part = frame.slot
            self._follow(part.nodes, part.start, part.end, part.frame, part.named)
        elif written := text_of_record(node, frame.scope, self._index):
            self._print(pieces(written), frame, node.at)
        elif node.value != "rest":
            self._record("content", "maybe" if node.value == "maybe" else "", frame)

    def _call(self, nodes: Sequence[Node], index: int, end: int, frame: Frame) -> int:
        """Expand a call; return the index after the call and the body passed to it."""
        node = nodes[index - 1]
        body: Part | None = None
        after = index
        if index < end and nodes[index].kind == "body":
            closing = matching(nodes, index + 1, end, "body", "uncall")
            body = Part(nodes, index + 1, closing, frame)
            after = closing + 1
        target = self._index.find(node.value, frame.scope.template)
        deep = len(frame.stack) > self._index.tree.limits.depth
        if target is not None and not target.nodes and target.flavour == "script":
            target = None  # nothing of it could be read: what it holds is printed where it stands
        if len(frame.stack) == 1:
            self.called[node.at] = target
        chosen = frame.scope.template.choices.get(node.value, ()) if target is None and not deep else ()
        if chosen and node.value not in self._choosing:
            self._choosing.append(node.value)
            self._chosen(chosen, nodes, index, end, frame)
            self._choosing.pop()
            return after
        if target is None or deep or target.key in frame.stack:
            self._uncalled(node, target, body, frame)
            return after
        arguments = of_macro(node, target)
        bound = {name.lower(): evaluate(value, frame.scope) for name, value in arguments}
        records: dict[str, list[object]] = {}
        for name, value in node.arguments if target.flavour == "script" else ():
            is_open = bound[name.lower()] == UNKNOWN or "(" in value
            records[name.lower()] = self._index.data.values(frame.scope, value) if is_open else []
            bound.update(fields_of(name, records[name.lower()]))
            written = ((f"{name}.{key}".lower(), evaluate(item, frame.scope)) for key, item in literal_fields(value))
            bound.update((key, text) for key, text in written if text != UNKNOWN)
            if name == SPREAD:
                fields, entries = spread_over(value, frame.scope, target, records[SPREAD])
                bound, records = {**fields, **bound}, {**entries, **records}
        if target.flavour != "script":
            # A Liquid include and a Go partial see the caller's variables.
            bound = {**frame.scope.bound, **bound} if target.flavour == "liquid" else bound
            body = frame.slot
        elif body is None:
            body = Part((), 0, 0, frame)
        passed = {**frame.scope.template.variables, **dict(arguments)} if target.flavour == "liquid" else {}
        paths = {**frame.scope.paths, **data_paths(passed, frame.scope)}
        scope = self._index.scope(target, outermost=False, bound=bound, paths=paths, records=records)
        blocks: tuple[tuple[str, Part], ...] = ()
        if target.flavour == "script" and body is not None:
            blocks = self._filled(node, nodes, body, target, frame)
            body = replace(body, named=slots_of(target))
        handed = handed_over(node, target, frame.scope.template, frame.passed)
        inner = Frame(
            scope,
            (*frame.stack, target.key),
            body,
            blocks,
            passed=handed,
            given=self._maker.given(node, frame.scope, frame.given),
        )
        outer, self._outer_call = self._outer_call, node.at if len(frame.stack) == 1 else self._outer_call
        self._follow(target.nodes, 0, len(target.nodes), inner)
        self._outer_call = outer
        return after

    def _chosen(self, names: Sequence[str], nodes: Sequence[Node], index: int, end: int, frame: Frame) -> None:
        """Expand each component of which code chooses one; its links only where all of them print some."""
        at = nodes[index - 1].at
        printed: list[list[Event]] = []
        for name in names:
            before = len(self.events)
            self._conditions.append(Condition("", frame.scope.template))
            self._call([*nodes[: index - 1], replace(nodes[index - 1], value=name), *nodes[index:]], index, end, frame)
            self._conditions.pop()
            printed.append(self.events[before:])
            del self.events[before:]
        self.called.setdefault(at, None)
        pays = all(any(event.kind == "address" for event in events) for events in printed)
        self.events += [event for events in printed for event in events if pays or event.kind != "address"]

    def _uncalled(self, node: Node, target: Template | None, body: Part | None, frame: Frame) -> None:
        """Record a call of what cannot be read, or is read already, with what it holds."""
        if telling_name("template").search(node.value):
            self._record("unread", node.value, frame, node.at)
        if target is None and (link := as_link(node, frame.scope.template)) is not None:
            self._made(link, frame)
        if body is not None and hands_article(node):
            self._record("content", "maybe", frame)
        if body is not None:
            is_block = target is None and _BOX.search(node.value) is not None
            if is_block:
                self._record("break", "", frame)
            self._follow(body.nodes, body.start, body.end, frame)
            if is_block:
                self._record("break", "", frame)

    def _filled(
        self, node: Node, nodes: Sequence[Node], body: Part, target: Template, frame: Frame
    ) -> tuple[tuple[str, Part], ...]:
        """Return what a call has printed in the named slots of a component."""
        found = [(name, Part(nodes, start, end, frame)) for name, start, end in fills_of(nodes, body.start, body.end)]
        for name, value in node.arguments:
            part = filling(value, frame.scope.template, frame.blocks)
            found += [(f"{SLOT_NAME}{name}", part)] if part is not None else []
        takes = slots_of(target)
        return tuple((name, part) for name, part in found if name in takes)

    def _block(self, nodes: Sequence[Node], index: int, closing: int, frame: Frame) -> None:
        name = nodes[index - 1].value
        if name.startswith(SLOT_NAME):
            part = next((part for block, part in frame.blocks if block == name), Part(nodes, index, closing, frame))
            self._follow(part.nodes, part.start, part.end, part.frame)
            return
        filled = [part for block, part in frame.blocks if block == name]
        self._fill(name, (*filled, Part(nodes, index, closing, frame)), frame)

    def _fill(self, name: str, parts: tuple[Part, ...], frame: Frame) -> None:
        """Print the first of several parts that a block may hold: each replaces those after it, the last is the block's own."""
        part = parts[0] if parts else None
        is_own = len(parts) < 2
        if is_own and name in _MAIN_BLOCKS and (part is None or part.is_blank()):
            self._record("content", "", frame)
        elif part is not None:
            inside = replace(part.frame, blocks=frame.blocks, block=name, replaced=parts[1:])
            self._follow(part.nodes, part.start, part.end, inside)

    def _print(self, printed: Iterable[tuple[str, str]], frame: Frame, at: int) -> None:
        for kind, text in printed:
            self._record(kind, text, frame, at)

    def _record(self, kind: str, text: str, frame: Frame, at: int = -1) -> None:
        if self._is_off():
            if kind in {"text", "address"} and self._outer_call >= 0:
                self.left_out.setdefault(self._outer_call, []).append((frame.scope.template.path, at))
            return
        region, element = region_of(self._regions) if self._regions else (None, 0)
        path = self._sources[-1] if self._sources else frame.scope.template.path
        call = self._outer_call if len(frame.stack) > 1 else -1
        self.events.append(
            Event(
                kind, text, tuple(self._conditions), region, path, element, at, language=self._index.language, call=call
            )
        )
