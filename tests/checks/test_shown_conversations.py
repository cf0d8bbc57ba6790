"""Pages that show what a chat program answered: its remarks are quoted there, not left by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.configuration.resolver import ConfigResolver
from linter.running.one_file import check_text

REMARK = "As an AI language model, I do not use depots."


def severity(text: str) -> str:
    found = check_text(text.encode(), Path("depot.md"), ConfigResolver()).findings
    return next(one.severity for one in found if one.rule == "text/chatbot-residue")


@pytest.mark.parametrize(
    "text",
    [
        f"#### Human\n\nWhich depot is best?\n\n#### Claude\n\n{REMARK}\n",
        f"## Prompt 1\n\nWhich depot is best?\n\n## Response 1\n\n{REMARK}\n",
        f"**You said:**\n\nWhich depot is best?\n\n**ChatGPT said:**\n\n{REMARK}\n",
        f"Me: Which depot is best?\n\nAI:\n\n{REMARK}\n",
        f"---\ntitle: A conversation with ChatGPT\n---\n\n> Which depot is best?\n\n{REMARK}\n",
        f"I then asked a chatbot which depot is best:\n\n{REMARK}\n",
        f"ChatGPT's answer to this was short:\n\n{REMARK}\n",
        f"# Transcript\n\nWhich depot is best?\n\n{REMARK}\n",
    ],
)
def test_a_conversation_that_is_shown_has_hints(text: str) -> None:
    assert severity(text) == "info"


@pytest.mark.parametrize(
    "text",
    [
        f"# Depots\n\n{REMARK}\n",
        f"# Depots\n\n## ChatGPT\n\nIt is quick.\n\n## Claude\n\n{REMARK}\n",
        f"# Depots\n\n**Question:** Which one is best?\n\n**Answer:** The depot.\n\n{REMARK}\n",
    ],
)
def test_elsewhere_it_is_an_error(text: str) -> None:
    assert severity(text) == "error"
