from __future__ import annotations

import pytest

from linter.facts.prose.unmarked_code import reads_as_code


@pytest.mark.parametrize(
    "text",
    [
        "$ pack box --all",
        "Then type $ sudo pack box in the window",
        ">>> pack(box)",
        r"C:\depot> dir",
        "ann@depot:~/boxes$ pack box",
        "box = pack",
        "def pack(box): ship it",
        "SELECT box FROM depot",
        "--- a/depot.txt +++ b/depot.txt",
        "2026-03-01 12:00:00 depot opened",
        "192.0.2.1 - - [01/Mar/2026:12:00:00 +0000] “GET /box HTTP/1.1″ 200 657",
        "Box    10    20    30    40",
        "depot ├── box └── lid",
        "Box | Lid +------+------+",
    ],
)
def test_code_logs_and_tables_of_characters(text: str) -> None:
    assert reads_as_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "The box costs $ 5, or # 3 in the list – and so on.",
        "Two  spaces  stand  here  and  there.",
        "Ask ann@depot.example: she knows the #1 box.",
        "The box—the small one—is 5 < 6 and a/b is fine & well...",
        "It weighs 5 = 2 + 3 pounds.",
    ],
)
def test_prose(text: str) -> None:
    assert not reads_as_code(text)
