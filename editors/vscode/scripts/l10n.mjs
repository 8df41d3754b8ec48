// node scripts/l10n.mjs: collects the sentences of src/ into l10n/bundle.l10n.json, which translators work from. The English
// sentence is its own key. test/l10n.test.mjs fails where the bundle or a translation is not up to date.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.resolve(import.meta.dirname, '..');

/** Every first argument of vscode.l10n.t in the sources, sorted. Only plain string literals can be translated. */
export function sentences() {
  const found = new Set();
  for (const name of readdirSync(path.join(here, 'src'))) {
    const text = readFileSync(path.join(here, 'src', name), 'utf8');
    for (const call of text.matchAll(/l10n\.t\(\s*/g)) {
      const literal = text.slice(call.index + call[0].length).match(/^'((?:[^'\\]|\\.)*)'/);
      if (!literal) throw new Error(`${name}: l10n.t wants a plain literal: ${text.slice(call.index, call.index + 60)}`);
      found.add(literal[1].replaceAll("\\'", "'"));
    }
  }
  return [...found].sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bundle = Object.fromEntries(sentences().map((sentence) => [sentence, sentence]));
  writeFileSync(path.join(here, 'l10n/bundle.l10n.json'), `${JSON.stringify(bundle, null, 2)}\n`);
}
