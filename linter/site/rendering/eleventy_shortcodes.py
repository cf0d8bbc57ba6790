"""Read Eleventy's shortcodes: functions in its configuration that return HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.site.code.joined_texts import with_texts_joined
from linter.site.component import script
from linter.site.component.names import constants, functions, imports
from linter.site.generator.eleventy_configuration import configurations
from linter.site.rendering.templates import read_printed
from linter.site.template.addresses import affiliate_address
from linter.site.template.expressions import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.article.emissions import Printed
    from linter.site.files import Tree
    from linter.site.rendering.template_index import TemplateIndex
    from linter.site.template.template_ir import Template

_ADD = re.compile(
    r"\.add(?:Paired)?(?:Async|Liquid|Nunjucks|JavaScript)*(?:Paired)?Shortcode\(\s*[\"']([\w-]+)[\"']\s*,\s*"
)
_ADD_FILTER = re.compile(
    r"\.add(?:Async|Liquid|Nunjucks|JavaScript|Universal)*Filter\(\s*[\"']([\w-]+)[\"']\s*,\s*(?:async\s*)?(?:function\s*\w*\s*)?"
)
_RETURNED = re.compile(
    r"\breturn\s+([^;{}]{1,600})(?:;|\n\s*\}|\}|$)|=>\s*(?!\s*\{)([^;{}]{1,600}?)\s*\)\s*;?\s*(?:\n|$)"
)
_REFERENCE = re.compile(r"([\w$.]+)\s*\)")
_PARAMETERS = re.compile(r"\s*(?:async\s*)?(?:function\s*\w*\s*)?(?:\(([^()]{0,400})\)|([\w$]+)\s*=>)")
_SIGNATURE = re.compile(r"\(([^()]{0,400})\)")
_MOST_FILTERS = 200
_MOST_BODY = 6_000


def eleventy_filters(tree: Tree, index: TemplateIndex) -> dict[str, str]:
    """Return the filters of the configuration that return an affiliate address, each with it, by name."""
    found: dict[str, str] = {}
    for path, text in configurations(tree):
        starts = list(_ADD_FILTER.finditer(text))
        for number, match in enumerate(starts[:_MOST_FILTERS]):
            template = _shortcode(text, match.end(), path, index)
            end = starts[number + 1].start() if number + 1 < len(starts) else len(text)
            body = text[match.end() : min(end, match.end() + _MOST_BODY)]
            scope = index.scope(template, outermost=True) if template is not None else None
            for returned in _RETURNED.finditer(body) if scope is not None else ():
                url = affiliate_address(evaluate(returned[1] or returned[2], scope)) if scope is not None else None
                if url is not None:
                    found.setdefault(match[1].lower(), url)
    return found


def eleventy_shortcodes(tree: Tree, index: TemplateIndex) -> Iterator[tuple[str, Printed]]:
    """Yield the name of each configured shortcode and what it prints; parameters are numbered."""
    for path, text in configurations(tree):
        for match in _ADD.finditer(text):
            template = _shortcode(text, match.end(), path, index)
            printed = read_printed(index, template, match[1]) if template is not None else None
            if printed is not None:
                yield match[1].lower(), printed


def _shortcode(text: str, start: int, path: str, index: TemplateIndex) -> Template | None:
    """Read a shortcode's function, written inline in the call or named there."""
    reference = _REFERENCE.match(text, start)
    if reference is None:
        following = _ADD.search(text, start)
        end = min(following.start() if following else len(text), start + _MOST_BODY)
        return _read(text[start:end], path, text, _PARAMETERS.match(text, start))
    head, _, name = reference[1].rpartition(".")
    sources = {local: target for local, target, _ in imports(text)}
    target = sources.get((head or name).split(".")[0])
    module = index.resolve(target, path) if target else path
    code = index.tree.text(module) if module else None
    body = function_text(code, name) if code else None
    if code is None or body is None or module is None:
        return None
    return _read(body, module, code, _SIGNATURE.search(body))


def function_text(code: str, name: str) -> str | None:
    """Return the text of a function or method, up to the closing brace at its own indentation."""
    found = re.search(
        rf"(?:^|\n)([ \t]*)(?:export\s+)?(?:async\s+)?(?:(?:module\.)?exports\.|const\s+|let\s+|var\s+|function\s+)?{re.escape(name)}\s*(?::|=|\()",
        code,
    )
    if found is None:
        return None
    end = code.find(f"\n{found[1]}}}", found.end())
    return code[found.start() : min(end if end >= 0 else len(code), found.start() + _MOST_BODY)]


def _read(body: str, path: str, code: str, signature: re.Match[str] | None) -> Template | None:
    names = next((group for group in signature.groups() if group), "") if signature else ""
    parameters = {
        part.split("=")[0].strip(): str(number)
        for number, part in enumerate(names.split(","))
        if part.split("=")[0].strip().isidentifier()
    }
    return read_code(body, path, code, parameters)


def read_code(body: str, path: str, code: str, parameters: dict[str, str], at: int | None = None) -> Template | None:
    """Read the text of a function as a template; ``parameters`` are the numbers of its names, ``at`` is where it begins in its file."""
    try:
        start = code.find(body) if at is None else at
        template = script.read_function(with_texts_joined(body), path, parameters, start)
    except (script.TooDeepError, RecursionError):
        return None
    template.variables = {**dict(reversed(list(constants(code)))), **template.variables}
    template.functions = dict(functions(code))
    template.imports = {local: (target, original) for local, target, original in imports(code)}
    return template
