// Every sentence a user reads can be translated, and the translations that are there are whole.

import assert from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { sentences } from '../scripts/l10n.mjs';

const here = path.resolve(import.meta.dirname, '..');
const json = (name) => JSON.parse(readFileSync(path.join(here, name), 'utf8'));
const gaps = (sentence) => [...sentence.matchAll(/\{\d\}/g)].map(String).sort();

test('the bundle holds the sentences of the sources (else: node scripts/l10n.mjs)', () => {
  assert.deepEqual(json('l10n/bundle.l10n.json'), Object.fromEntries(sentences().map((sentence) => [sentence, sentence])));
});

for (const name of readdirSync(path.join(here, 'l10n')).filter((name) => name !== 'bundle.l10n.json')) {
  test(`${name} is whole`, () => {
    const translated = json(`l10n/${name}`);
    assert.deepEqual(Object.keys(translated), sentences());
    for (const [sentence, other] of Object.entries(translated)) {
      assert.notEqual(other.trim(), '', sentence);
      assert.deepEqual(gaps(other), gaps(sentence), sentence);
    }
  });
}

test('every key of the manifest has its words, and every word its key', () => {
  const used = [...new Set([...JSON.stringify(json('package.json')).matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]))].sort();
  assert.deepEqual(Object.keys(json('package.nls.json')).sort(), used);
});

for (const name of readdirSync(here).filter((name) => /^package\.nls\..+\.json$/.test(name))) {
  test(`${name} is whole`, () => {
    const english = json('package.nls.json');
    const translated = json(name);
    assert.deepEqual(Object.keys(translated), Object.keys(english));
    for (const key of Object.keys(english)) {
      const commands = (words) => [...words.matchAll(/\(command:[^)]+\)|`[^`]+`/g)].map(String);
      assert.deepEqual(commands(translated[key]), commands(english[key]), key);
    }
  });
}
