"""The language server: handles requests and notifications. All checks run one after the other in one thread."""

from __future__ import annotations

import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from linter import __version__
from linter.lsp.actions import FIX_ALL, QUICK_FIX, Proposal, proposals
from linter.lsp.buffers import Checker
from linter.lsp.diagnostics import broken_file, diagnostic, diagnostics
from linter.lsp.hover import explanation
from linter.lsp.positions import encoding_of, to_range, to_span
from linter.lsp.protocol import Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.data.yaml_nodes import DataError
    from linter.lsp.buffers import Reading
    from linter.source import UnitEncoding

T = TypeVar("T")

DEBOUNCE = 0.2
"""Seconds without a change before a changed text is checked."""

_UNTITLED = {"markdown": ".md", "mdx": ".mdx", "html": ".html", "plaintext": ".txt", "text": ".txt"}
_PULLED = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="affilint")
_WATCHED = "**/{affilint.yml,affilint.yaml,.affilint.yml,.affilint.yaml,pyproject.toml,affilint.site.yml}"


class Server(LanguageServer):
    """The state of one session: the open documents, their revisions, and their findings.

    Findings are pushed, unless the client asks for them (pulls) and can be told to ask again: never both, or an editor
    shows each of them twice.
    """

    def __init__(self, config: Path | None = None) -> None:
        super().__init__("affilint", __version__, protocol_cls=Protocol)
        self.was_shut_down = False
        self._checker = Checker(config)
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._revisions: dict[str, int] = {}
        self._readings: dict[str, tuple[int, Reading]] = {}
        self._found: dict[str, list[types.Diagnostic]] = {}
        self._answers: dict[str, tuple[str, list[types.Diagnostic]]] = {}
        self._scheduled: dict[str, asyncio.Task[object]] = {}
        self._broken: dict[str, DataError] = {}

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002 - pygls' signature
        """Log an internal error on the client, without a pop-up window."""
        self.log(f"internal error, please report it: {type(error).__name__}: {error}")

    def log(self, message: str, type_: types.MessageType = types.MessageType.Error) -> None:
        """Write a line to the client's log."""
        self.window_log_message(types.LogMessageParams(type_, f"affilint: {message}"))

    @property
    def encoding(self) -> UnitEncoding:
        """The encoding whose code units count as columns."""
        return encoding_of(self.workspace.position_encoding)

    @property
    def pulls(self) -> bool:
        """Whether the client asks for the findings of its documents."""
        capabilities = self.client_capabilities
        return get_capability(capabilities, "text_document.diagnostic") is not None and bool(
            get_capability(capabilities, "workspace.diagnostics.refresh_support", default=False)
        )

    async def in_worker(self, work: Callable[[], T]) -> T:
        """Run a function in the thread that owns configurations and sources."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def new_revision(self, uri: str) -> None:
        """Register a new revision of a document and cancel its scheduled check."""
        self._revisions[uri] = self._revisions.get(uri, 0) + 1
        scheduled = self._scheduled.pop(uri, None)
        if scheduled is not None:
            scheduled.cancel()

    def check_soon(self, uri: str, delay: float = 0.0) -> None:
        """Check a document once it has not changed for ``delay`` seconds, unless the client asks for it."""
        self.new_revision(uri)
        if self.pulls:
            return

        async def later() -> None:
            await asyncio.sleep(delay)
            await self.reading(uri)

        self._scheduled[uri] = asyncio.ensure_future(later())

    def closed(self, uri: str) -> None:
        """Remove a document and its diagnostics."""
        self.new_revision(uri)
        for known in (self._readings, self._found, self._answers):
            known.pop(uri, None)
        if uri not in self._broken:
            self._push(uri, [])
        self._publish_broken()

    async def refresh(self) -> None:
        """Reload configurations and sites and check all open documents."""
        await self.in_worker(self._checker.forget)
        for document in list(self.workspace.text_documents.values()):
            self.check_soon(document.uri)
        if self.pulls:
            self.workspace_diagnostic_refresh(None)

    async def reading(self, uri: str) -> Reading | None:
        """Return the reading of a document's current text, checked if necessary; None if it is not open or the check crashed."""
        place = self._place(uri)
        revision, known = self._readings.get(uri, (0, None))
        if known is not None and revision == self._revisions.get(uri):
            return known
        if place is None:
            return None
        path, named = place
        document = self.workspace.text_documents[unquote(uri)]
        text, version, revision = document.source, document.version, self._revisions[uri]
        try:
            reading = await self.in_worker(lambda: self._checker.read(text, path, named=named))
            found = await self.in_worker(lambda: list(diagnostics(reading, uri, self.encoding)))
        except Exception as error:  # noqa: BLE001 - a check that crashes must not end the session
            self._crashed(path, error)
            self._readings.pop(uri, None)
            self._found.pop(uri, None)
            self._push(uri, [], version)
            return None
        if self._revisions.get(uri) != revision or unquote(uri) not in self.workspace.text_documents:
            return None
        self._readings[uri], self._found[uri] = (revision, reading), found
        if uri not in self._broken_files():
            self._push(uri, found, version)
        self._publish_broken()
        return reading

    def _push(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        if not self.pulls:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    async def report(self, uri: str, known: str | None) -> types.DocumentDiagnosticReport:
        """Answer a client that asks for a document's findings and has those of the answer ``known``.

        Raises JsonRpcException if the document changed meanwhile.
        """
        if self._place(uri) is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        revision = self._revisions.get(uri)
        if uri in self._found and self._readings.get(uri, (0, None))[0] != revision:
            await asyncio.sleep(DEBOUNCE)
        if self._revisions.get(uri) == revision:
            await self.reading(uri)
        if self._revisions.get(uri) != revision:
            code, again = types.LSPErrorCodes.ServerCancelled, {"retriggerRequest": True}
            raise JsonRpcException("the document has changed", code.value, again)
        found = self._found.get(uri, [])
        answer, before = self._answers.get(uri, ("", None))
        if found != before:
            answer = str(revision)
            self._answers[uri] = answer, found
        elif answer == known:
            return types.RelatedUnchangedDocumentDiagnosticReport(answer)
        return types.RelatedFullDocumentDiagnosticReport(found, result_id=answer)

    def _crashed(self, path: Path, error: Exception) -> None:
        self.log(f"{path.name} could not be checked, please report it: {type(error).__name__}: {error}")

    def _place(self, uri: str) -> tuple[Path, bool] | None:
        """Return the path under which an open document is checked, and whether it is the document's own."""
        document = self.workspace.text_documents.get(unquote(uri))
        if document is None:
            return None
        path = to_fs_path(uri)
        if path is not None:
            return Path(path), True
        ending = _UNTITLED.get(document.language_id or "")
        if not uri.startswith("untitled:") or ending is None:
            return None
        return Path(self.workspace.root_path or Path.cwd()) / f"untitled{ending}", False

    def _broken_files(self) -> dict[str, DataError]:
        """Return the errors in configurations and rule files that prevent checks of open documents, by address."""
        errors = [reading.broken for _, reading in self._readings.values() if reading.broken is not None]
        return {self._uri_of(Path(error.path).absolute()): error for error in errors}

    def _publish_broken(self) -> None:
        """Publish each error in configurations and rule files once, and remove those that are fixed."""
        broken = self._broken_files()
        for uri, error in broken.items():
            known = self._broken.get(uri)
            if known is not None and str(known) == str(error):
                continue
            published = [broken_file(error, self.encoding)]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, published))
            message = f"affilint checks nothing that {error.path} is for until it is fixed, line {error.line}: {error.message}"
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))
        for uri in self._broken.keys() - broken.keys():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self._broken = broken

    def _uri_of(self, path: Path) -> str:
        """Return the address of a file, as the client spells it if the file is open."""
        for document in self.workspace.text_documents.values():
            if to_fs_path(document.uri) == str(path):
                return str(document.uri)
        return path.as_uri()

    async def actions(self, uri: str, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return the code actions at a range of a document."""
        reading = await self.reading(uri)
        if reading is None or reading.article is None:
            return []
        path, named = self._place(uri) or (Path(), False)
        revision, only = self._revisions[uri], params.context.only
        kinds = [str(getattr(kind, "value", kind)) for kind in only] if only is not None else None

        def work() -> list[types.CodeAction]:
            start, end = to_span(reading.source, params.range, self.encoding)
            check = functools.partial(self._checker.read, path=path, named=named)
            return [self._action(uri, reading, item) for item in proposals(reading, start, end, kinds, check)]

        try:
            found = await self.in_worker(work)
        except Exception as error:  # noqa: BLE001 - a text that is only tried must not cause an error response
            self._crashed(path, error)
            return []
        return found if self._revisions.get(uri) == revision else []

    def _action(self, uri: str, reading: Reading, proposal: Proposal) -> types.CodeAction:
        source, finding = reading.source, proposal.finding
        edits = [
            types.TextEdit(to_range(source, edit.start, edit.end, self.encoding), edit.replacement)
            for edit in proposal.edits
        ]
        diagnosed = (
            [diagnostic(source, finding, reading.rules.get(finding.rule), uri, self.encoding)] if finding else None
        )
        return types.CodeAction(
            proposal.title,
            kind=proposal.kind,
            diagnostics=diagnosed,
            is_preferred=True if proposal.preferred else None,
            edit=self._workspace_edit(uri, edits),
        )

    def _workspace_edit(self, uri: str, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        """Return edits of a document, tied to its version if the client supports that."""
        if not get_capability(self.client_capabilities, "workspace.workspace_edit.document_changes"):
            return types.WorkspaceEdit(changes={uri: edits})
        version = self.workspace.text_documents[unquote(uri)].version
        identifier = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, list(edits))])

    async def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """Explain the findings at a position."""
        reading = await self.reading(uri)
        if reading is None:
            return None
        source, encoding = reading.source, self.encoding
        at = source.from_unit_position(position.line, position.character, encoding)
        covering = [item for item in reading.findings if item.start <= at < max(item.end, item.start + 1)]
        if not covering:
            return None
        formats = get_capability(self.client_capabilities, "text_document.hover.content_format")
        markdown = formats is None or types.MarkupKind.Markdown in formats
        kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
        text = explanation(covering, reading.rules, markdown=markdown)
        return types.Hover(
            types.MarkupContent(kind, text), to_range(source, covering[0].start, covering[0].end, encoding)
        )

    def watch(self) -> None:
        """Ask the client to report changed configurations, if it supports that."""
        if get_capability(self.client_capabilities, "workspace.did_change_watched_files.dynamic_registration"):
            watched = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration("affilint-configuration", method, watched)
            self.client_register_capability(types.RegistrationParams([registration]))


def make_server(config: Path | None = None) -> Server:
    """Return a server with all features registered; ``config``, if set, applies to every file."""
    server = Server(config)

    @server.feature(types.INITIALIZE)
    def initialize(ls: Server, _params: types.InitializeParams) -> None:
        if ls.pulls:
            ls.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, _PULLED)(document_diagnostic)

    @server.feature(types.INITIALIZED)
    def initialized(ls: Server, _params: types.InitializedParams) -> None:
        ls.watch()

    @server.feature(types.SHUTDOWN)
    def shutdown(ls: Server, *_params: object) -> None:
        ls.was_shut_down = True

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.check_soon(params.text_document.uri, DEBOUNCE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(ls: Server, _params: types.DidSaveTextDocumentParams) -> None:
        await ls.refresh()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_watched_files(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
        await ls.refresh()

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[QUICK_FIX, FIX_ALL]))
    async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        return await ls.actions(params.text_document.uri, params)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
        return await ls.hover(params.text_document.uri, params.position)

    async def document_diagnostic(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        return await ls.report(params.text_document.uri, params.previous_result_id)

    return server
