"""A small report full of hostile text, made without rules so that the golden files contain no rule's wording."""

from __future__ import annotations

from pathlib import Path

from linter.configuration.resolver import ConfigResolver
from linter.finding import Edit, Failure, Finding, Fix, Related
from linter.reporters import Context, render
from linter.running.result import RunResult
from linter.source import Source

# A byte-order mark, CRLF, ESC, a workflow command, HTML, a formula, an emoji, a combining mark, a direction override.
TEXT = (
    "\ufeff::error::Brightwell\r\n"
    "\x1b]0;x\x07 <script>alert(1)</script> 🪑 e\u0301 lamp lamp\r\n"
    "=cmd|' /C calc'!A0 \u202ereversed ##[error]x\r\n"
    "Two lines of\r\nprose | `@desk` #12 [a](https://www.harrow.example) $5 ]]> {{ x }} \\\r\n"
)
PATH = "posts/::odd, 100% [lamp].md"


def finding(rule: str, severity: str, excerpt: str, message: str, **more: object) -> Finding:
    start = TEXT.index(excerpt)
    values = {"fingerprint": f"{start:024x}", **more}
    return Finding(PATH, rule, severity, "likely", message, start, start + len(excerpt), excerpt, **values)  # type: ignore[arg-type]


def report() -> RunResult:
    lamp = TEXT.index(" lamp lamp") + 5
    fix = Fix(
        (Edit(lamp, lamp + 5, ""), Edit(lamp + 5, lamp + 5, "!")), safe=True, description="Remove the second word"
    )
    related = (Related("the [first] mark", 0, 1),)
    findings = [
        finding("text/at-mark", "error", "\ufeff::error", "::error::“\ufeff::error” begins the file", related=related),
        finding("text/repeated", "warning", "lamp lamp", "“lamp” stands here twice \x1b[31m", fix=fix),
        finding(
            "text/formula", "info", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0, -1 %0A <script>x</script>\n::warning::y"
        ),
        finding(
            "text/two-lines", "error", TEXT[TEXT.index("Two lines") : -2], "@desk {0} | `#12` [a](https://x.example)"
        ),
    ]
    return RunResult(
        findings=findings,
        failures=[Failure("posts/##[group]bad.md", "not valid UTF-8 \x9b2J </failure>")],
        files=3,
        paths=[PATH, "posts/clean.md"],
        sources={PATH: Source(PATH, TEXT)},
    )


def context(folder: str = "/site/pages", root: str = "/site") -> Context:
    made = Context(ConfigResolver(), folder=Path(folder), root=Path(root))
    made.digest = "sha256:0"
    return made


def rendered(format_: str, of: RunResult | None = None, given: Context | None = None) -> str:
    return render(format_, of or report(), given or context())
