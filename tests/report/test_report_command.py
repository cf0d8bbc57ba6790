"""``affilint report``: exit codes, files, options, and the addresses where articles are edited."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli.report import command
from linter.report.links import EditLinks, EditUrlError, slug
from tests.conftest import ROOT
from tests.report.site import DAY, SITE, report


@pytest.mark.parametrize(
    "template", ["javascript:alert({path})", "ftp://a.example/{path}", "https://a.example/", "https://a.example/{nothing}", "https://a.example/{", "https://a.example/{path.__class__}", "{path}"]
)  # fmt: skip
def test_invalid_edit_url_is_refused(template: str) -> None:
    with pytest.raises(EditUrlError, match="--edit-url"):
        EditLinks(template)


def test_edit_urls_are_quoted() -> None:
    assert (
        EditLinks("https://cms.example/{slug}?f={path}#L{line}").to("a b/2024-01-02-x&y.md", 3)
        == "https://cms.example/x%26y?f=a%20b/2024-01-02-x%26y.md#L3"
    )
    assert [slug(path) for path in ("a/tea/index.md", "b/2024-10-02-pot.md", "b/1234567890-pot.md")] == [
        "tea",
        "pot",
        "1234567890-pot",
    ]


def test_exit_codes_and_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("The wide wide lamp.\n")
    assert report("a.md").exit_code == 0
    page = (tmp_path / "affilint-report.html").read_text(encoding="utf-8")
    assert "No affiliate link was found in the one article that was read." in page
    (tmp_path / "b.md").write_bytes(b"\xff\xfe\xfa")
    done = report(".", "-o", "r.html")
    assert done.exit_code == 2
    assert "1 file could not be checked, so this is not the whole answer." in (tmp_path / "r.html").read_text()
    (tmp_path / "none").mkdir()
    assert report("none", "-o", "n.html").exit_code == 2
    assert "Nothing could be checked" in (tmp_path / "n.html").read_text()
    for args, message in (
        (["a.md", "-o", "r.pdf"], "the ending says what to write"),
        (["a.md", "--edit-url", "x"], "must begin with https://"),
        (["a.md", "--serve", "-o", "r.html"], "leave out -o"),
        (["a.md", "--config", "nowhere.yml"], "nowhere.yml"),
    ):
        done = report(*args)
        assert (done.exit_code, message in done.output) == (2, True), done.output


def test_baselined_findings_are_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("The lamp has a wide wide foot.\n")
    subprocess.run([sys.executable, "-m", "linter", "baseline", "write", "."], env={"PYTHONPATH": str(ROOT), "PATH": ""}, check=True, capture_output=True)  # fmt: skip
    report("a.md", "--baseline", ".affilint-baseline.json", "-o", "r.csv", "--table", "accepted")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8")))
    assert (row["how"], row["rule"]) == ("baselined", "text/repeated-word")


def test_report_of_a_baseline_says_how_the_articles_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    link = "[a lamp](https://www.amazon.com/dp/B0LAMP0001?tag=lampnotes-20)"
    for number in range(13):
        (tmp_path / f"a{number}.md").write_text(f"# Lamps\n\nTake {link} for for your desk.\n")
    report("-o", "all.html")
    page = (tmp_path / "all.html").read_text(encoding="utf-8")
    assert "12 of 13 articles that disclose too late, not at all, or have open findings are shown." in page
    assert "in the baseline:" not in page
    env = {"PYTHONPATH": str(ROOT), "PATH": ""}
    subprocess.run([sys.executable, "-m", "linter", "baseline", "write", "."], env=env, check=True, capture_output=True)
    (tmp_path / "a0.md").write_text(f"# Lamps\n\nTake {link} for for your desk, or {link} for for another.\n")
    report("--baseline", ".affilint-baseline.json", "-o", "new.html")
    page = (tmp_path / "new.html").read_text(encoding="utf-8")
    held = int(re.search(r"(\d+) findings are in the baseline: affilint check lets them pass", page)[1])  # type: ignore[index]
    known = json.loads((tmp_path / ".affilint-baseline.json").read_text())["findings"]
    assert held < sum(item.get("count", 1) for item in known), "one of them got worse"
    assert re.search(r"\d findings are new since then", page)
    assert "No error or warning but accepted ones" not in page
    report("-o", "without.html")
    without = (tmp_path / "without.html").read_text(encoding="utf-8")
    for shown in (r'<p class="next">.*', r'<p class="score"[^>]*>\d+'):
        assert re.findall(shown, page) == re.findall(shown, without), (
            "advice and scores are of the articles as they are"
        )
    assert "Yes: 13 of 13 articles" in page


def test_check_json_lists_articles_and_suppressed_findings(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", "kitchen", "--format", "json", "--on", DAY],
        cwd=SITE, env={"PYTHONPATH": str(ROOT), "PATH": "", "XDG_CACHE_HOME": str(tmp_path)}, capture_output=True, check=False,
    )  # fmt: skip
    found = json.loads(done.stdout)
    again = json.loads(
        subprocess.run(done.args, cwd=SITE, env={"PYTHONPATH": str(ROOT), "PATH": "", "XDG_CACHE_HOME": str(tmp_path)}, capture_output=True, check=False).stdout
    )  # fmt: skip
    assert again == found
    assert [(article["path"], article["affiliate_links"], article["disclosed"], article["programmes"]) for article in found["articles"]] == [
        ("kitchen/kettles.md", 1, "no", {"Amazon Associates": 1}),
        ("kitchen/mugs.md", 1, "before", {"Amazon Associates": 1}),
        ("kitchen/teapots.md", 1, "before", {"Amazon Associates": 1}),
    ]  # fmt: skip
    (hidden,) = found["suppressed"]
    assert (hidden["rule"], hidden["until"], hidden["directive"]["line"]) == ("disclosure/missing", "2027-01-31", 9)
    assert hidden["fingerprint"] not in {finding["fingerprint"] for finding in found["findings"]}


def test_check_imports_no_report_code(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[Glow](https://www.amazon.com/dp/B0DEPOT001?tag=depotdesk-20)\n")
    code = "import sys; from linter.cli import main\ntry: main(['check', 'a.md', '--format', 'json'])\nexcept SystemExit: pass\nprint([m for m in sys.modules if m.startswith(('linter.report.', 'jinja2', 'xlsxwriter'))], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.stderr.strip() == "[]"


def test_docs_explain_every_option() -> None:
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    for parameter in command.params:
        assert all(option in page for option in parameter.opts if option.startswith("-") and option != "--output")


def test_missing_extra_is_reported_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("All is well.\n")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    for output in ("r.html", "r.xlsx"):
        done = report("a.md", "-o", output)
        assert (done.exit_code, done.output) == (
            2,
            "affilint: the report needs an extra: pip install 'affilint[report]'\n",
        )
    assert report("a.md", "-o", "r.csv").exit_code == 0
