// As much of the editor's interface as the extension and vscode-languageclient use. What is not here does nothing.
'use strict';

const path = require('node:path');
const {pathToFileURL, fileURLToPath} = require('node:url');

class Disposable {
  constructor(dispose = () => {}) {
    this.dispose = dispose;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener, self, disposables) => {
      const bound = self ? listener.bind(self) : listener;
      this.listeners.add(bound);
      const off = new Disposable(() => this.listeners.delete(bound));
      disposables?.push(off);
      return off;
    };
  }
  fire(event) {
    return Promise.all([...this.listeners].map((listener) => listener(event)));
  }
  dispose() {
    this.listeners.clear();
  }
}

class Uri {
  constructor(address) {
    this.address = address;
    this.scheme = address.slice(0, address.indexOf(':'));
    this.fsPath = this.scheme === 'file' ? fileURLToPath(address) : address.slice(this.scheme.length + 1);
    this.path = this.fsPath;
  }
  static parse(address) {
    return new Uri(address);
  }
  static file(file) {
    return new Uri(pathToFileURL(file).href);
  }
  toString() {
    return this.address;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, {line, character});
  }
}
class Range {
  constructor(a, b, c, d) {
    Object.assign(this, typeof a === 'number' ? {start: new Position(a, b), end: new Position(c, d)} : {start: a, end: b});
  }
}
class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, {range, message, severity});
  }
}
class RelativePattern {
  constructor(folder, pattern) {
    Object.assign(this, {baseUri: folder.uri ?? folder, pattern});
  }
}
class MarkdownString {
  constructor(value = '') {
    this.value = value;
  }
  appendMarkdown(text) {
    this.value += text;
  }
}
class Hover {
  constructor(contents, range) {
    Object.assign(this, {contents: [contents].flat(), range});
  }
}
class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}
for (const [name, value] of Object.entries({Empty: '', QuickFix: 'quickfix', Refactor: 'refactor', Source: 'source', SourceFixAll: 'source.fixAll'})) {
  CodeActionKind[name] = new CodeActionKind(value);
}
class CodeAction {
  constructor(title, kind) {
    Object.assign(this, {title, kind});
  }
}
class WorkspaceEdit {
  constructor() {
    this.all = [];
  }
  replace(uri, range, text) {
    this.all.push({uri, range, text});
  }
}
class TextEdit {
  constructor(range, newText) {
    Object.assign(this, {range, newText});
  }
}
class CancellationTokenSource {
  constructor() {
    this.emitter = new EventEmitter();
    this.token = {isCancellationRequested: false, onCancellationRequested: this.emitter.event};
  }
  cancel() {
    this.token.isCancellationRequested = true;
    this.emitter.fire();
  }
  dispose() {}
}
class TabInputText {
  constructor(uri) {
    this.uri = uri;
  }
}
class CancellationError extends Error {}

/** Return an object whose unknown members do nothing, as their names say: events, registrations, classes. */
function lenient(known) {
  const made = new Map();
  return new Proxy(known, {
    get(target, name) {
      if (name in target || typeof name === 'symbol' || name === 'then') return target[name];
      if (!made.has(name)) made.set(name, /^[A-Z]/.test(name) ? class {} : () => new Disposable());
      return made.get(name);
    },
  });
}

/** @param {{folders?: {uri: Uri, name: string, index: number}[], settings?: Record<string, unknown>}} given */
function editor({folders = [], settings = {}} = {}) {
  const events = new Map();
  const event = (name) => events.get(name) ?? events.set(name, new EventEmitter()).get(name);
  const state = {documents: [], tabs: [], collections: [], hovers: [], actions: [], commands: new Map(), status: [], log: [], ran: [], event, settings};
  const matches = (selector, document) =>
    [selector].flat().some(({language, scheme, pattern}) => (!language || language === document.languageId)
      && (!scheme || scheme === document.uri.scheme) && (!pattern || path.matchesGlob(document.uri.fsPath, pattern)));
  const say = (level) => (text) => state.log.push(`${level}: ${text}`);
  const channel = () => lenient({
    info: say('info'), warn: say('warn'), error: say('error'), append: say('out'), appendLine: say('out'), name: 'affilint',
  });
  const register = (list) => (selector, provider) => {
    list.push({selector, provider});
    return new Disposable(() => list.splice(list.findIndex((one) => one.provider === provider), 1));
  };
  const vscode = lenient({
    Disposable, EventEmitter, Uri, Position, Range, Diagnostic, RelativePattern, MarkdownString, Hover, CodeActionKind, CodeAction,
    WorkspaceEdit, TextEdit, CancellationTokenSource, CancellationError, TabInputText,
    version: '1.99.0',
    env: lenient({appName: 'test', language: 'en'}),
    DiagnosticSeverity: {Error: 0, Warning: 1, Information: 2, Hint: 3},
    DiagnosticTag: {Unnecessary: 1, Deprecated: 2},
    CodeActionTriggerKind: {Invoke: 1, Automatic: 2},
    LanguageStatusSeverity: {Information: 0, Warning: 1, Error: 2},
    FileType: {File: 1, Directory: 2},
    TextDocumentSaveReason: {Manual: 1},
    workspace: lenient({
      workspaceFolders: folders.length ? folders : undefined,
      textDocuments: state.documents,
      notebookDocuments: [],
      getConfiguration: (section) => ({
        get: (name, otherwise) => state.settings[`${section}.${name}`] ?? otherwise,
        inspect: () => undefined,
      }),
      getWorkspaceFolder: (uri) => folders.find((folder) => uri.fsPath.startsWith(folder.uri.fsPath)),
      createFileSystemWatcher: () => lenient({}),
      fs: lenient({isWritableFileSystem: () => true}),
      ...Object.fromEntries(
        ['OpenTextDocument', 'ChangeTextDocument', 'CloseTextDocument', 'SaveTextDocument', 'ChangeConfiguration', 'ChangeWorkspaceFolders']
          .map((name) => [`onDid${name}`, (...given) => event(name).event(...given)]),
      ),
    }),
    languages: lenient({
      match: (selector, document) => (matches(selector, document) ? 10 : 0),
      createDiagnosticCollection: (name) => {
        const found = new Map();
        const collection = lenient({
          name, found,
          set: (uri, diagnostics) => found.set(uri.toString(), diagnostics ?? []),
          delete: (uri) => found.delete(uri.toString()),
          has: (uri) => found.has(uri.toString()),
          clear: () => found.clear(),
        });
        state.collections.push(collection);
        return collection;
      },
      createLanguageStatusItem: () => {
        const item = {dispose() {}};
        state.status.push(item);
        return item;
      },
      registerHoverProvider: register(state.hovers),
      registerCodeActionsProvider: register(state.actions),
    }),
    window: lenient({
      createOutputChannel: channel,
      tabGroups: lenient({all: [{tabs: state.tabs}], onDidChangeTabs: (...given) => event('tabs').event(...given)}),
      activeTextEditor: undefined,
      showErrorMessage: async (text) => void state.log.push(`shown: ${text}`),
      showWarningMessage: async (text) => void state.log.push(`shown: ${text}`),
    }),
    commands: {
      registerCommand: (name, work) => {
        state.commands.set(name, work);
        return new Disposable(() => state.commands.delete(name));
      },
      executeCommand: async (...given) => state.ran.push(given),
    },
    extensions: {getExtension: () => state.python},
  });

  /** Open a document as the editor does; return it. */
  state.open = async (uri, languageId, text) => {
    const document = {
      uri, languageId, version: 1, isClosed: false, isUntitled: uri.scheme === 'untitled', text, fileName: uri.fsPath,
      getText: () => document.text,
    };
    // The client asks for the findings of documents in tabs alone. A tab is there before its document is.
    const tab = {input: new TabInputText(uri)};
    state.tabs.push(tab);
    await event('tabs').fire({opened: [tab], closed: [], changed: []});
    state.documents.push(document);
    vscode.window.activeTextEditor = {document};
    await event('OpenTextDocument').fire(document);
    return document;
  };
  /** Replace a part of a document's first line. */
  state.change = async (document, from, to, text) => {
    document.text = document.text.slice(0, from) + text + document.text.slice(to);
    document.version += 1;
    const range = new Range(0, from, 0, to);
    await event('ChangeTextDocument').fire({document, contentChanges: [{range, rangeLength: to - from, text}], reason: undefined});
  };
  /** Return what is shown of a document, from all collections. */
  state.shown = (document) => state.collections.flatMap((one) => one.found.get(document.uri.toString()) ?? []);
  return {vscode, state};
}

module.exports = {editor, Uri};
