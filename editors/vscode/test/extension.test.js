// The bundled extension and its client with a real server; AFFILINT is the command of an environment with the extra lsp.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const {editor, Uri} = require('./vscode');

const AFFILINT = process.env.AFFILINT;
const BUNDLE = path.join(__dirname, '..', 'dist', 'extension.js');
const DOUBLED = 'We saw the the lamp.\n';

/** Load the extension anew, in an editor with some folders. */
function loaded(given) {
  const {vscode, state} = editor(given);
  const load = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
  try {
    delete require.cache[BUNDLE];
    return {extension: require(BUNDLE), state};
  } finally {
    Module._load = load;
  }
}

function folderWith(files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'affilint-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
    fs.writeFileSync(path.join(folder, name), text);
  }
  fs.mkdirSync(path.join(folder, '.venv', 'bin'), {recursive: true});
  fs.symlinkSync(AFFILINT, path.join(folder, '.venv', 'bin', 'affilint'));
  return {uri: Uri.file(folder), name: path.basename(folder), index: 0};
}

async function until(holds, what) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${what} did not happen`);
}

/** Run work in an editor whose extension is active. */
async function active(given, work) {
  const {extension, state} = loaded(given);
  const context = {subscriptions: []};
  await extension.activate(context);
  try {
    await work(state);
  } finally {
    await extension.deactivate();
    context.subscriptions.forEach((one) => one.dispose());
  }
}

test('findings, explanation and fixes of the affilint in the folder', {skip: !AFFILINT && 'AFFILINT is not set'}, async () => {
  const folder = folderWith({'affilint.yml': 'rules: {text/repeated-word: error}\n'});
  await active({folders: [folder]}, async (state) => {
    const [status] = state.status;
    assert.match(status.text, /^affilint \d+\.\d+\.\d+ \(\.venv\)$/);
    assert.deepEqual([status.severity, status.busy], [0, false]);

    const document = await state.open(Uri.file(path.join(folder.uri.fsPath, 'a.md')), 'markdown', DOUBLED);
    await until(() => state.shown(document).length, 'a finding');
    const [found] = state.shown(document);
    assert.equal(state.shown(document).length, 1, 'pushed and pulled at once');
    assert.equal(found.severity, 0);
    assert.equal(found.code.value, 'text/repeated-word');
    assert.match(found.code.target.toString(), /rules\/text\/repeated-word\/$/);
    assert.deepEqual([found.range.start.character, found.range.end.character], [7, 14]);

    const token = {isCancellationRequested: false, onCancellationRequested: () => ({dispose() {}})};
    const hover = await state.hovers[0].provider.provideHover(document, found.range.start, token);
    assert.match(hover.contents.map((one) => one.value).join(''), /\[The page of this rule\]\(<https:/);

    const context = {diagnostics: [found], only: undefined, triggerKind: 1};
    const actions = await state.actions[0].provider.provideCodeActions(document, found.range, context, token);
    assert.ok(actions.some((action) => action.kind.value === 'source.fixAll.affilint'));
    const fix = actions.find((action) => action.title.startsWith('Remove the second word'));
    assert.equal(fix.isPreferred, true);
    assert.deepEqual(fix.edit.all.map(({range, text}) => [range.start.character, range.end.character, text]), [[10, 14, '']]);

    await state.change(document, 7, 11, '');
    await until(() => !state.shown(document).length, 'the end of the finding');
    assert.deepEqual(state.log.filter((line) => line.startsWith('error')), []);
  });
});

test('each folder has its own server, and what has no name is checked once', {skip: !AFFILINT && 'AFFILINT is not set'}, async () => {
  const folders = [folderWith({}), folderWith({'affilint.yml': 'rules: {text/repeated-word: off}\n'})];
  await active({folders}, async (state) => {
    const at = (folder) => Uri.file(path.join(folder.uri.fsPath, 'a.md'));
    const first = await state.open(at(folders[0]), 'markdown', DOUBLED);
    const second = await state.open(at(folders[1]), 'markdown', `${DOUBLED}${DOUBLED}`);
    const nameless = await state.open(new Uri('untitled:Untitled-1'), 'markdown', DOUBLED);
    await until(() => state.shown(first).length && state.shown(nameless).length, 'findings');
    assert.deepEqual([first, second, nameless].map((one) => state.shown(one).length), [1, 0, 1]);
  });
});

test('a command that is not there is said, with what to do, and a setting mends it', {skip: !AFFILINT && 'AFFILINT is not set'}, async () => {
  const folder = folderWith({});
  await active({folders: [folder], settings: {'affilint.path': 'no-such-affilint'}}, async (state) => {
    const [status] = state.status;
    assert.equal(status.severity, 2);
    assert.equal(status.text, "affilint is not installed: pip install 'affilint[lsp]'");
    state.settings['affilint.path'] = AFFILINT;
    await state.event('ChangeConfiguration').fire({affectsConfiguration: (name) => name === 'affilint'});
    await until(() => status.severity === 0 && !status.busy, 'a start');
    state.settings['affilint.enable'] = false;
    await state.commands.get('affilint.restart')();
    assert.equal(status.text, 'off');
  });
});

test('the command fixes all through the editor', {skip: !AFFILINT && 'AFFILINT is not set'}, async () => {
  await active({folders: [], settings: {'affilint.enable': false}}, async (state) => {
    await state.commands.get('affilint.fixAll')();
    assert.deepEqual(state.ran, [['editor.action.codeAction', {kind: 'source.fixAll.affilint', apply: 'first'}]]);
  });
});
