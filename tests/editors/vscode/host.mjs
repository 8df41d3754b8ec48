// Runs host/index.cjs inside the extension host, as @vscode/test-electron would (which would have to download an editor).

import fs from 'node:fs';
import { sleep } from './editor.mjs';

const PATIENCE = 600_000; // each test has its own; this is for a host that never starts

export async function testThroughApi(editor, report) {
  const remote = `vscode-remote://${editor.authority}`;
  const payload = [
    ['extensionDevelopmentPath', remote + editor.extensionPath],
    ['extensionTestsPath', `${remote}${import.meta.dirname}/host/index.cjs`],
  ];
  let exit;
  const exited = new Promise((resolve) => (exit = resolve));
  const prepare = async (page) => {
    await page.exposeFunction('codeAutomationExit', (code) => exit(code));
    await page.exposeFunction('codeAutomationLog', () => {});
    if (process.env.VERBOSE) page.on('console', (message) => console.log('   [console]', message.text().slice(0, 400)));
  };
  const page = await editor.window(editor.workspace('host'), { payload, prepare });

  const results = `${editor.home}/results.txt`;
  let reported = 0;
  let failed = 0;
  const reportNew = () => {
    const lines = fs.existsSync(results) ? fs.readFileSync(results, 'utf8').split('\n').slice(0, -1) : [];
    for (const line of lines.slice(reported)) {
      const { name, problem } = JSON.parse(line);
      report(name, problem);
      if (problem !== undefined) failed++;
    }
    reported = lines.length;
  };
  const end = Date.now() + PATIENCE;
  let code;
  while (code === undefined && Date.now() < end) {
    code = await Promise.race([exited, sleep(500)]);
    reportNew();
  }
  if (code !== 0 && failed === 0) report('the extension host ran the tests', code === undefined ? 'no end in sight' : `exit ${code}`);
  await page.context().close();
}
