"""Applies changes of documents where the editor made them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method

from linter.lsp.positions import encoding_of, to_span
from linter.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linter.source import UnitEncoding


class Protocol(LanguageServerProtocol):
    """pygls' protocol but for changed documents: its own arithmetic ends lines at U+2028 and form feeds, editors do not."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Iterator[tuple[Callable[..., object], tuple[types.DidChangeTextDocumentParams], None]]:
        """Apply the changes to the document in the workspace and call the server's own handler."""
        uri, version = params.text_document.uri, params.text_document.version
        document = self.workspace.text_documents[unquote(uri)]
        text = changed(document.source, params.content_changes, encoding_of(self.workspace.position_encoding))
        item = types.TextDocumentItem(uri, document.language_id or "", version, text)
        self.workspace.put_text_document(item)
        handler = self.fm.features.get(types.TEXT_DOCUMENT_DID_CHANGE)
        if handler is not None:
            yield handler, (params,), None


def changed(text: str, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: UnitEncoding) -> str:
    """Return a text after changes, each of a place in the text that the one before it left, or of the whole text."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = sorted(to_span(Source("", text), change.range, encoding))
            text = text[:start] + change.text + text[end:]
        else:
            text = change.text
    return text
