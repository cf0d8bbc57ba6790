"""Fuzzes whole commands and editor sessions with the documents of ``documents.py``.

``python bench/fuzz/commands.py [--seed 1] [--folders 20] [--size 40] [--sessions 1] [--changes 100]`` writes folders of documents and runs
``check``, ``links``, ``report`` and ``fix`` on each; then it opens documents in a language server of its own process, changes
them step by step over the wire, in parts or as a whole, and asks for actions and hovers. Checked are:

- every command ends with the exit code 0, 1 or 2, and 2 only with a line about each document that cannot be read;
- nobody reads of an internal error;
- ``fix`` leaves names and number of the files, and no temporary file;
- the editor sees what ``check`` finds in the same text, at the same lines, after every change;
- the server answers every request, and ends as it should.

The same seed and counts give the same documents and changes. The exit code is 1 if something does not hold.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT)]

from documents import PIECES, FaultError, documents, mutated  # noqa: E402 - beside this file

from linter.cli import main as affilint  # noqa: E402 - of this checkout
from linter.configuration.resolver import ConfigResolver  # noqa: E402
from linter.running.one_file import check_text  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.lsp.client import Client

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", "--no-cache", "--format", "json", "--jobs", "1", "."),
    ("links", "--all", "--format", "csv", "--jobs", "1", "."),
    ("links", "--by", "programme", "--jobs", "1", "."),
    ("report", "--jobs", "1", ".", "-o", "../report.html"),
    ("report", "--jobs", "1", ".", "-o", "../report.csv", "--table", "articles"),
    ("fix", "--unsafe", "."),
)
UNSTABLE = "do not come to an end; nothing was changed"
"""What ``fix`` says of a file that it leaves as it is."""
LANGUAGES = {
    "md": "markdown",
    "mdx": "mdx",
    "html": "html",
    "txt": "plaintext",
    "astro": "astro",
    "tsx": "typescriptreact",
    "vue": "vue",
    "svelte": "svelte",
}


def folder_of(texts: Sequence[tuple[int, str, str]], folder: Path) -> None:
    """Write documents under names of their own."""
    folder.mkdir(parents=True)
    (folder / "affilint.yml").write_bytes((ROOT / "tests" / "house.yml").read_bytes())
    for number, name, text in texts:
        (folder / f"{number}-{name}").write_bytes(text.encode())


def run(args: Sequence[str], folder: Path) -> tuple[int, str]:
    """Run one command in a folder; return its exit code, and what it said on standard error."""
    out, err = io.StringIO(), io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        try:
            affilint(list(args))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    at = (said := out.getvalue() + err.getvalue()).find("internal error")
    if at >= 0:
        raise FaultError(f"{args[0]}: {said[at : at + 300]}")
    return code, err.getvalue()


def run_all(texts: Sequence[tuple[int, str, str]], folder: Path) -> None:
    """Run every command on a folder of documents. Raises FaultError."""
    folder_of(texts, folder)
    resolver = ConfigResolver(folder / "affilint.yml")
    unreadable = {
        f"{number}-{name}" for number, name, text in texts if check_text(text.encode(), Path(name), resolver).failures
    }
    names = {path.name for path in folder.iterdir()}
    for args in COMMANDS:
        code, said = run(args, folder)
        if code not in ({2} if unreadable else {0, 1}) and not (args[0] == "fix" and UNSTABLE in said):
            raise FaultError(f"{' '.join(args)}: exit code {code}: {said[:300]}")
        if {path.name for path in folder.iterdir()} != names:
            raise FaultError(f"{args[0]} leaves other files")


def session(client: Client, seed: int, changes: int) -> None:
    """Open documents and change them; compare what the editor is told with what a check finds. Raises FaultError."""
    dice = random.Random(seed)  # noqa: S311 - documents, no secrets
    texts = documents(seed)
    resolver = ConfigResolver(client.folder / "affilint.yml")
    left = 0
    name = text = ""
    for step in range(changes):
        if not left:
            number, given, text = next(texts)
            name, left = f"{number}-{given}", dice.randint(1, 8)
            shown = client.open(name, text, LANGUAGES[given.partition(".")[2]])
        else:
            for _ in range(dice.randint(1, 3)):  # an editor does not wait between two changes
                text = change(client, name, dice)
            ask(client, name, dice)
            shown = client.diagnostics(name)
        compare(client.folder / name, text, shown, resolver, f"seed {seed} step {step} {name}")
        left -= 1
        if not left:
            client.close(name)


def change(client: Client, name: str, dice: random.Random) -> str:
    """Change a document as a whole, from its first to its last difference, or in several parts; return its text."""
    way, text = dice.choice([client.change, client.edit, None]), client.texts[name]
    if way is not None:
        way(name, mutated(text, dice)[:6_000])
        return client.texts[name]
    parts = []
    for _ in range(dice.randint(1, 3)):
        start = between(text, dice.randint(0, len(text)))
        end = max(start, between(text, min(len(text), start + int(dice.expovariate(0.1)))))
        parts.append((start, end, dice.choice([*PIECES, "\r\n", "\r", "😀𝒜", ""])))
        text = text[:start] + parts[-1][2] + text[end:]
    client.replace(name, *parts)
    return text


def between(text: str, offset: int) -> int:
    """Return an offset that a position can name: what is between CR and LF is neither in the line nor behind it."""
    return offset - (text[offset - 1 : offset + 1] == "\r\n")


def ask(client: Client, name: str, dice: random.Random) -> None:
    """Ask for the actions and the hover of a place that may or may not be in the text."""
    line = dice.randint(0, 12)
    ends = [{"line": line + more, "character": dice.randint(0, 80)} for more in (0, dice.randint(0, 5))]
    client.send("textDocument/hover", params := {"textDocument": {"uri": client.uri(name)}, "position": ends[0]}, 10**6)
    del params["position"]
    place = {"start": ends[0], "end": ends[1]}
    params |= {"range": place, "context": {"diagnostics": []}}
    client.send("textDocument/codeAction", params, 10**6 + 1)


def compare(path: Path, text: str, shown: list[dict[str, Any]], resolver: ConfigResolver, where: str) -> None:
    """Raise FaultError if an editor sees other rules or lines than a check of the same text finds."""
    result = check_text(text.encode(), path, resolver)
    if result.failures:
        return
    at = result.sources[next(iter(result.sources))].position if result.findings else None
    found = sorted((item.rule, at(item.start).line - 1) for item in result.findings) if at else []
    told = sorted((item["code"], item["range"]["start"]["line"]) for item in shown)
    if found != told:
        raise FaultError(f"{where}: a check finds {found}, the editor is told {told}: {text!r}")


def fuzz_session(seed: int, changes: int, folder: Path) -> None:
    """Hold a session with a server of its own. Raises FaultError."""
    from tests.lsp.client import ServerProcess  # noqa: PLC0415 - only for sessions

    (folder / "affilint.yml").write_bytes((ROOT / "tests" / "house.yml").read_bytes())
    server = ServerProcess(folder)
    try:
        server.client.initialize(("utf-16", "utf-8", "utf-32")[seed % 3])
        session(server.client, seed, changes)
        server.client.end_session()
        if server.exit_code() != 0 or server.client.unexpected_bytes:
            raise FaultError(f"the server ends with {server.exit_code()}: {server.client.unexpected_bytes!r}")
        bad = [one for one in server.client.seen if "error" in one or "internal error" in str(one.get("params"))]
        if bad:
            raise FaultError(str(bad[0]))
    finally:
        server.stop()


def main() -> None:
    """Fuzz, and print what was found."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folders", type=int, default=20)
    options.add_argument("--size", type=int, default=40, help="documents in a folder")
    options.add_argument("--sessions", type=int, default=1)
    options.add_argument("--changes", type=int, default=100, help="changes in a session")
    chosen = options.parse_args()
    texts, faults = documents(chosen.seed), 0
    with tempfile.TemporaryDirectory() as made:
        for number in range(chosen.folders):
            try:
                run_all(list(islice(texts, chosen.size)), Path(made) / str(number))
            except Exception as error:  # noqa: BLE001 - this is what it looks for
                faults += 1
                print(f"seed {chosen.seed} folder {number}: {type(error).__name__}: {str(error)[:2000]}", flush=True)
        for number in range(chosen.sessions):
            folder = Path(made) / f"session-{number}"
            folder.mkdir()
            try:
                fuzz_session(chosen.seed + number, chosen.changes, folder)
            except Exception as error:  # noqa: BLE001 - the same
                faults += 1
                print(f"session {chosen.seed + number}: {type(error).__name__}: {str(error)[:2000]}", flush=True)
    print(
        f"seed {chosen.seed}: {chosen.folders * chosen.size} documents in {chosen.folders} folders, {len(COMMANDS)} commands each; "
        f"{chosen.sessions * chosen.changes} changes in {chosen.sessions} sessions; {faults} faults"
    )
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
