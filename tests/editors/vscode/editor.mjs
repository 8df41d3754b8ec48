// A VS Code to test in: code-server on a free loopback port with folders of its own, and Chromium to look at it.
// Nothing of the user's home is read or written, and end() ends every process that was started here.

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const tools = process.env.WHOSAYS_TEST_TOOLS;
export const toolsRequire = createRequire(path.join(tools, 'package.json'));
const { chromium } = toolsRequire('playwright-core');

export const PATIENCE = 60_000; // two loaded cores need half of it for the first squiggle

const USER_SETTINGS = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  // Every test runs in Restricted Mode: what works here works in a folder that nobody has vouched for.
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'files.autoSave': 'off',
  'window.confirmBeforeClose': 'never',
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.fontSize': 14,
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 200,
  'editor.hover.above': false, // above, a card hides what it is about from whoever looks at the picture
  'editor.unicodeHighlight.nonBasicASCII': false,
};

export async function startEditor(vsix) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'whosays-vscode-'));
  const entry = path.join(tools, 'node_modules/code-server/out/node/entry.js');
  const dirs = ['--config', `${home}/config.yaml`, '--user-data-dir', `${home}/data`, '--extensions-dir', `${home}/extensions`];
  // The server's caches and settings would otherwise come from, and go to, the home of whoever runs the tests.
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}', HOME: home, WHOSAYS_TEST_RESULTS: `${home}/results.txt` };
  for (const name of ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'WHOSAYS_SERVER']) delete env[name];
  fs.mkdirSync(`${home}/data/User`, { recursive: true });
  fs.writeFileSync(`${home}/data/User/settings.json`, JSON.stringify(USER_SETTINGS));
  fs.writeFileSync(`${home}/config.yaml`, '');

  execFileSync(process.execPath, [entry, ...dirs, '--install-extension', vsix], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const extension = fs.readdirSync(`${home}/extensions`).find((name) => name.startsWith('whosays.'));

  const port = await freePort();
  const log = fs.openSync(`${home}/code-server.log`, 'w');
  // Its own process group: the extension host and the server it starts must be reachable by one id at the end.
  // The smoke test driver is what makes a built VS Code heed extensionTestsPath; without it the key is silently ignored.
  const server = spawn(
    process.execPath,
    [entry, ...dirs, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check',
      '--vscode-option', 'enable-smoke-test-driver'],
    { env, stdio: ['ignore', log, log], detached: true },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));

  let browser;
  const editor = {
    home,
    extensionPath: `${home}/extensions/${extension}`,
    authority: `127.0.0.1:${port}`,

    /** A copy of an archive, the one for the tests unless another is named, that may be written into. */
    workspace(name, from = path.resolve(import.meta.dirname, '../workspace')) {
      const folder = `${home}/${name}`;
      fs.cpSync(from, folder, { recursive: true });
      return folder;
    },

    /** A window of its own (storage too), on a folder. */
    async window(folder, { payload = [], prepare = async () => {}, height = 720 } = {}) {
      const context = await browser.newContext({ viewport: { width: 1180, height }, deviceScaleFactor: 2 });
      const page = await context.newPage();
      await prepare(page);
      const query = `folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
      await page.goto(`http://${editor.authority}/?${query}`, { timeout: PATIENCE });
      return page;
    },

    /** Ends browser and editor, and answers with the language servers that outlived them (there should be none). */
    async end() {
      await browser?.close().catch(() => {});
      const kill = (signal) => {
        try {
          process.kill(-server.pid, signal);
        } catch {} // already gone
      };
      kill('SIGTERM');
      if ((await Promise.race([ended, sleep(10_000, 'late')])) === 'late') kill('SIGKILL');
      let left = serversIn(home);
      for (let i = 0; left.length > 0 && i < 100; i++) {
        await sleep(100);
        left = serversIn(home);
      }
      for (const pid of left) process.kill(pid, 'SIGKILL');
      if (process.env.KEEP) console.log('kept:', home);
      else fs.rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      return left;
    },
  };

  try {
    await until('code-server answers', async () => (await fetch(`http://${editor.authority}/healthz`).catch(() => undefined))?.ok);
    browser = await chromium.launch({
      executablePath: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => fs.existsSync(file)),
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync',
        // No name resolves: whatever works here works without a network.
        '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
    });
    return editor;
  } catch (error) {
    await editor.end();
    throw error;
  }
}

/** Waits until `ask` answers with something true, and returns that. */
export async function until(what, ask, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain: ${what}`);
    await sleep(50);
  }
}

export const sleep = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));

function serversIn(home) {
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${home}/extensions/`);
    } catch {
      return false; // ended meanwhile
    }
  });
}

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
