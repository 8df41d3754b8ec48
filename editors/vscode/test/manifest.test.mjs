// The manifest names only what is there: files that are packed, commands that are registered, views that are made.

import assert from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

const here = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8'));
const sources = readdirSync(path.join(here, 'src')).map((name) => readFileSync(path.join(here, 'src', name), 'utf8')).join('\n');
const { contributes } = manifest;

test('files that are named are there and are packed', () => {
  const allowed = readFileSync(path.join(here, '.vscodeignore'), 'utf8').split('\n').filter((line) => line.startsWith('!'))
    .map((line) => new RegExp(`^${line.slice(1).replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`));
  const named = new Set([manifest.icon, 'README.md', 'CHANGELOG.md', 'package.nls.json', 'l10n/bundle.l10n.json']);
  JSON.stringify(manifest, (key, value) => {
    if (typeof value === 'string' && /^(\.\/)?(images|snippets|syntaxes|language)[\w/.-]+\.\w+$/.test(value)) named.add(value.replace(/^\.\//, ''));
    return value;
  });
  for (const match of readFileSync(path.join(here, 'README.md'), 'utf8').matchAll(/\]\((images\/[^)]+)\)/g)) named.add(match[1]);
  for (const file of named) {
    // The grammar is copied in by scripts/package.mjs.
    const from = file.startsWith('syntaxes/') ? path.resolve(here, '../..', file) : path.join(here, file);
    assert(existsSync(from), `${file} is not there`);
    assert(allowed.some((pattern) => pattern.test(file)), `${file} is not packed`);
  }
});

test('commands and views are declared and made', () => {
  const declared = contributes.commands.map(({ command }) => command);
  const registered = [...sources.matchAll(/registerCommand\('([\w.]+)'/g)].map((match) => match[1]);
  for (const command of declared) assert(registered.includes(command), `${command} is not registered`);
  for (const { command } of Object.values(contributes.menus).flat()) assert(declared.includes(command), `${command} is not declared`);
  for (const { id } of Object.values(contributes.views).flat()) assert(sources.includes(`createTreeView('${id}'`), `${id} is not made`);
  const nls = readFileSync(path.join(here, 'package.nls.json'), 'utf8');
  for (const [, command] of nls.matchAll(/command:(whosays\.[\w.]+)/g)) {
    assert(declared.includes(command) || command.endsWith('View.focus'), `${command} is not declared`);
  }
});

test('no command of ours has the name of one of the server, which the client library registers', () => {
  for (const command of ['whosays.sources', 'whosays.summary', 'whosays.people', 'whosays.reindex']) {
    assert(!sources.includes(`registerCommand('${command}'`), command);
  }
});

test('a store can show it', () => {
  for (const key of ['displayName', 'description', 'publisher', 'version', 'license', 'icon', 'categories', 'keywords', 'galleryBanner', 'engines']) {
    assert(manifest[key], key);
  }
  assert(manifest.keywords.length <= 30, 'no store takes more keywords');
  const icon = readFileSync(path.join(here, manifest.icon));
  assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [256, 256]);
  assert.match(readFileSync(path.join(here, 'README.md'), 'utf8'), /Restricted Mode/, 'why it is safe in folders that nobody trusts');
});

test('snippets are what the editor reads', () => {
  const snippets = JSON.parse(readFileSync(path.join(here, 'snippets/news.json'), 'utf8'));
  for (const [name, { prefix, body, description }] of Object.entries(snippets)) {
    assert(/^[a-z]+$/.test(prefix) && Array.isArray(body) && description, name);
  }
});
