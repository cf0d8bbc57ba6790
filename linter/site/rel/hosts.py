"""For which hosts alone a plug-in adds ``rel``, where a function in its settings says it: ``test: (el) => HOSTS.some(...)``.

Only forms that name hosts and ask nothing else are read; of any other function nothing is known.
"""

from __future__ import annotations

from linter import lazy_re as re
from linter.site.code.data import data_constants
from linter.site.code.literals import split, statement

_PLUGIN = re.compile(
    r"[\"'`](?:rehype-external-links|markdown-it-link-attributes|markdown-it-external-links)[\"'`]\s*,\s*\{"
    r"|\b(?:rehypeExternalLinks|markdownItLinkAttributes|linkAttributes|externalLinks)\s*,\s*\{"
)
_REACH = 800
"""Characters of a plug-in's settings."""
_FUNCTION = re.compile(
    r"\b(test|matcher|rel)\s*:\s*(?=(?:async\s+)?(?:\(|[\w$]+\s*=>|function\b))|\b(test|matcher|rel)\s*(?=\([^()]{0,80}\)\s*\{)"
)
_BODY = re.compile(
    r"(?:async\s+)?(?:function\b[^()]{0,40})?(?:\([^()]{0,120}(?:\([^()]{0,60}\))?[^()]{0,60}\)|[\w$]+)\s*(?::[^={]{1,60})?(?:=>)?\s*([\s\S]+)$"
)
_BLOCK = re.compile(r"\{\s*(?:(?:const|let|var)\s+[^;\n{}]{1,200}[;\n]\s*)*return\s+([\s\S]{1,400}?);?\s*\}\s*$")
# AFFILIATES.some((host) => href.includes(host))
_SOME = re.compile(
    r"(\[[^\[\]]{1,600}\]|[A-Za-z_$][\w$]*)\.some\(\s*\(?\s*([\w$]+)[^()=]{0,40}\)?\s*=>\s*[^!|]{1,160}\b\2\b[^!|]{0,80}\)\s*$"
)
_INCLUDES = re.compile(r"\s*[^!|&'\"`]{1,120}\.(?:includes|endsWith)\(\s*[\"'`]([\w-]+(?:\.[\w-]*)+/?)[\"'`]\s*\)\s*")
_TESTED = re.compile(r"/((?:[^/\\\n\[]|\\.){3,300})/i?\.test\([^!|]{1,160}\)\s*$")
# rel={paid ? "sponsored" : undefined}, const rel = paid ? "sponsored" : undefined
_CHOSEN = re.compile(r"\brel=\{([^{}]{3,300})\}|\bconst\s+rel\w*\s*=\s*")
_CALLED = re.compile(r"([A-Za-z_$][\w$]*)(\([\w$.?! ]{1,40}\))?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]*)*/?")


def hosts_alone(code: str) -> tuple[str, ...]:
    """Return what an address must hold for a plug-in of a site's settings to add rel to it; nothing where it may be any."""
    plugin = _PLUGIN.search(code)
    settings = code[plugin.end() : plugin.end() + _REACH] if plugin is not None else ""
    for match in _FUNCTION.finditer(settings):
        body = _BODY.match(statement(settings, match.end()))
        block = _BLOCK.match(body[1]) if body is not None else None
        answer = block[1] if block is not None else body[1] if body is not None else ""
        if (match[1] or match[2]) == "rel":
            answer, *branches = split(answer, "?:")
            if len(branches) != 2 or re.search(r"sponsored|nofollow", branches[1]):
                continue
        if found := _hosts(answer.strip(), code):
            return found
    return ()


def hosts_of_choice(component: str, code: str) -> tuple[str, ...]:
    """Return what an address must hold for a component to add rel to it, where it chooses by hosts alone: ``rel={isShop(href) ? …}``.

    ``code`` is what the component and the functions that it calls are written in.
    """
    for match in _CHOSEN.finditer(component):
        expression = statement(component, match.end()) if match[1] is None else match[1]
        condition, *branches = split(expression, "?:")
        if len(branches) != 2 or re.search(r"sponsored|nofollow", branches[1]):
            continue
        if found := _hosts(_asked(condition.strip(), code), code):
            return found
    return ()


def _asked(condition: str, code: str) -> str:
    """Return what a condition stands for: the value of a constant, what a function of the code returns."""
    for _ in range(2):
        called = _CALLED.fullmatch(condition)
        if called is None:
            break
        declared = re.search(
            rf"\b(?:const|let|var|function)\s+{re.escape(called[1])}\b\s*(?::[^=\n]{{1,60}})?=?\s*", code
        )
        if declared is None:
            break
        said = statement(code, declared.end())
        body = _BODY.match(said) if called[2] else None
        block = _BLOCK.match(body[1]) if body is not None else None
        condition = (block[1] if block is not None else body[1] if body is not None else said).strip().rstrip(";")
    return condition


def _hosts(condition: str, code: str) -> tuple[str, ...]:
    """Return the hosts that a condition asks for, one of which an address must hold; nothing where it asks for anything else."""
    some = _SOME.match(condition)
    if some is not None:
        named = f"const it = {some[1]}" if some[1][0] == "[" else code
        listed = dict(data_constants(named)).get("it" if some[1][0] == "[" else some[1])
        texts = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
        return tuple(texts) if texts and all(map(_HOST.fullmatch, texts)) else ()
    tested = _TESTED.match(condition)
    if tested is not None:
        texts = [one.replace("\\.", ".").replace("\\/", "/") for one in tested[1].strip("()").split("|")]
        return tuple(texts) if all(map(_HOST.fullmatch, texts)) else ()
    parts = [_INCLUDES.fullmatch(part) for part in condition.split("||")]
    return tuple(part[1] for part in parts if part is not None) if all(parts) else ()
