// Where a folder's affilint is. Nothing of the editor here, so that it can be tried without one.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const ENVIRONMENTS = ['.venv', 'venv', 'env'];

/**
 * @typedef {object} Wanted
 * @property {string} [path] the command that the settings name
 * @property {string} [config] the configuration that the settings name
 * @property {string} [folder] the folder of the workspace
 * @property {string[]} [interpreters] Pythons (or folders of environments) to look beside, the first first
 * @property {NodeJS.Platform} [platform]
 * @property {(file: string) => boolean} [exists]
 */

/**
 * Return the command that serves a folder, and where it is from, for a person.
 * @param {Wanted} wanted
 * @returns {{command: string, args: string[], from: string}}
 */
function serverOf(wanted) {
  const {folder = '', platform = process.platform, exists = fs.existsSync} = wanted;
  const args = ['lsp', ...(wanted.config ? ['--config', within(filled(wanted.config, folder), folder)] : [])];
  if (wanted.path) {
    // A bare name is looked up on the PATH, anything else counts from the folder.
    const named = filled(wanted.path, folder);
    return {command: /[\\/]/.test(named) ? within(named, folder) : named, args, from: 'affilint.path'};
  }
  const places = [
    ...(folder ? ENVIRONMENTS.map((name) => ({place: path.join(folder, name), from: name})) : []),
    ...(wanted.interpreters ?? []).map((named) => ({place: within(filled(named, folder), folder), from: 'the chosen Python'})),
  ];
  for (const {place, from} of places) {
    const command = commandsOf(place, platform).find(exists);
    if (command !== undefined) return {command, args, from};
  }
  return {command: 'affilint', args, from: 'PATH'};
}

/** Return where the command of an environment may be, given its folder or its Python. */
function commandsOf(place, platform) {
  const program = platform === 'win32' ? 'affilint.exe' : 'affilint';
  const inside = platform === 'win32' ? 'Scripts' : 'bin';
  return [path.join(place, inside, program), path.join(path.dirname(place), program)];
}

function filled(text, folder) {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? '';
  return text
    .replaceAll('${workspaceFolder}', folder)
    .replaceAll('${userHome}', home)
    .replaceAll(/\$\{env:(\w+)\}/g, (_, name) => process.env[name] ?? '')
    .replace(/^~(?=[\\/])/, home);
}

function within(file, folder) {
  return folder && !path.isAbsolute(file) ? path.join(folder, file) : file;
}

module.exports = {serverOf};
