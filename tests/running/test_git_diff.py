"""Changed lines as git reports them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.running.git_diff import ChangesSince, Lines
from tests.git import commit, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

LINES = st.lists(st.sampled_from(["", "a", "b", "+++ b/a.md", "@@ -1 +1 @@", "\\ No", "-x", "\x0c"]), max_size=12)
ENDS = st.sampled_from(["", "\n"])


@given(LINES, LINES, ENDS, ENDS)
def test_unchanged_lines_were_in_the_old_text_in_this_order(
    tmp_path: Path, old: list[str], new: list[str], old_ends: str, new_ends: str
) -> None:
    if not (tmp_path / ".git").exists():
        git(tmp_path, "init", "--quiet")
    file = tmp_path / "a.md"
    file.write_bytes(("\n".join(old) + old_ends).encode())
    commit(tmp_path)
    file.write_bytes(("\n".join(new) + new_ends).encode())
    os.utime(file, (0, 0))  # git would have to guess within one second
    lines = ChangesSince("HEAD").of(file)
    if file.read_bytes() == ("\n".join(old) + old_ends).encode():
        assert lines is None
        return
    assert lines is not None
    written = file.read_bytes().split(b"\n")
    unchanged = [line for number, line in enumerate(written, start=1) if not lines.overlaps(number, number)]
    before = iter(("\n".join(old) + old_ends).encode().split(b"\n"))
    assert all(line in before for line in unchanged if line), (
        "every unchanged line must be in the old text, in the same order"
    )


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [(1, 1, False), (1, 2, True), (4, 4, True), (5, 6, False), (5, 9, True), (8, 9, False)],
)
def test_changed_ranges_are_inclusive(first: int, last: int, *, touched: bool) -> None:
    assert Lines(((2, 4), (7, 7))).overlaps(first, last) is touched
