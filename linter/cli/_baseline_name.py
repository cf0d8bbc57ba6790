"""Names a new baseline in the configuration, so that the next ``affilint check`` knows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.cli._baseline_options import baseline_file
from linter.configuration.loader import find_config
from linter.data.yaml_nodes import DataError, read_yaml
from linter.paths import shown_path
from linter.reading import MAX_SETTINGS, read_regular
from linter.reporters import neutral
from linter.writing import write_atomically

if TYPE_CHECKING:
    from linter.configuration.resolver import ConfigResolver
    from linter.running.result import RunResult

_KEY = "baseline"


def name_baseline(file: Path, result: RunResult, resolver: ConfigResolver, *, chosen: bool) -> str:
    """Return a line on what names a baseline for the articles; empty where their configuration does already.

    One configuration beside the file gets the key, as nobody would write a baseline that no run is to know. A file that
    was ``chosen``, or a configuration that is another, is told what to write.
    """
    unnamed = {Path(page).absolute().parent for page in result.paths if baseline_file(resolver, Path(page)) is None}
    if not unnamed:
        return ""
    configs = {find_config(folder) for folder in unnamed}
    config = configs.pop() if len(configs) == 1 else None
    line = f"{_KEY}: {neutral(file.name)}"
    may_write = config is not None and not chosen and resolver.explicit is None and config.parent == file.parent
    if may_write and config is not None and _added(config, file.name):
        return f"{neutral(shown_path(config))}: added “{line}”; commit both files"
    where = neutral(shown_path(config)) if config is not None else "affilint.yml"
    return f"{where}: name it with “{line}”, or pass --baseline to affilint check"


def _added(config: Path, name: str) -> bool:
    """Append the key to a YAML file; False, and nothing written, where the file would then not say the same and the key."""
    if config.suffix not in {".yml", ".yaml"}:
        return False
    try:
        data = read_regular(config, MAX_SETTINGS)
        end = "\r\n" if b"\r\n" in data else "\n"
        text = data.decode("utf-8-sig")
        longer = f"{text}{'' if text.endswith(end) or not text else end}{_KEY}: {name}{end}"
        old, new = (read_yaml(one, str(config)).plain() or {} for one in (text, longer))
        if new != {**old, _KEY: name} or _KEY in old:
            return False
        write_atomically(config, data[: len(data) - len(text.encode())] + longer.encode())
    except (OSError, DataError, UnicodeError, TypeError):
        return False
    return True
