"""``affilint init``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linter.cli._common import code_note, fail
from linter.cli._options import FilePath
from linter.configuration.loader import CONFIG_NAMES, find_config, read_config
from linter.configuration.resolver import ConfigResolver, find_learned
from linter.data.yaml_nodes import read_yaml
from linter.paths import shown_path
from linter.reporters import neutral
from linter.reporters.text import summary
from linter.running.causes import fold
from linter.running.discovery import discover
from linter.running.result import RunResult
from linter.running.runner import check_files
from linter.survey import sampled, survey
from linter.survey.built import built_folder
from linter.survey.configuration import describe_folders, describe_printing, describe_sites, write_configuration
from linter.survey.text import counted, ordinal
from linter.writing import write_text_atomically

if TYPE_CHECKING:
    from linter.configuration.loader import Config
    from linter.survey import Survey


_MOST_CHECKED = 250
"""Articles that are checked to say what the rules would find; checking takes four times as long as the survey."""


@click.command("init")
@click.argument("path", default=".", type=FilePath(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print the configuration instead of writing it.")
@click.option("--force", is_flag=True, help="Overwrite a configuration that is there.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file.  [default: PATH/affilint.yml]"
)
def command(path: Path, output: Path | None, *, dry_run: bool, force: bool) -> None:
    """Look at a repository and write an affilint.yml for it, every line with its reason."""
    if not path.is_dir():
        fail(f"{path}: not a folder; name the root of a repository")
    root = path.resolve()
    target = _target(root, path, output, force=force or dry_run)
    found = survey(root)
    if not found.read:
        left: list[tuple[Path, str]] = []
        files = list(discover([root], ConfigResolver(), [], None, left))
        code = "".join(f"; {note}" for note in code_note(left)) if not files else ""
        fail(f"{path}: no article to look at: no Markdown, HTML or text file{code}")
    text = write_configuration(found)
    config = read_config(read_yaml(text, shown_path(target)), root)
    if dry_run:
        click.echo(text, nl=False)
    else:
        try:
            write_text_atomically(target, text)
        except OSError as error:
            fail(f"{target}: cannot be written: {error.strerror or error}")
    for line in _summary(found, _report(root, config), path, None if dry_run else target):
        click.echo(neutral(line), err=True)


def _target(root: Path, path: Path, output: Path | None, *, force: bool) -> Path:
    """Return the file to write; exit if a configuration already applies."""
    existing = find_config(root) if output is None else (output if output.exists() else None)
    if existing is not None and not force:
        fail(f"{shown_path(existing)} is already there; look at it, or overwrite it with --force")
    if output is not None:
        return output
    replaced = existing is not None and existing.parent == root and existing.name in CONFIG_NAMES
    return path / existing.name if replaced and existing is not None else path / CONFIG_NAMES[0]


def _report(root: Path, config: Config) -> RunResult:
    """Check some of the articles with the new configuration, spread over all, and count as ``affilint check`` does."""
    resolver, report = ConfigResolver(given=config), RunResult()
    chosen, _ = sampled(list(discover([root], resolver, report.failures, None, report.passed_over)), _MOST_CHECKED)
    check_files(chosen, resolver, report)
    fold(report, resolver)
    return report


def _said(found: Survey, result: RunResult) -> str:
    """Return what a check under the new configuration says, in its own words, and of which part that is."""
    if found.files > _MOST_CHECKED >= result.files:
        part = f"of {result.files:,} of the {found.files:,} files, spread over all of them, says (the whole has more)"
    else:
        part = "says"
    return f"  under it `affilint check` {part}: {summary(result)}"


def _summary(found: Survey, result: RunResult, path: Path, target: Path | None) -> list[str]:
    """Return lines about what was found, the findings, and the next step."""
    programmes = ", ".join(f"{use.programme} {use.links:,}" for use in found.networks[:4])
    rules = Counter(finding.rule for finding in result.findings)
    lines = [
        f"wrote {target}" if target is not None else "nothing written (--dry-run)",
        f"  site: {describe_sites(found)}; {counted(found.articles, 'article')}"
        + (f" ({folders})" if (folders := describe_folders(found, 3)) else ""),
        f"  affiliate links in {counted(found.earning, 'article')}: {programmes}"
        if programmes
        else f"  affiliate links behind {', '.join(found.redirected)}, which lead to merchants"
        if found.redirected
        else "  no affiliate link in the articles themselves"
        if found.printing
        else "  no affiliate link found that can be followed"
        if found.unfollowed
        else "  no affiliate link found",
    ]
    lines += [
        f"  {counted(count, 'article')} {'names' if count == 1 else 'name'} an address of {programme} in the front matter, "
        "which no page was found to print: pages that list articles are not followed"
        for programme, count in found.unprinted[:2]
    ]
    lines += [f"    {describe_printing(one, count)}" for one, count in found.printing]
    lines += [
        f"  {one.name} may print paid links in {counted(one.articles, 'article')}; where they lead was not found"
        for one in found.unfollowed[:3]
    ]
    if found.step > 1:
        lines.append(f"  read every {ordinal(found.step)} of {found.files:,} files, so all counts are of that part")
    lines += [f"  {note}" for note in code_note(result.passed_over)]
    failed = len(result.failures)
    if failed:
        lines.append(
            f"  {counted(failed, 'file')} cannot be checked, the first: {result.failures[0].place}: {result.failures[0].message}"
        )
    lines.append(_said(found, result))
    lines += [f"    {count:>6,}  {rule}" for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))]
    lines.append(f"next: read the file, then run `affilint check {path}`")
    built = built_folder(found.root, (name for _, names, _ in found.sites for name in names))
    if built is not None and find_learned(found.root) is None:
        lines.append(
            f"  {built}/ holds built pages: `affilint check {path} --built {path / built}` judges them, and "
            f"`affilint learn {path} --built {path / built}` lets every check know what templates print"
        )
    return lines
