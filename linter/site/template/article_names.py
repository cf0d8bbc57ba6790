"""Names by which templates print the article: whole and for certain, perhaps (``maybe``), or not at all (empty).

A template also counts the article's words, shortens it, searches it and hands it to other functions. Only what prints it
whole is its place; what may print it is a doubt, and where there is a doubt nothing is said to stand below it.
"""

from __future__ import annotations

from linter import lazy_re as re

LEVELS = ("", "maybe", "whole")
"""How much of the article is printed, from nothing to all of it."""
WHOLE = frozenset(
    [
        # Liquid, Nunjucks, Jinja, Tera and their plug-ins
        "safe", "raw", "d", "trim", "strip", "lstrip", "rstrip", "indent", "strip_newlines", "newline_to_br", "smartify", "markdown",
        "replace_first", "replace_last", "replace_regex", "regex_replace", "remove", "remove_first", "remove_last", "append", "prepend",
        "inject_anchors", "lazyload", "typogr", "typogrify", "typeset", "typography", "htmlmin", "minify", "compress", "external_links",
        # Go
        "safehtml", "html", "markdownify", "emojify", "renderstring", "replace", "replacere", "chomp", "print", "printf", "println",
        "default", "cond", "or", "string", "trimspace", "trimleft", "trimright", "trimprefix", "trimsuffix", "highlight",
    ]
)  # fmt: skip
"""Functions and filters that return the article with all of its text, without the part of the name before a full stop."""
_MADE_OF = re.compile(
    r"words?|count(?:er|words|runes)?|wordcount|times?|minutes?|mins|read(?:ing|able|time)?|readingtime|readtime|len|length|size"
    r"|trunc\w*|excerpt\w*|summar\w*|descri\w*|preview|teaser|snippet|first|last|limit|slice|slicestr|substr|substring|split"
    r"|findre|findresubmatch|contains|containsany|hasprefix|hassuffix|plain|plainify|plaintext|strip(?:ped|html|tags)?"
    r"|json|jsonify|tojson|dump|escape|escaped|escapeonce|forceescape|encode|urlize|slugify|anchorize|urlencode|md5|sha1|sha256|hash|date"
    r"|number|math|round|div|divided|times|plus|minus|modulo|mul|int|float|eq|ne|lt|le|gt|ge|not|isset|type|in|title|images?|headings?"
    r"|htmlescape|querify|humanize|lower|upper|upcase|downcase|capitalize|select|reject|where",
    re.IGNORECASE,
)
"""Words in the names of functions that make something else of the article: a number, a truth value, a part, words alone."""
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_HTML = re.compile(r"(?:html|content|body|post|page|article|markdown|mdx|entry)[A-Z0-9]?\w*", re.IGNORECASE)
_BODY = re.compile(
    r"(?:body|content|html|markdown|mdx|blocks|sections|richtext|document|raw|source|children)|\w*(?:Body|Content|Html|HTML|Markdown|Blocks)"
)
_OTHER = re.compile(
    r"excerpts?|summary|description|desc|titles?|headline|subtitle|intro|introduction|lead|teaser|preview|toc|headings?|bio|author|captions?"
    r"|svg|icons?|css|styles?|json|schema|script|footer|header|banner|notice|disclaimer|disclosure|cta|comments?|snippet|answers?|faqs?"
    r"|questions?|related|sidebar|nav|seo|meta|jsonld|ld|ads?|legal|quote|label|keywords?|tags?|price|reviews?|image|alt|key|id",
    re.IGNORECASE,
)
_OWNER = re.compile(r"\breview(?=\??\.(?:content|body|article)(?:Html|HTML)\b)")
"""A review whose text was made to HTML is the page's own: what customers write is printed as it is."""
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
# content.verdict.buy: a field of something that is called so
_FIELD_PATH = re.compile(r"[A-Za-z_$][\w$]*(?:[?!]?\.[A-Za-z_$][\w$]*)+[!]?")
_FORMS = frozenset(
    ["rendered", "value", "code", "json", "text", "root", "nodes", "processed", "compiledSource", "default"]
)
"""Names under which an article's text stands in one of its forms: ``post.content.rendered``."""
_STRINGS = re.compile(r"`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_LONGEST = 500


def made_of(name: str) -> str:
    """Return what a function or filter returns of the article: ``whole``, ``maybe`` or nothing (empty)."""
    last = name.rsplit(".", 1)[-1]
    if last.lower() in WHOLE:
        return "whole"
    return "" if any(map(_MADE_OF.fullmatch, [last, *_WORD.findall(last)])) else "maybe"


def is_of_other(expression: str) -> bool:
    """Return whether an expression names another text of the page: its excerpt, title, description, structured data."""
    names = _NAME.findall(_STRINGS.sub("", _OWNER.sub("page", expression[:_LONGEST])))
    return any(_OTHER.fullmatch(word) for name in names for word in (name, *_WORD.findall(name)))


def prints_article(expression: str) -> bool:
    """Return whether an expression that is printed as markup (``v-html``, ``set:html``) is the article, by its names."""
    if is_of_other(expression):
        return False
    return any(map(_HTML.fullmatch, _NAME.findall(expression[:_LONGEST])))


def hands_article(expression: str) -> bool:
    """Return whether an expression ends in a name of the article's text: ``post.body``, ``renderBlocks(post.content)``."""
    if len(expression) > _LONGEST or is_of_other(expression):
        return False
    names = _NAME.findall(_STRINGS.sub("", expression))
    if _FIELD_PATH.fullmatch(expression) is not None and names[-1] not in _FORMS:
        return _BODY.fullmatch(names[-1]) is not None
    return any(map(_BODY.fullmatch, names))
