"""What names in a component's code stand for without markup of their own: a styled element, another component, a module loaded later.

``const Bottom = styled.footer`...` `` is an element, ``const Top = styled(Notice)`` and ``memo(Notice)`` another component, and
``const Top = dynamic(() => import("./Notice"))`` an import. Sources: styled-components.com/docs/api, emotion.sh/docs/styled,
motion.dev/docs/react-motion-component, nextjs.org/docs (lazy loading), react.dev/reference (memo, forwardRef, lazy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.article.regions import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ELEMENTS = BLOCKS | frozenset(
    ["a", "span", "button", "b", "i", "em", "strong", "small", "label", "mark", "s", "sub", "sup", "time", "cite", "code", "abbr"]
)  # fmt: skip
_MAKERS = r"(?:styled|emotionStyled|tw|twc|chakra|motion|m|animated|a|stitches)"
_DECLARED = r"\b(?:const|let|var)\s+([A-Z][\w$]*)\s*(?::[^=\n]{1,120})?=\s*(?:/\*[^*]{0,40}\*/\s*)?"
# styled.footer`...`, styled.footer.attrs({...}), motion.div, styled("footer"), styled("footer", {...})
_ELEMENT = rf"{_MAKERS}(?:\.([a-z][a-z0-9]*)\b|(?:\.create)?\(\s*[\"']([a-z][a-z0-9]*)[\"'])"
# styled(Link), memo(Notice), React.forwardRef(Notice), withTheme(Notice), connect(state)(Notice), Object.assign(Card, {...})
_HELPERS = (
    rf"(?:{_MAKERS}(?:\.create)?|(?:React\.)?(?:memo|forwardRef)|observer|Object\.assign|with[A-Z]\w*(?:\([^()]{{0,200}}\))?"
    r"|(?:connect|inject|compose|injectIntl)(?:\([^()]{0,200}\))?)"
)
_COMPONENT = rf"{_HELPERS}(?:<[^<>()]{{0,200}}>)?\(\s*([A-Z][\w$.]*)\s*[,)]"
_STYLED = re.compile(_DECLARED + _ELEMENT)
_WRAPPED = re.compile(_DECLARED + _COMPONENT)
_SAME = re.compile(_DECLARED + r"([A-Z][\w$]*(?:\.[A-Z][\w$]*)?)\s*(?:;|\n|$)")
_DEFAULT_STYLED = re.compile(rf"\bexport\s+default\s+{_ELEMENT}")
_DEFAULT_OTHER = re.compile(rf"\bexport\s+default\s+(?:{_COMPONENT}|([A-Z][\w$]*)\s*(?:;|\n|$))")
_TAKEN = re.compile(r"\b(?:const|let|var)\s*\{([\w$,:\s]{1,300})\}\s*=\s*([A-Z][\w$]*)\s*(?:;|\n|$)")
_MEMBER = re.compile(r"^([A-Z][\w$]*)\.([A-Z][\w$]*)\s*=\s*([A-Z][\w$]*)\s*(?:;|$)", re.MULTILINE)
_MEMBERS = re.compile(
    r"\b(?:const|let|var)\s+([A-Z][\w$]*)\s*(?::[^=\n]{1,120})?=\s*(?:Object\.assign\(\s*[A-Z][\w$]*\s*,\s*)?\{((?:\s*[A-Z][\w$]*\s*(?::\s*[A-Z][\w$]*\s*)?,?)+)\s*\}"
)
_PAIR = re.compile(r"([A-Z][\w$]*)\s*(?::\s*([A-Z][\w$]*))?")
_LATER = re.compile(
    r"\b(?:const|let|var)\s+([A-Z][\w$]*)\s*(?::[^=\n]{1,120})?=\s*(?:React\.)?"
    r"(?:dynamic|lazy|loadable|lazyWithRetry|defineAsyncComponent|defineLazyHydrationComponent|clientOnly)(?:<[^<>()]{0,200}>)?\(\s*"
    r"(?:\{\s*loader\s*:\s*)?(?:async\s*)?(?:\(\s*\)\s*=>\s*)?(?:\{\s*return\s+)?(?:await\s+)?import\(\s*[\"']([^\"'\n]+)[\"']\s*\)"
    r"(?P<then>[^;]{0,200})"
)
# .then((m) => m.Notice), .then((m) => ({ default: m.Notice })), .then(({ Notice }) => Notice)
_OF_MODULE = re.compile(
    r"\.then\(\s*(?:async\s*)?\(?\s*(?:\{\s*(?P<taken>\w+)[^{}]{0,40}\}|(?P<module>\w+)[^=]{0,40}=>[^;]{0,80}?\b(?P=module)\.(?P<field>\w+))"
)
_PUBLIC = re.compile(r"\bexport\s*\{([^{}]{1,2000})\}\s*(?:from\s*[\"']([^\"'\n]+)[\"'])?")
_ALL_OF = re.compile(r"\bexport\s+\*\s+(?:as\s+([\w$]+)\s+)?from\s*[\"']([^\"'\n]+)[\"']")
_AS = frozenset({"as", "component", "forwardedAs"})
_REGIONS = frozenset({"footer", "nav", "aside", "header", "main", "article", "section"})
_NAMESPACED = re.compile(rf"{_MAKERS}\.([a-z][a-z0-9]*)")


def bindings(code: str) -> dict[str, str]:
    """Return what names stand for: ``<footer`` for an element, else the name of another component; ``default`` for the export."""
    found: dict[str, str] = {}
    for pattern in (_STYLED, _WRAPPED, _SAME):
        for match in pattern.finditer(code):
            name, *told = match.groups()
            _add(found, name, told, is_element=pattern is _STYLED)
    if (styled := _DEFAULT_STYLED.search(code)) is not None:
        _add(found, "default", styled.groups(), is_element=True)
    elif (other := _DEFAULT_OTHER.search(code)) is not None:
        _add(found, "default", other.groups(), is_element=False)
    for names, source in _TAKEN.findall(code):
        for member, local in _PAIR.findall(names):
            found.setdefault(local or member, f"{source}.{member}")
    for owner, member, target in _MEMBER.findall(code):
        found.setdefault(f"{owner}.{member}", target)
    for owner, body in _MEMBERS.findall(code):
        for member, target in _PAIR.findall(body):
            found.setdefault(f"{owner}.{member}", target or member)
    return found


def _add(found: dict[str, str], name: str, told: Iterable[str | None], *, is_element: bool) -> None:
    target = next((one for one in told if one), "")
    if is_element and target in _ELEMENTS:
        found.setdefault(name, f"<{target}")
    elif target and not is_element and target != name:
        found.setdefault(name, target)


def loaded_later(code: str) -> Iterator[tuple[str, str, str]]:
    """Yield components that are imported when they are needed: local name, path, the name there."""
    for match in _LATER.finditer(code):
        of_module = _OF_MODULE.search(match["then"])
        field = (of_module["taken"] or of_module["field"]) if of_module is not None else None
        yield match[1], match[2], field or "default"


def exports(code: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a file exports in lists: public name, the path that it comes from (empty: the file itself), the name there.

    The name is ``*`` for all that another file exports.
    """
    for names, path in _PUBLIC.findall(code):
        for part in names.split(","):
            words = part.replace(" type ", " ").split()
            if words and words[0] != "type":
                yield words[-1], path, words[0]
    for name, path in _ALL_OF.findall(code):
        yield name or "*", path, "*"


def element_of(name: str) -> str | None:
    """Return the element that a tag of a library's name space prints: ``footer`` for ``motion.footer``."""
    found = _NAMESPACED.fullmatch(name)
    return found[1] if found is not None and found[1] in _ELEMENTS else None


def region_of(attributes: Iterable[tuple[str, str]]) -> str | None:
    """Return the element around what a component prints where it is told so: ``as="footer"``, ``component="nav"``."""
    told = (value.strip("\"'") for name, value in attributes if name in _AS)
    return next((one for one in told if one in _REGIONS), None)
