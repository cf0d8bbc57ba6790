"""A page of two languages asks each question twice, and one answer below serves both."""

from __future__ import annotations

import pytest

from tests.conftest import check

BODY = "# Lock\n\nThe lock is made by Brightwell in Wales, and Harrowfield sells it in every town of the land.\n\n"


def faq(text: str) -> list[tuple[str, str]]:
    findings = check(f"---\nlang: en\n---\n\n{BODY}{text}\n", "a.md")
    return [(finding.rule, finding.excerpt) for finding in findings if finding.rule.startswith("faq/empty")]


ANSWERS = "Yes, the lock is heavy, and so is the key.\n\n是的，锁很重，钥匙也很重。"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("### Is it heavy?", "### 它重吗？"),
        ("### When is the day?", "### 截止日期"),
        ("**1. Is it heavy?**", "**1. 它重吗？**"),
        ("#### Q: Is Brightwell heavy?", "#### Q：Brightwell 重吗？"),
    ],
)
def test_translated_question_is_the_same_one(one: str, other: str) -> None:
    assert faq(f"## FAQ\n\n## 常见问题（FAQ）\n\n{one}\n\n{other}\n\n{ANSWERS}\n\n{one}\n\n{other}\n\n{ANSWERS}") == []


def test_question_without_an_answer_in_two_languages_is_found() -> None:
    text = f"## FAQ\n\n### Is it heavy?\n\n### 它重吗？\n\n{ANSWERS}\n\n### Is it red?\n\n### 它是红色的吗？\n"
    assert faq(text) == [("faq/empty-answer", "Is it red?")]


def test_second_question_in_the_same_script_has_an_answer_of_its_own() -> None:
    text = "## FAQ\n\n### Is it heavy?\n\n### Is it red?\n\nYes, it is.\n\n### Is it big?\n\nNo.\n"
    assert faq(text) == [("faq/empty-answer", "Is it heavy?")]


def test_heading_that_announces_questions_is_a_group() -> None:
    text = "## FAQ\n\n#### FAQ for all of you (wherever you are)\n\n#### Q: Is it heavy?\n\nYes, it is.\n\n#### Q: Is it red?\n\nNo.\n"
    assert faq(text) == []
