"""The check ``order`` in a custom rule."""

from __future__ import annotations

from linter.data.yaml_nodes import read_yaml
from linter.rulebook.loader import Rulebook
from linter.rulebook.reader import read_rule
from linter.running.rule_examples import problems

RULE = """
id: house/test-before-verdict
title: The test stands before the verdict
check: order
options: {first: text, first_pattern: "How we tested", then: text, then_pattern: "(?i)our verdict", note: the test is described here}
message: "“{then}” comes before the test."
why: House style.
examples:
  invalid:
    - text: "# Lamps\\n\\n⟦Our verdict⟧: bright.\\n\\n## How we tested\\n\\nFor a week."
  valid:
    - text: "# Lamps\\n\\n## How we tested\\n\\nFor a week.\\n\\nOur verdict: bright."
    - text: "# Lamps\\n\\nOur verdict: bright."
      note: nothing to put in order
"""


def rule_problems(text: str) -> list[str]:
    rule = read_rule(read_yaml(text, "house.yml"))
    return list(problems(rule, Rulebook({**Rulebook.shipped().rules, rule.id: rule})))


def test_order_of_two_texts() -> None:
    assert rule_problems(RULE) == []


def test_order_of_a_text_and_an_offer() -> None:
    link = "[Glow](https://www.amazon.com/dp/B0DEPOT001?tag=brightwell-20)"
    text = RULE.replace('then: text, then_pattern: "(?i)our verdict"', "then: offer").replace(
        "⟦Our verdict⟧: bright", f"⟦{link}⟧"
    )
    assert rule_problems(text) == []
