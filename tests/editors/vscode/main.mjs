// Runs both kinds of test in one editor, one after the other. Arguments choose: host, eye; and pictures, which is no test but
// makes the pictures of the READMEs and of the walkthrough.

import fs from 'node:fs';
import path from 'node:path';
import { startEditor } from './editor.mjs';
import { testAsUser } from './eye.mjs';
import { testThroughApi } from './host.mjs';
import { makePictures } from './pictures.mjs';

const TESTS = { host: testThroughApi, eye: testAsUser };
const KINDS = { ...TESTS, pictures: makePictures };
const chosen = process.argv.slice(2);
const wanted = chosen.length === 0 ? Object.keys(TESTS) : Object.keys(KINDS).filter((kind) => chosen.includes(kind));

const folder = path.resolve(import.meta.dirname, '../../../editors/vscode');
const vsix = fs.readdirSync(folder).filter((name) => name.endsWith(`-${process.arch}.vsix`)).map((name) => path.join(folder, name))[0];
const start = Date.now();
let failures = 0;
const report = (name, problem) => {
  const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${seconds} s  ${problem === undefined ? 'ok  ' : 'FAIL'}  ${name}${problem === undefined ? '' : `: ${problem}`}`);
  if (problem !== undefined) failures++;
};

const editor = await startEditor(vsix);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => editor.end().then(() => process.exit(1)));
report('the package installs');
try {
  for (const kind of wanted) {
    await KINDS[kind](editor, report).catch((error) => report(kind, error.stack));
  }
} finally {
  const left = await editor.end();
  report('no language server outlives the editor', left.length > 0 ? `left: ${left}` : undefined);
}
console.log(failures === 0 ? 'VS Code: all passed' : `VS Code: ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
