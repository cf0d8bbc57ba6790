"""A coarse pattern never misses what the exact one finds."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
import re2

from linter.rulebook.coarse import CLASSES, coarse
from linter.rulebook.compiled import compiled_rules
from linter.rulebook.loader import Rulebook

CATEGORIES = [unicodedata.category(chr(point)) for point in range(sys.maxunicode + 1)]


def of_python(members: str) -> re.Pattern[str]:
    """What RE2 reads as members of a class, for Python's own patterns."""
    return re.compile(f"[{re.sub(r'x{([0-9a-f]+)}', lambda found: f'U{int(found[1], 16):08x}', members)}]*")


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_holds_all_its_members(name: str) -> None:
    sure, others = CLASSES[name]
    members = "".join(chr(point) for point, category in enumerate(CATEGORIES) if category.startswith(name))
    assert of_python(sure + others).fullmatch(members)
    excluded = [chr(point) for point in range(256) if of_python(sure).fullmatch(chr(point))]
    assert excluded
    assert set(excluded) <= set(members)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"a{2,80}b{0,3}c{4}", r"a{2,}b{0,3}c{4}"),
        (r"[a{2,9}]", r"[a{2,9}]"),
        (r"[]\]\p{N}]{1,9}", rf"[]\]{''.join(CLASSES['N'])}]{{1,}}"),
        (r"[^]\p{N}]{1,9}", r"[^]0-9]{1,}"),
        (r"[[:alpha:]\pN]\[x{1,9}", rf"[[:alpha:]{''.join(CLASSES['N'])}]\[x{{1,}}"),
        (r"\Q\p{L}{1,9}\E\p{Greek}\P{L}\p{^L}\x{2019}", r"\Q\p{L}{1,9}\E\p{Greek}\P{L}\p{^L}\x{2019}"),
        (r"(?P<at>\[\pL\])", rf"(?P<at>\[[{''.join(CLASSES['L'])}]\])"),
    ],
)
def test_only_classes_and_long_repetitions_change(pattern: str, expected: str) -> None:
    assert coarse(pattern) == expected
    assert re2.compile(coarse(pattern))


def test_patterns_of_rules_find_their_examples_and_are_small() -> None:
    assert compiled_rules()
    for rule in Rulebook.shipped().rules.values():
        patterns = rule.options.get("patterns") if rule.check == "pattern" else None
        for pattern in patterns or ():
            rough = re2.compile(coarse(pattern))
            for example in rule.invalid:
                if re2.compile(pattern).search(example.text):
                    assert rough.search(example.text)
