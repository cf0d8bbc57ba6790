"""What the options for existing sites do: baselines, changed lines only, and the day on which suppressions expire."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.cli._common import fail
from linter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.configuration.resolver import ConfigResolver
    from linter.finding import Finding
    from linter.running.baseline import Baseline
    from linter.running.result import RunResult


@dataclass(frozen=True, slots=True)
class BaselineOptions:
    """The adoption options of the command line."""

    baseline: Path | None
    show_baselined: bool
    new_only: bool
    diff_base: str | None
    all_rules: bool

    @classmethod
    def pop_from(cls, options: dict[str, Any]) -> BaselineOptions:
        """Remove the options of ``adoption_options`` from a command's options and return them; the others select rules."""
        values = {name: options.pop(name) for name in ("baseline", "show_baselined", "new_only", "diff_base")}
        return cls(**values, all_rules=not any(options.values()))

    @property
    def show_known(self) -> bool | None:
        """Whether findings of a baseline are shown; None means the format's default."""
        return True if self.show_baselined else False if self.new_only else None

    def check_conflicts(self, *, stdin: bool, fix: bool) -> None:
        """Exit with an error if options contradict each other."""
        if self.show_baselined and self.new_only:
            fail("--show-baselined and --new-only exclude each other")
        if self.diff_base is not None and stdin:
            fail("--diff-base compares files with git; standard input is none")
        if self.diff_base is not None and fix:
            fail("--fix fixes whole files, not changed lines: leave out --diff-base")

    def apply(self, result: RunResult, resolver: ConfigResolver) -> list[str]:
        """Remove findings on unchanged lines and findings in a baseline from the result; return notices to print."""
        unchanged: list[Finding] = []
        if self.diff_base is not None:
            from linter.running.git_diff import ChangesError, ChangesSince, keep_changed  # noqa: PLC0415 - rarely asked for

            try:
                unchanged = keep_changed(result, ChangesSince(self.diff_base))
            except ChangesError as error:
                fail(str(error))
        return self._apply_baselines(result, resolver, unchanged)

    def note_on_old_findings(self, result: RunResult) -> tuple[str, ...]:
        """Say how a hook that fails is told what is old; nothing where it knows already.

        A hook is handed whole files: whoever changes a comma in an old article is stopped by all that was wrong with it.
        """
        if self.diff_base is not None or result.known is not None:
            return ()
        return (
            "older findings of these files count too: affilint baseline write lets what is there today pass, "
            "affilint check --force-exclude --diff-base HEAD as the hook's entry asks about changed lines alone",
        )

    def _apply_baselines(self, result: RunResult, resolver: ConfigResolver, unchanged: list[Finding]) -> list[str]:
        if self.baseline is None and not _any_baseline(result.paths, resolver):
            if self.new_only or self.show_baselined:
                fail("no baseline: name one with --baseline, or as baseline: in the configuration")
            return []
        from linter.running.baseline import BaselineError, apply_baseline, read_baseline  # noqa: PLC0415 - rarely asked for

        files = {page: self.baseline or baseline_file(resolver, Path(page)) for page in result.paths}
        try:
            used_files = {file for file in (self.baseline, *files.values()) if file is not None}
            baselines = {file: read_baseline(file) for file in sorted(used_files)}
        except BaselineError as error:
            fail(str(error))

        def baseline_for(page: str) -> Baseline | None:
            file = files[page]
            return baselines[file] if file is not None else None

        stale = apply_baseline(result, baseline_for, unchanged)
        if not stale or not self.all_rules:
            return []
        from linter.reporters._words import plural  # noqa: PLC0415 - rarely asked for

        return [
            f"{plural(stale, 'finding')} of the baseline can be found no more: affilint baseline prune takes them out"
        ]


def _any_baseline(pages: Iterable[str], resolver: ConfigResolver) -> bool:
    """Say whether the configuration of any page names a baseline."""
    folders = {os.path.dirname(page): page for page in pages}  # noqa: PTH120 - a Path for each page costs more
    return any(baseline_file(resolver, Path(page)) is not None for page in folders.values())


def baseline_file(resolver: ConfigResolver, page: Path) -> Path | None:
    """Return the baseline named in the configuration of a page, or None."""
    config = resolver.config_for(page.absolute().parent)
    return config.root / config.baseline if config.baseline is not None else None
