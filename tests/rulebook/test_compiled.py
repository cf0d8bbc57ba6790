"""The shipped rules are kept read; their kinds of check are loaded when an article has something for them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, get_args

import pytest

from linter.checks import Check, check_module
from linter.data.cache import cache_dir
from linter.facts.needs import ABOUT, NEEDS, Need
from linter.rulebook import compiled
from linter.rulebook.coarse import coarse
from linter.rulebook.compiled import compiled_rules, plan_of
from linter.rulebook.loader import Rulebook

if TYPE_CHECKING:
    from pathlib import Path

_LOADED = """
import json, sys
from linter.cli import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(name for name in sys.modules if name.startswith("linter."))), file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("AFFILINT_NO_CACHE", raising=False)
    found = cache_dir()
    assert found is not None
    return found


def modules(folder: Path, text: str) -> set[str]:
    """Return the modules of a second run over an article, whose result is not kept."""
    (folder / "a.md").write_text(text, encoding="utf-8")
    for _ in range(2):
        command = [sys.executable, "-c", _LOADED, "check", "--no-cache", "a.md"]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(json.loads(result.stderr.splitlines()[-1]))


def test_what_is_kept_is_what_the_files_say(shipped: Path) -> None:
    for _ in range(2):
        kept = compiled_rules()
        assert kept is not None
        assert json.dumps(list(map(repr, kept.values()))) == json.dumps(list(map(repr, Rulebook.load().rules.values())))


def test_every_plan_is_what_its_check_says(shipped: Path) -> None:
    for rule in Rulebook.shipped().rules.values():
        plan, check = plan_of(rule, rule.options), check_module(rule.check).build(rule.options)
        assert plan is not None
        assert (plan.suspect, plan.scope, plan.elsewhere, plan.needs) == (
            check.suspect and coarse(check.suspect), check.scope, check.elsewhere, check.needs,
        )  # fmt: skip
        assert plan_of(rule, {**rule.options, "more": 1}) is None


def test_a_rule_that_asks_for_nothing_is_refused(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(plan.suspect is not None or plan.needs is not None for plan in compiled._compiled()[1].values())
    monkeypatch.setattr(check_module("final-newline"), "build", lambda _: Check(lambda _: iter(())))
    with pytest.raises(TypeError, match=r"^text/final-newline: "):
        compiled._build()


def test_every_need_says_what_it_is() -> None:
    assert set(ABOUT) == set(NEEDS) == set(get_args(Need))


def test_a_changed_rule_is_read_again(shipped: Path) -> None:
    assert Rulebook.shipped().rules["text/final-newline"].severity == "info"
    file = shipped / "text" / "final-newline.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("severity: info", "severity: warning"), encoding="utf-8")
    from tests.conftest import forget

    forget()
    assert Rulebook.shipped().rules["text/final-newline"].severity == "warning"


def test_a_file_that_is_not_whole_is_made_again(shipped: Path, cache: Path) -> None:
    from tests.conftest import forget

    count = len(Rulebook.shipped().rules)
    (file,) = cache.glob("rules-*.json")
    file.write_bytes(file.read_bytes()[:-9])
    forget()
    assert len(Rulebook.shipped().rules) == count


def test_an_article_without_links_loads_no_check_of_links(tmp_path: Path) -> None:
    loaded = modules(
        tmp_path, "# A walk\n\nThe hills above the village are green in May, and hardly anybody goes there.\n"
    )
    checks = {name.removeprefix("linter.checks.") for name in loaded if name.startswith("linter.checks.")}
    assert not {
        name
        for name in checks
        if name.startswith(("faq", "rendered", "disclosure", "quot", "link_address", "link_tag"))
    }
    assert "linter.rulebook.reader" not in loaded
    assert len(loaded) <= 180
    assert len(checks) <= 15


def test_an_affiliate_link_loads_the_checks_of_disclosures(tmp_path: Path) -> None:
    loaded = modules(tmp_path, "# A lamp\n\n[The lamp](https://www.amazon.com/dp/B000000000?tag=lamps-20) is bright.\n")
    assert {"linter.checks.disclosure_missing", "linter.checks.link_attribute"} <= loaded
    assert "linter.checks.faq_answer" not in loaded
