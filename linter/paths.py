"""Paths for messages and patterns."""

from __future__ import annotations

import os
from pathlib import Path


def shown_path(path: Path) -> str:
    """Return a path for display: relative to the working directory if inside it, with ``/``."""
    if os.sep == "/":
        text = str(path)
        if not text.startswith("/"):
            return text
        here = os.getcwd()  # noqa: PTH109 - a Path costs more than the rest
        inside = here if here.endswith("/") else f"{here}/"
        return text[len(inside) :] if text.startswith(inside) else "." if text == here else text
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def relative_to(path: Path, root: Path) -> str:
    """Return a path relative to a folder, with ``/``, even if it is outside the folder."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return Path(os.path.relpath(path, root)).as_posix()


def repository_root(folder: Path) -> Path | None:
    """Return the nearest parent folder that contains ``.git``, or None."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)


def is_remote(name: str) -> bool:
    """Say whether a word of the command line is the address of a file system: ``s3://bucket/crawl.warc.gz``.

    Addresses of pages are none, nor are drives of Windows.
    """
    scheme, separator, _ = name.partition("://")
    letters = scheme.replace("+", "").replace("-", "").replace(".", "")
    return bool(separator) and len(scheme) > 1 and letters.isalnum() and letters.isascii() and not is_address(name)


def service_root(folder: Path) -> Path | None:
    """Return the folder to which a CI service's paths are relative: from GitHub or GitLab, else the repository's root."""
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        named = os.environ.get(variable)
        if named and folder.is_relative_to(named):
            return Path(named)
    return repository_root(folder)


def is_address(path: str) -> bool:
    """Say whether a path, on the command line or of a finding, is the address of a page."""
    return path[:8].lower().startswith(("http://", "https://"))


def without_scheme(name: str) -> bool:
    """Say whether a path that names nothing may be meant for an address: www.site.example, wordpress:site.example."""
    return name.lower().startswith(("www.", "http:", "https:", "wordpress:", "ghost:"))


def is_source(name: str) -> bool:
    """Say whether a word of the command line names a site and how it is read: ``wordpress:https://site.example``."""
    kind, _, address = name.partition(":")
    return kind.replace("-", "").isalnum() and is_address(address)
