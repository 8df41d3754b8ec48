// Runs host/index.cjs inside the extension host, as @vscode/test-electron would (which would have to download an editor).

import fs from 'node:fs';
import { sleep } from './editor.mjs';

const PATIENCE = 240_000;

export async function testThroughApi(editor, report) {
  const remote = `vscode-remote://${editor.authority}`;
  const payload = [
    ['extensionDevelopmentPath', remote + editor.extensionPath],
    ['extensionTestsPath', `${remote}${import.meta.dirname}/host/index.cjs`],
  ];
  let exit;
  const exited = new Promise((resolve) => (exit = resolve));
  const page = await editor.window(editor.workspace('host'), payload, async (page) => {
    await page.exposeFunction('codeAutomationExit', (code) => exit(code));
    await page.exposeFunction('codeAutomationLog', () => {});
    if (process.env.VERBOSE) page.on('console', (message) => console.log('   [console]', message.text().slice(0, 400)));
  });
  const code = await Promise.race([exited, sleep(PATIENCE, 'time out')]);

  const results = `${editor.home}/results.txt`;
  const lines = fs.existsSync(results) ? fs.readFileSync(results, 'utf8').trim().split('\n') : [];
  for (const line of lines) {
    const { name, problem } = JSON.parse(line);
    report(name, problem);
  }
  if (code !== 0 && !lines.some((line) => JSON.parse(line).problem)) report('the extension host ran the tests', `exit ${code}`);
  await page.context().close();
}
