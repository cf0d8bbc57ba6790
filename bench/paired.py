"""Costs of programs that run in turn: what else the machine does then costs each of them the same."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost, its children included: CPU seconds, and the peak of the largest one in MB."""

    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Paired:
    """The cheapest of a program's runs, and the median of its ratios to the first program's run in the same round."""

    best: Cost
    ratio: float


def cost(command: Sequence[str], folder: Path, program: Path = ROOT) -> Cost:
    """Run a command in a folder, its output thrown away, and return what it cost; ``program`` is affilint's source."""
    environment = {**os.environ, "PYTHONPATH": str(program)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(  # noqa: S603 - the peers that were found
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2, 65):
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def best(command: Sequence[str], folder: Path, rounds: int) -> Cost:
    """Return the cheapest of several runs: what other programs on the machine cost is never less than nothing."""
    return paired({"": (command, ROOT)}, folder, rounds)[""].best


def paired(programs: Mapping[str, tuple[Sequence[str], Path]], folder: Path, rounds: int) -> dict[str, Paired]:
    """Run commands in turn, each with affilint's source that it is to use, and compare them with the first one."""
    runs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, (command, source) in programs.items():
            runs[name].append(cost(command, folder, source))
    first = next(iter(runs.values()))
    return {name: _compared(costs, first) for name, costs in runs.items()}


def _compared(costs: Sequence[Cost], first: Sequence[Cost]) -> Paired:
    cheapest = Cost(min(item.cpu for item in costs), max(item.peak for item in costs))
    ratio = statistics.median(one.cpu / other.cpu for one, other in zip(costs, first, strict=True))
    return Paired(cheapest, ratio)


def source_of(revision: str, scratch: Path) -> Path:
    """Unpack a revision of affilint into a folder of its own."""
    folder = scratch / "against"
    archive = scratch / "against.tar"
    subprocess.run(["git", "archive", "-o", archive, revision], cwd=ROOT, check=True)  # noqa: S603, S607
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder
