"""Find the front matter keys that must be true (or false) for a template to print a conditional part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.facts.disclosure.telling_names import telling_name
from linter.records import dataclass, replace
from linter.site.code.literals import closing
from linter.site.template.asked_names import of_page

if TYPE_CHECKING:
    from linter.site.template.template_ir import Template

_GO_KEY = re.compile(
    r"(?<![\w.])\$?(?:\.Page)?\.Params\.([\w-]+)|\$?(?:\.Page)?\.Param\s+[\"`]([\w-]+)[\"`]"
    r"|isset\s+\$?(?:\.Page)?\.Params\s+[\"`]([\w-]+)[\"`]|index\s+\$?(?:\.Page)?\.Params\s+[\"`]([\w-]+)[\"`]"
)
_LIQUID_KEY = re.compile(
    r"(?<![\w.])(?:page|article)\.(?:meta(?:\.get\([\"']|\.|\[[\"']))?((?:extra\.)?[\w-]+)|(?<![\w.])page\[[\"']([\w-]+)[\"']\]"
    r"|[\"']([\w-]+)[\"']\s+in\s+(?:page\.(?:meta|extra)|article\.metadata)\b"
)
_LIQUID_BARE = re.compile(
    r"(?<![\w.\"'])(?!page\b|site\b|not\b|and\b|or\b|true\b|false\b|contains\b|blank\b|nil\b|include\b|content\b|layout\b|in\b|is\b)([A-Za-z_]\w*)(?![\w.(\"'\[])"
)
_SCRIPT_KEY = re.compile(
    r"\b(?:frontmatter|frontMatter|matter|fm|data|metadata|metaData|meta|post|page|entry|article|props|doc|attributes|\$frontmatter)"
    r"(?:\?\.|!?\.)(?!data\b|frontmatter\b|metadata\b|length\b|body\b|content\b)(\w+)"
)
# A field of a prop, which in a page's template is the article: content.products.
_SCRIPT_PROP = re.compile(r"(?<![\w.])([A-Za-z_$][\w$]*)\??\.(?!length\b|map\b|filter\b|data\b|body\b|content\b)(\w+)")
_SCRIPT_BARE = re.compile(r"(?<![\w.\"'])([A-Za-z_$][\w$]*)(?![\w(.\"'?])")
_SECTION = re.compile(
    r"\.(?:Section|Type)\s+[\"`]([\w-]+)[\"`]|[\"`]([\w-]+)[\"`]\s+\$?(?:\.Page)?\.(?:Section|Type)\b"
)
_LAYOUT = re.compile(r"\bpage\.layout\s*==\s*[\"']([\w-]+)[\"']")
_COLLECTION = re.compile(r"\bpage\.collection\s*==\s*[\"']([\w-]+)[\"']")
# post.frontmatter.category === 'desk', page.category == "desk", frontmatter.tags?.includes("desk")
_VALUE_ASKED = re.compile(
    r"(?:[\w$]+[?!]?\.){0,4}?(?:frontmatter|frontMatter|matter|fm|attributes|\$frontmatter|post|page|entry\.data|article)(?:\?\.|!?\.)"
    r"(?!data\b|frontmatter\b|metadata\b)(?P<key>\w+)"
    r"(?:\s*(?P<sign>!==?|={2,3}|contains\b)\s*|\??\.includes\(\s*)(?P<quote>[\"'`])(?P<value>[^\"'`=$]{1,80})(?P=quote)\s*\)?"
)
_OF_ARTICLE = (
    r"(?:[\w$]+[?!]?\.){0,4}?(?:frontmatter|frontMatter|matter|fm|attributes|\$frontmatter|data|post|page|entry|article)(?:\?\.|!?\.)"
    r"(?!data\b|frontmatter\b|metadata\b)(?P<key>\w+)"
)
# What a name of a component's code may stand for: article.data, Astro.props.post.frontmatter
_FRONT_MATTER = re.compile(
    r"(?:Astro\.)?(?:props\.)?([A-Za-z_$][\w$]*)[?!]?\.(?:data|frontmatter|frontMatter|matter|attributes|metadata|meta)[?!]?"
)
_ARTICLE = re.compile(r"post|page|entry|article|review|doc|guide|story|node")
# ["desk", "lamps"].includes(post.data.category), post.data.tags.some((tag) => tag === "desk")
_IN_LIST = re.compile(rf"\[(?P<values>[^\[\]]{{1,300}})\]\.includes\(\s*{_OF_ARTICLE}!?\s*\)")
_SOME = re.compile(
    rf"{_OF_ARTICLE}\??\.some\(\s*\(?\s*(?P<one>\w+)[^()=]{{0,40}}\)?\s*=>\s*(?P=one)\s*={{2,3}}\s*[\"'](?P<value>[^\"'=]{{1,80}})[\"']\s*\)"
)
_TEXT = re.compile(r"\"([^\"]{1,80})\"|'([^']{1,80})'")
_OR = re.compile(r"\|\|")
_SEVERAL = re.compile(r"\|\||&&|\?\?|\b(?:and|or)\b")
_INVERTED = re.compile(r"\s*!\s*([A-Za-z_$][\w$]*)\s*")
_NEGATED = re.compile(r"(?:!|\bnot\s*\(?)\s*\(*\s*[\w$.]*$")
_COMPARED = re.compile(r"\s*(!==?|={2,3}|contains\b|[<>]=?)\s*([\"']?[\w-]*[\"']?)")
# page.data.disclosure ?? true, page.disclosure | default: true: what nobody sets is true
_IS_SET = re.compile(r"[\s)]*(?:\?\?|\|\||\|\s*default\s*:)\s*true\b")
_GO_COMPARED = re.compile(r"\b(eq|ne|gt|ge|lt|le)\s+\(?\s*$")
_GO_VALUE = re.compile(r"\)?\s+([\"`]?[\w-]*[\"`]?)")
_EMPTY_VALUES = frozenset({"nil", "null", "undefined", "blank", "empty", '""', "''", "``", "none"})
# Keys that every page has; no writer sets one to have a disclosure printed.
_ALWAYS = frozenset(
    [
        "title",
        "date",
        "layout",
        "content",
        "body",
        "url",
        "slug",
        "permalink",
        "collection",
        "children",
        "html",
        "meta",
        "extra",
    ]
)
_NEVER_ASKED = _ALWAYS - {"slug"}
"""Keys whose value tells no articles apart; a slug that is written out names one."""
_CONTAINS = re.compile(r"(?<![\w.])(?:page\.)?content\s+contains\s+(?:\"([^\"]{2,80})\"|'([^']{2,80})')")
_ALTERNATIVES = re.compile(rf"{_CONTAINS.pattern}(?:\s+or\b)?")
_NO_QUESTION = frozenset({"true", "content", ".Content"})
_SITE_DATA = re.compile(
    r"\b[sS]ite\.\w|\b(?:theme|config)\.\w|\bhugo\.Data\b|\.json\b|getCollection\(|import\.meta|process\.env"
)
_HEAD = re.compile(r"(?:Object\.\w+\()?\s*([A-Za-z_$][\w$]*)")
_DATA_FILE = re.compile(r"(?:^|/)data(?:/|$)|\.(?:json|ya?ml|csv|toml)$", re.IGNORECASE)
HELD = "="
"""Begins the expression of a condition that is known to hold for the article at hand."""
_LONGEST = 600
_INLINE_LEVELS = 3
_NAME = re.compile(r"(?<![\w.$\"'])\$?[A-Za-z_]\w*(?![\w(.\"'])")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as written in a template; ``negated`` in its ``else`` part."""

    expression: str
    template: Template
    negated: bool = False
    is_loop: bool = False
    """What is inside is printed for each entry of what the expression names."""
    is_past: bool = False
    """An alternative before it is surely printed instead."""

    @property
    def never_holds(self) -> bool:
        """Whether what is inside is never printed: ``{{ if false }}``."""
        return self.is_past or self.expression.strip() == ("true" if self.negated else "false")

    @property
    def is_met(self) -> bool:
        """Whether this alternative is surely printed, or one before it."""
        return self.is_past or (not self.is_loop and self.inverted().never_holds)

    def inverted(self) -> Condition:
        """Return the condition of the ``else`` part."""
        return Condition(self.expression, self.template, not self.negated, self.is_loop, self.is_past)


def follows(expression: str) -> bool:
    """Say whether a condition is that of a further alternative: ``a ? <A /> : b ? <B /> : <C />``."""
    return expression.lstrip(") ").startswith(":")


@dataclass(frozen=True, slots=True)
class Needs:
    """What must hold for a text to be printed: one of ``keys`` (``!key``: must be false or unset), in one of ``layouts``."""

    keys: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()


def link_key(conditions: tuple[Condition, ...]) -> tuple[bool, str | None]:
    """Return whether it is known for which articles something is printed, and the front matter key that it needs.

    A loop over a key goes before other keys; of one over data of the site, or of what only the build knows, it is not
    known for which articles it prints. ``category=desk`` is a key that must have a value, alone among the conditions.
    """
    found: str | None = None
    conditions = tuple(
        replace(one, expression=of_page(one.expression, one.template) or one.expression) for one in conditions
    )
    asking = [one for one in conditions if one.expression not in _NO_QUESTION]
    if len(asking) == 1 and (value := _value_asked(asking[0])) is not None:
        return True, value
    if any(condition.never_holds for condition in conditions):
        return False, None
    for condition in conditions:
        if condition.expression in _NO_QUESTION:
            continue
        if condition.is_loop and _goes_over_data(condition):
            continue
        keys = _keys(condition)
        about_layout = bool(_named(condition.expression)) or ".layout" in condition.expression
        if not keys and not about_layout and not _SITE_DATA.search(inlined(condition) or condition.expression):
            return False, None
        if keys and (condition.is_loop or found is None):
            found = keys[0]
    return True, found


def all_keys(conditions: tuple[Condition, ...]) -> tuple[str, ...] | None:
    """Return the front matter keys that must all hold for something to be printed, as ``link_key`` has them; None where it takes more."""
    found: list[str] = []
    for condition in conditions:
        if condition.expression in _NO_QUESTION or condition.expression.startswith(HELD):
            continue
        keys = (_value_asked(condition) or "",) if _value_asked(condition) else _keys(condition)
        if len(keys) != 1 or condition.never_holds or _SEVERAL.search(inlined(condition)) or keys[0].startswith("~"):
            return None
        found.append(keys[0])
    return tuple(dict.fromkeys(found))


def _value_asked(condition: Condition) -> str | None:
    """Return the value that a condition wants front matter to have, as ``key=value`` (``!key=value``: must not have)."""
    flag = _INVERTED.fullmatch(condition.expression)
    # What a flag stands for is inverted as a whole.
    expression = inlined(condition if flag is None else Condition(flag[1], condition.template)).strip()
    inner = re.fullmatch(r"(!?)\(([^()]*(?:\([^()]*\)[^()]*)?)\)", expression)
    inverted, expression = (inner[1] == "!", inner[2].strip()) if inner is not None else (False, expression)
    asked = _VALUE_ASKED.fullmatch(_of_entry(expression, condition.template)) if not condition.is_loop else None
    if asked is None or asked["key"] in _NEVER_ASKED:
        return None
    inverted = inverted != (flag is not None)
    is_negated = (asked["sign"] or "").startswith("!") != (inverted != condition.negated)
    return f"{'!' if is_negated else ''}{asked['key']}={asked['value']}"


def _of_entry(expression: str, template: Template) -> str:
    """Return an expression with the usual name for an article's front matter where it asks it by another.

    That is the ``data`` of a prop, or a name that the code gives it: ``const { data } = post``, ``const info = entry.data``.
    """
    head, dot, rest = expression.partition(".")
    if not dot or template.flavour != "script":
        return expression
    if head in template.parameters:
        return f"entry.{rest}" if rest.startswith("data.") else expression
    source = _FRONT_MATTER.fullmatch(template.fields.get(head) or template.variables.get(head, ""))
    is_article = source is not None and (source[1] in template.parameters or _ARTICLE.fullmatch(source[1]) is not None)
    return f"entry.data.{rest}" if is_article else expression


def _values_asked(condition: Condition) -> tuple[str, ...]:
    """Return the values of which a condition wants front matter to have one, in the form of ``_value_asked``; nothing if it asks for more."""
    value = _value_asked(condition)
    if value is not None:
        return (value,)
    if condition.is_loop or condition.negated:
        return ()
    expression = inlined(condition).strip()
    while expression[:1] == "(" and closing(expression, 0) == len(expression) - 1:
        expression = expression[1:-1].strip()
    listed = _IN_LIST.fullmatch(expression)
    if listed is not None:
        names = [first or second for first, second in _TEXT.findall(listed["values"])]
        return tuple(f"{listed['key']}={name}" for name in names if "=" not in name)
    some = _SOME.fullmatch(expression)
    if some is not None:
        return (f"{some['key']}={some['value']}",)
    parts = _OR.split(expression)
    if len(parts) < 2 or "&&" in expression:
        return ()
    found = [_value_asked(Condition(part.strip(), condition.template)) for part in parts]
    return tuple(one for one in found if one is not None and not one.startswith("!")) if all(found) else ()


def _goes_over_data(condition: Condition) -> bool:
    """Return whether a loop goes over a list that the code itself holds, or imports from a file of data."""
    template, expression = condition.template, condition.expression
    for _ in range(_INLINE_LEVELS):
        head = _HEAD.search(expression)
        if head is None:
            return False
        if head[1] in template.data:
            return True
        if head[1] in template.imports:
            return _DATA_FILE.search(template.imports[head[1]][0]) is not None
        expression = template.variables.get(head[1], "")
    return False


def needs(conditions: tuple[Condition, ...]) -> Needs | None:
    """Return what nested conditions require; None if they can never all hold for an article."""
    if any(condition.never_holds for condition in conditions):
        return None
    keys: list[tuple[str, ...]] = []
    layouts: tuple[str, ...] = ()
    asking = [one for one in conditions if one.expression not in _NO_QUESTION and not one.expression.startswith(HELD)]
    if len(asking) == 1 and (values := _values_asked(asking[0])):
        return Needs(values, ())
    for condition in [one for one in conditions if not one.is_loop]:
        found = _keys(condition)
        if found:
            keys.append(found)
        if not condition.negated:
            layouts = _named(condition.expression) or layouts
    if not keys:
        return Needs((), layouts)
    return Needs(
        next((found for found in keys if any(telling_name("key").search(key) for key in found)), keys[-1]), layouts
    )


def _named(expression: str) -> tuple[str, ...]:
    """Return the sections or layouts that a condition names, in the form of ``LayoutDisclosure.layouts``."""
    if len(expression) > _LONGEST or "!=" in expression or expression.startswith(("ne ", "not ", "!")):
        return ()
    sections = [f"section:{first or second}" for first, second in _SECTION.findall(expression)]
    sections += [f"section:{name}" for name in _COLLECTION.findall(expression)]
    return tuple(dict.fromkeys([*sections, *_LAYOUT.findall(expression)]))


def _keys(condition: Condition) -> tuple[str, ...]:
    """Return the front matter keys of one condition; several if any one of them is enough."""
    expression = inlined(condition)
    if not expression or len(expression) > _LONGEST:
        return ()
    said = _in_text(expression, condition)
    if said:
        return said
    pattern = {"go": _GO_KEY, "liquid": _LIQUID_KEY}.get(condition.template.flavour, _SCRIPT_KEY)
    found = [
        (next(group for group in match.groups() if group), *match.span()) for match in pattern.finditer(expression)
    ]
    if not found and condition.template.flavour == "script":
        found = [
            (match[2], *match.span())
            for match in _SCRIPT_PROP.finditer(expression)
            if match[1] in condition.template.parameters
        ]
    if not found and condition.template.flavour != "go":
        bare = _LIQUID_BARE if condition.template.flavour == "liquid" else _SCRIPT_BARE
        found = [(match[1], *match.span()) for match in bare.finditer(expression) if _is_key(match[1], condition)]
    keys = [key for name, start, end in found if (key := _signed(name, expression, start, end, condition))]
    if len(keys) > 1 and not re.search(r"\|\||\bor\b", expression):
        keys = [next((key for key in keys if telling_name("key").search(key)), keys[-1])]
    return tuple(dict.fromkeys(keys))


def _in_text(expression: str, condition: Condition) -> tuple[str, ...]:
    """Return the words that the article must hold, as ``~word`` (``!~word``: must not), where a condition asks for nothing else."""
    if condition.template.flavour != "liquid" or _ALTERNATIVES.sub("", expression).strip("!() "):
        return ()
    is_negated = expression.startswith("!(") != condition.negated
    words = [found[1] or found[2] for found in _CONTAINS.finditer(expression)]
    # Where none of several may be there, one of them alone settles nothing.
    if is_negated and len(words) > 1:
        return ()
    return tuple(f"{'!' if is_negated else ''}~{word}" for word in words)


def _is_key(name: str, condition: Condition) -> bool:
    """Return whether a bare name is front matter: in Liquid an unassigned name, in code a prop without a default."""
    template = condition.template
    if template.flavour == "liquid":
        # Settings of Pelican are in capitals.
        return name not in template.variables and not name.isupper() and bool(telling_name("key").search(name))
    return name in template.parameters and template.defaults.get(name, "false") in {
        "false",
        "undefined",
        "null",
        "",
        "[]",
    }


def _signed(name: str, expression: str, start: int, end: int, condition: Condition) -> str | None:
    """Return the key, prefixed with ``!`` if it must be false; None if the comparison requires neither."""
    if name in _ALWAYS:
        return None
    before, after = expression[:start], expression[end:]
    if _IS_SET.match(after):
        return None
    required = _required_value(before, after)
    if required is None:
        return None
    negated = bool(_NEGATED.search(before[-30:])) or expression.startswith("!(")
    holds = required != (negated != condition.negated)
    if holds and "false" in after[:12]:
        # "Not false" also holds for an article that does not set the key.
        return None
    return name if holds else f"!{name}"


def _required_value(before: str, after: str) -> bool | None:
    """Return whether a comparison requires a key to be true or set; None if it compares with something else."""
    go = _GO_COMPARED.search(before)
    compared = _COMPARED.match(after)
    if go:
        value = _GO_VALUE.match(after)
        different, operand = go[1] == "ne", value[1].lower() if value else ""
        if go[1] not in {"eq", "ne"}:
            return None
    elif compared:
        different, operand = compared[1].startswith("!"), compared[2].lower()
        if compared[1][0] not in "!=":
            return None
    else:
        return True
    unquoted = operand.strip("\"'`")
    if unquoted == "true":
        return not different
    if unquoted == "false":
        return different
    return different if operand in _EMPTY_VALUES else None


def inlined(condition: Condition) -> str:
    """Replace variables by their expressions, up to ``_INLINE_LEVELS`` levels deep."""
    expression = condition.expression
    if not expression or len(expression) > _LONGEST:
        return ""
    variables = condition.template.variables

    def replacement(match: re.Match[str]) -> str:
        value = variables.get(match.group())
        return match.group() if value is None or len(value) > 200 or "://" in value else value

    for _ in range(_INLINE_LEVELS):
        before, expression = expression, _NAME.sub(replacement, expression)
        if expression == before or len(expression) > _LONGEST:
            break
    return expression
