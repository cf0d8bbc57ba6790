'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const test = require('node:test');
const {serverOf} = require('../src/server');

const inside = (...names) => path.join('/shop', ...names);
const found = (files, given = {}) =>
  serverOf({folder: '/shop', platform: 'linux', exists: (file) => files.includes(file), ...given});

test('the environment of the folder comes first', () => {
  const both = [inside('.venv', 'bin', 'affilint'), '/usr/local/bin/affilint'];
  assert.deepEqual(found(both, {interpreters: ['/usr/local/bin/python']}), {command: both[0], args: ['lsp'], from: '.venv'});
  assert.equal(found([inside('venv', 'bin', 'affilint')]).from, 'venv');
});

test('then that of the chosen Python: its program, its folder, or as the settings write it', () => {
  const command = inside('tools', 'py', 'bin', 'affilint');
  for (const named of [inside('tools', 'py', 'bin', 'python'), inside('tools', 'py'), '${workspaceFolder}/tools/py/bin/python', 'tools/py']) {
    assert.equal(found([command], {interpreters: [named]}).command, command, named);
  }
});

test('then what is on the PATH', () => {
  assert.deepEqual(found([]), {command: 'affilint', args: ['lsp'], from: 'PATH'});
  assert.equal(found([], {interpreters: ['/usr/bin/python3']}).command, 'affilint');
  assert.equal(found([], {folder: undefined}).command, 'affilint');
});

test('the settings win, and a name without a folder is looked up on the PATH', () => {
  const files = [inside('.venv', 'bin', 'affilint')];
  assert.equal(found(files, {path: 'my-affilint'}).command, 'my-affilint');
  assert.equal(found(files, {path: '${workspaceFolder}/bin/affilint'}).command, inside('bin', 'affilint'));
  assert.equal(found(files, {path: './bin/affilint'}).command, inside('bin', 'affilint'));
  assert.deepEqual(found(files, {config: 'house.yml'}).args, ['lsp', '--config', inside('house.yml')]);
});

test('Windows has other folders and endings', () => {
  const command = inside('.venv', 'Scripts', 'affilint.exe');
  assert.equal(found([command], {platform: 'win32'}).command, command);
});
