"""Runs git without anything that a repository could make it run.

A repository's configuration and attributes may name commands: filters, text conversions, external diffs, a file system
monitor, hooks, a pager, an SSH command, a remote to fetch missing objects from. All of them are switched off, so that a
repository that somebody sent is only read. Whose repository it is git asks itself: it refuses one of another user.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from linter import lazy_re as re
from linter.paths import repository_root

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Variables that git sets for its hooks; they would select the wrong repository or change paths and output.
_SET_BY_HOOKS = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    # A clone that lacks objects fetches them when they are asked for, by whatever command its remote names.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
}
_SETTINGS = {
    "core.quotepath": "off",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.sshCommand": "false",
    "core.askPass": "false",
    "credential.helper": "",
    # The name of a folder in a repository must not make it a repository with a configuration of its own.
    "safe.bareRepository": "explicit",
}
_NAMED = re.compile(r"((?:filter|diff)\..+)\.[a-z]+", re.IGNORECASE | re.DOTALL)
"""Settings of filters and of kinds of files that attributes may name."""
_WITHOUT = {
    "filter": {"clean": "", "smudge": "", "process": "", "required": "false"},
    # What git looks for above each hunk, without an end if its author wants it.
    "diff": {"xfuncname": "^"},
}
_FILES = frozenset(
    {"core.attributesfile", "core.excludesfile", "diff.orderfile", "mailmap.file", "blame.ignorerevsfile"}
)
"""Settings that name a file, which git reads to its end: a device or a pipe has none."""
_SECONDS = 300.0
"""How long git may take; without a limit a pipe in its folder would stop a run for good."""
_SETTING_SECONDS = 30.0


class GitError(ValueError):
    """Git cannot be run, or refuses a repository; the message says why."""


def run_git(folder: Path, *arguments: str, seconds: float = 0.0) -> tuple[int, bytes, bytes]:
    """Run a command of git in a folder and return its status, output and error messages.

    ``seconds`` is how long it may take, 300 by default. Raises GitError if git is missing, takes too long or refuses the repository.
    """
    settings, seconds = dict(_SETTINGS), seconds or _SECONDS
    names_of = ("config", "--null", "--name-only", "--get-regexp", rf"^((filter|diff)\.|({'|'.join(_FILES)})$)")
    _, found, _ = _run(folder, _environment({}), names_of, min(seconds, _SETTING_SECONDS))
    names = {os.fsdecode(name) for name in found.split(b"\0")}
    for name in {found[1] for found in map(_NAMED.fullmatch, names) if found}:
        without = _WITHOUT[name.partition(".")[0].lower()]
        settings.update({f"{name}.{key}": value for key, value in without.items()})
    endless = {name for name in names & _FILES if not _names_files(folder, name)}
    if arguments[0] == "blame" and "blame.ignorerevsfile" in endless:  # git adds to the list and takes nothing back
        msg = "blame.ignoreRevsFile of the repository names what is no file"
        raise GitError(msg)
    settings.update(dict.fromkeys(endless, os.devnull))
    status, output, errors = _run(folder, _environment(settings), arguments, seconds)
    if status and b"dubious ownership" in errors:
        msg = f"git refuses a repository of another user: {_first_line(errors)}"
        raise GitError(msg)
    return status, output, errors


def _names_files(folder: Path, name: str) -> bool:
    """Say whether a setting names regular files alone, as git looks for them: from the root of the repository or from where it runs."""
    asked = ("config", "--null", "--type=path", "--get-all", name)
    status, values, _ = _run(folder, _environment({}), asked, _SETTING_SECONDS)
    places = {folder, repository_root(folder.absolute()) or folder}
    named = [os.fsdecode(value) for value in values.split(b"\0")[:-1]]
    return status == 0 and all(any((place / one).is_file() for place in places) for one in named)


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of git; settings go there since names of filters may hold an equals sign."""
    environment = {name: value for name, value in os.environ.items() if name not in _SET_BY_HOOKS} | _ENVIRONMENT
    try:
        first = int(environment.get("GIT_CONFIG_COUNT") or 0)
    except ValueError:
        first = 0
    for number, (name, value) in enumerate(settings.items(), first):
        environment[f"GIT_CONFIG_KEY_{number}"], environment[f"GIT_CONFIG_VALUE_{number}"] = name, value
    environment["GIT_CONFIG_COUNT"] = str(first + len(settings))
    return environment


def _run(
    folder: Path, environment: Mapping[str, str], arguments: tuple[str, ...], seconds: float
) -> tuple[int, bytes, bytes]:
    try:
        completed = subprocess.run(  # noqa: S603 - a list of arguments, no shell; those from outside are no options
            ["git", "--no-pager", *arguments],  # noqa: S607 - the git on the user's PATH
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except FileNotFoundError as error:
        msg = "git is not installed, or not on the PATH"
        raise GitError(msg) from error
    except subprocess.TimeoutExpired as error:
        msg = f"git {arguments[0]} took more than {seconds:g} seconds"
        raise GitError(msg) from error
    except (OSError, ValueError) as error:
        msg = f"git cannot be run: {error}"
        raise GitError(msg) from error
    return completed.returncode, completed.stdout, completed.stderr


def _first_line(errors: bytes) -> str:
    return errors.decode(errors="replace").partition("\n")[0].removeprefix("fatal: ")
