"""The values that Hugo's sections, and its configuration, set for all articles below them.

Source: gohugo.io/content-management/front-matter/#cascade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.article.emissions import PageValues
from linter.article.frontmatter import find_fence
from linter.site.files import parse_data
from linter.site.hugo.lookup import below_content

if TYPE_CHECKING:
    from linter.site.rendering.template_index import TemplateIndex

_MOST_SECTIONS = 100


class Cascade:
    """What a site cascades, read from the pages of its first sections at once and from others when they are asked for."""

    def __init__(self, index: TemplateIndex) -> None:
        self._index = index
        self._everywhere = index.values.config("cascade")
        self._of_folders: dict[str, object] = {}
        for folder in ("", *index.tree.listing("content")[1][:_MOST_SECTIONS]):
            self._of(folder)

    def told(self) -> str:
        """Return a text that tells what two sites cascade apart."""
        return repr((self._everywhere, self._of_folders))

    def with_values(self, page: PageValues) -> PageValues | None:
        """Return an article with what the folders above it set for it; None where only a target says for which it does."""
        folders = (below_content(page.path, ("content",)) or "").split("/")[:-1]
        data: dict[str, object] = {}
        for cascade in [
            self._everywhere,
            *(self._of("/".join(folders[:end])) for end in range(min(len(folders), 1) + 1)),
        ]:
            for entry in cascade if isinstance(cascade, list) else [cascade]:
                if not isinstance(entry, dict):
                    continue
                if "_target" in entry or "target" in entry:
                    return None
                data.update(entry)
        return PageValues(page.path, {**data, **page.data}, page.text) if data else page

    def _of(self, folder: str) -> object:
        """Return what the page of a folder below ``content`` sets for all below it."""
        if folder not in self._of_folders and len(self._of_folders) <= _MOST_SECTIONS:
            path = f"content/{folder}/_index.md" if folder else "content/_index.md"
            text = self._index.tree.beginning(path)
            fence = find_fence(text)
            content = text[fence.content_start : fence.content_end] if fence is not None else ""
            found = parse_data(content, f"_index.{'yml' if fence is None or fence.kind == 'yaml' else fence.kind}")
            self._of_folders[folder] = found.get("cascade") if isinstance(found, dict) else None
        return self._of_folders.get(folder)
