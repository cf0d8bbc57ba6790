"""``affilint check --profile-rules``: the costs of a run, without a change to the report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linter.running import profile as costs
from tests.conftest import ROOT

if TYPE_CHECKING:
    import subprocess

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]
SITE = ROOT / "fixtures" / "sites" / "jekyll"
ROW = re.compile(r" *(\d+\.\d) +(\d+\.\d)% +(\d+)( +\d+)?  (.+)")


def rows(text: str) -> dict[str, tuple[float, float, int, int]]:
    """Parse the table: CPU ms, share, calls and findings by name."""
    found = [match for line in text.splitlines() if (match := ROW.fullmatch(line))]
    return {row[5]: (float(row[1]), float(row[2]), int(row[3]), int(row[4] or 0)) for row in found}


def test_profile_table_has_rules_facts_and_steps_beside_the_report(affilint: Affilint) -> None:
    plain = affilint("check", ".", "--format", "json", cwd=SITE)
    result = affilint("check", ".", "--format", "json", "--profile-rules", cwd=SITE)
    assert (result.stdout, result.returncode) == (plain.stdout, plain.returncode)
    found = rows(result.stderr)
    files = json.loads(plain.stdout)["summary"]["files"]
    assert found[costs.READING][2] == files
    assert found["disclosure/missing"][2] == files
    assert found["disclosure/missing"][3] == 1
    assert {costs.SITE, costs.RULES, "fact: disclosures", "fact: classified_links"} <= set(found)
    total = found.pop("all")
    assert abs(sum(row[0] for row in found.values()) - total[0]) < 0.1 * len(found)
    assert total[1] == 100


def test_profile_table_is_sorted_by_cost(affilint: Affilint) -> None:
    lines = affilint("check", ".", "--profile-rules", cwd=SITE).stderr.split("\n\n")[0].splitlines()
    spent = [float(line.split()[0]) for line in lines[1:]]
    assert len(spent) > 20
    assert spent == sorted(spent, reverse=True)


def test_profiling_uses_one_process(affilint: Affilint) -> None:
    result = affilint("check", ".", "--profile-rules", "--jobs", "3", cwd=SITE)
    assert result.stderr.startswith("affilint: --profile-rules counts in one process, not in 3\n")
    assert f"{rows(result.stderr)[costs.READING][2]} files checked" in result.stdout


def test_step_time_excludes_inner_steps() -> None:
    profile = costs.Profile()
    with profile.counting(profile.step("outer")):
        with profile.counting(profile.step("inner")):
            sum(range(2_000_000))
        with profile.counting(profile.step("inner")):
            sum(range(2_000_000))
    outer, inner = profile.steps["outer"], profile.steps["inner"]
    assert (outer.calls, inner.calls) == (1, 2)
    assert outer.nanoseconds < inner.nanoseconds / 10
    assert outer.nanoseconds + inner.nanoseconds <= profile.total


def test_step_ends_when_it_raises() -> None:
    profile = costs.Profile()
    with (
        pytest.raises(KeyError),
        profile.counting(profile.step("outer")),
        profile.counting(profile.step("inner")),
    ):
        raise KeyError
    before = profile.steps["outer"].nanoseconds
    sum(range(2_000_000))
    with profile.counting(profile.step("after")):
        pass
    assert profile.steps["outer"].nanoseconds == before
