// Starts `affilint lsp` for each folder of the workspace and says how that went.
'use strict';

const path = require('node:path');
const {execFile} = require('node:child_process');
const vscode = require('vscode');
const {LanguageClient, RevealOutputChannelOn} = require('vscode-languageclient/node');
const {serverOf} = require('./server');

const LANGUAGES = ['markdown', 'mdx', 'html', 'liquid', 'restructuredtext', 'plaintext'];
const CONFIGURATIONS = '{affilint,.affilint}.{yml,yaml}';
const SETTINGS = ['affilint', 'python.defaultInterpreterPath'];
const INSTALL = "pip install 'affilint[lsp]'";

/** @type {Map<string, Folder>} by address of the folder; '' without one */
const folders = new Map();
let log;
let status;
/** Work on the folders is done one after the other: a start must not overtake a stop. */
let work = Promise.resolve();

class Folder {
  /** @param {vscode.WorkspaceFolder | undefined} folder */
  constructor(folder) {
    this.folder = folder;
    this.client = undefined;
    this.says = '';
    this.failed = false;
  }

  /** Start the server of the folder. A failure is shown, not thrown. */
  async start() {
    const settings = vscode.workspace.getConfiguration('affilint', this.folder);
    if (!settings.get('enable', true)) return;
    const root = this.folder?.uri.fsPath;
    const {command, args, from} = serverOf({
      path: settings.get('path', ''),
      config: settings.get('config', ''),
      folder: root,
      interpreters: await interpretersOf(this.folder),
    });
    try {
      const version = await versionOf(command, root);
      log.info(`${this.folder?.name ?? 'no folder'}: ${version}, ${command} (${from})`);
      this.client = new LanguageClient('affilint', 'affilint', {command, args, options: {cwd: root}}, this.options());
      await this.client.start();
      this.says = `${version} (${from})`;
      this.failed = false;
    } catch (error) {
      this.client = undefined;
      this.failed = true;
      this.says = error?.code === 'ENOENT' ? `affilint is not installed: ${INSTALL}` : `${command} does not start; the log says why`;
      log.error(`${command}: ${error?.message ?? error}`);
    }
  }

  options() {
    const pattern = this.folder && new vscode.RelativePattern(this.folder, '**/*');
    const configurations = this.folder ? new vscode.RelativePattern(this.folder, `**/${CONFIGURATIONS}`) : `**/${CONFIGURATIONS}`;
    // What has no name yet belongs to the first folder, or each would check it.
    const first = this.folder === vscode.workspace.workspaceFolders?.[0];
    return {
      documentSelector: [
        ...LANGUAGES.map((language) => ({scheme: 'file', language, ...(pattern && {pattern: glob(pattern)})})),
        {scheme: 'file', language: 'yaml', pattern: glob(configurations)},
        ...(first ? LANGUAGES.map((language) => ({scheme: 'untitled', language})) : []),
      ],
      workspaceFolder: this.folder,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
    };
  }

  async stop() {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) return;
    try {
      await client.dispose();
    } catch (error) {
      log.warn(`the server did not end as asked: ${error?.message ?? error}`);
    }
  }
}

/** Return a pattern as the client takes it: the protocol's filters have no base folder. */
function glob(pattern) {
  if (typeof pattern === 'string') return pattern;
  const base = pattern.baseUri.fsPath.split(path.sep).join('/').replace(/[[\]{}*?]/g, '[$&]');
  return `${base}/${pattern.pattern}`;
}

/** Return the Pythons chosen for a folder: in the settings, and by the Python extension if it is there and runs. */
async function interpretersOf(folder) {
  const chosen = vscode.workspace.getConfiguration('python', folder).get('defaultInterpreterPath', '');
  const extension = vscode.extensions.getExtension('ms-python.python');
  const active = extension?.isActive ? extension.exports?.environments?.getActiveEnvironmentPath?.(folder?.uri)?.path : '';
  // "python" is that setting's default and names no environment.
  return [chosen === 'python' ? '' : chosen, active].filter(Boolean);
}

/** Return what a command says of its version. Rejects if it cannot be run. */
function versionOf(command, cwd) {
  return new Promise((resolve, reject) => {
    execFile(command, ['--version'], {cwd, timeout: 30_000}, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout.trim().replace(', version', ''));
    });
  });
}

/** Make the running servers those of the folders that are open now; start all anew if asked. */
function renew({all = false} = {}) {
  work = work.then(async () => {
    const open = new Map((vscode.workspace.workspaceFolders ?? [undefined]).map((folder) => [folder?.uri.toString() ?? '', folder]));
    for (const [name, running] of folders) {
      if (all || !open.has(name)) {
        folders.delete(name);
        await running.stop();
      }
    }
    status.busy = true;
    await Promise.all(
      [...open].filter(([name]) => !folders.has(name)).map(([name, folder]) => {
        folders.set(name, new Folder(folder));
        return folders.get(name).start();
      }),
    );
    show();
  });
  return work;
}

function show() {
  const all = [...folders.values()].filter((folder) => folder.says);
  const failed = all.filter((folder) => folder.failed);
  status.busy = false;
  status.severity = failed.length ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  status.text = (failed[0] ?? all[0])?.says ?? 'off';
  status.detail = all.length > 1 ? `${all.length} folders, ${failed.length} without a server` : '';
}

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  log = vscode.window.createOutputChannel('affilint', {log: true});
  status = vscode.languages.createLanguageStatusItem('affilint', LANGUAGES.map((language) => ({language})));
  status.name = 'affilint';
  status.command = {title: 'Log', command: 'affilint.showLog'};
  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand('affilint.showLog', () => log.show()),
    vscode.commands.registerCommand('affilint.restart', () => renew({all: true})),
    vscode.commands.registerCommand('affilint.fixAll', () =>
      vscode.commands.executeCommand('editor.action.codeAction', {kind: 'source.fixAll.affilint', apply: 'first'}),
    ),
    vscode.workspace.onDidChangeWorkspaceFolders(() => renew()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (SETTINGS.some((name) => change.affectsConfiguration(name))) renew({all: true});
    }),
  );
  await renew();
}

async function deactivate() {
  await work;
  await Promise.all([...folders.values()].map((folder) => folder.stop()));
  folders.clear();
}

module.exports = {activate, deactivate};
