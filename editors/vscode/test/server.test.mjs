// Which server is started, and what is said when there is none: src/server.ts with a vscode module of three functions.

import assert from 'node:assert';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { buildSync } from 'esbuild';

const home = mkdtempSync(path.join(os.tmpdir(), 'whosays-unit-'));
test.after(() => rmSync(home, { recursive: true }));
writeFileSync(path.join(home, 'vscode.js'), `
  exports.settings = {};
  exports.workspace = { getConfiguration: () => ({ get: (key, other) => exports.settings[key] ?? other }) };
  exports.l10n = { t: (words, ...values) => words.replace(/\\{(\\d)\\}/g, (_, n) => values[n]) };
`);
buildSync({
  entryPoints: [path.resolve(import.meta.dirname, '../src/server.ts')], outfile: path.join(home, 'server.js'),
  bundle: true, platform: 'node', format: 'cjs', external: ['vscode'],
});
// The bundle's require('vscode') finds the module beside it.
mkdirSync(path.join(home, 'node_modules'));
mkdirSync(path.join(home, 'node_modules/vscode'));
writeFileSync(path.join(home, 'node_modules/vscode/index.js'), "module.exports = require('../../vscode.js');");
const require = createRequire(path.join(home, 'x.js'));
const { findServer } = require('./server.js');
const { settings } = require('./vscode.js');

const log = { debug() {} };
const program = (folder, text = '#!/bin/sh\necho whosays 9.9.9\n', mode = 0o755) => {
  mkdirSync(path.join(home, folder), { recursive: true });
  const file = path.join(home, folder, 'whosays');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
};
const find = (extension, PATH, setting = '') => {
  settings['server.path'] = setting;
  process.env.PATH = PATH.map((folder) => path.join(home, folder)).join(path.delimiter);
  return findServer({ extensionPath: path.join(home, extension) }, log);
};
const skip = process.platform === 'win32' && 'the programs here are shell scripts';

test('the setting goes before the package, the package before PATH', { skip }, async () => {
  const [own, bundled, onPath] = [program('own'), program('one/server'), program('bin')];
  assert.deepEqual(await find('one', ['bin'], own), { path: own, from: 'setting', version: '9.9.9' });
  assert.deepEqual(await find('one', ['bin']), { path: bundled, from: 'bundled', version: '9.9.9' });
  assert.deepEqual(await find('none', ['bin']), { path: onPath, from: 'PATH', version: '9.9.9' });
});

test('a package made for another machine is passed over', { skip }, async () => {
  program('foreign/server', '\x7fELF no program for this machine');
  const onPath = program('bin2');
  assert.equal((await find('foreign', ['bin2'])).path, onPath);
});

test('a setting that leads nowhere is said and not replaced by another server', { skip }, async () => {
  program('bin3');
  await assert.rejects(find('none', ['bin3'], '/nowhere/whosays'), /whosays\.server\.path does not run: \/nowhere\/whosays is missing or not executable/);
  await assert.rejects(find('none', ['bin3'], 'whosays'), /whosays is not an absolute path/);
  await assert.rejects(find('none', ['bin3'], program('plain', '#!/bin/sh\n', 0o644)), /not executable/);
});

test('without any, it is said where it was looked for and what would help', { skip }, async () => {
  await assert.rejects(find('none', ['empty']), (error) => {
    for (const words of [`${process.platform}-${process.arch}`, 'none/server/whosays', 'Install the extension package', 'PATH', 'whosays.server.path']) {
      assert(error.message.includes(words), `${words} is not in: ${error.message}`);
    }
    return true;
  });
});
