// Where the server is: the setting, else the binary this extension brings, else PATH. Each candidate is run once with --version,
// because a file that is there and executable can still be made for another machine (no VS Code refuses a package for the wrong one).

import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';

export interface Server {
  path: string;
  from: 'setting' | 'bundled' | 'PATH';
  version: string;
}

const EXECUTABLE = process.platform === 'win32' ? 'whosays.exe' : 'whosays';

/** Finds a server that runs on this machine, or throws an error that says where it was looked for and what would help. */
export async function findServer(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Server> {
  const setting = vscode.workspace.getConfiguration('whosays').get<string>('server.path', '').trim();
  if (setting !== '') {
    // Whoever names a server wants that one: falling back to another would hide a typing error.
    const file = setting.startsWith('~/') ? path.join(homedir(), setting.slice(2)) : setting;
    const version = await versionOf(file).catch((error: Error) => {
      throw new Error(vscode.l10n.t('The server named by the setting whosays.server.path does not run: {0}. Correct the setting or empty it.', error.message));
    });
    return { path: file, from: 'setting', version };
  }

  const bundled = path.join(context.extensionPath, 'server', EXECUTABLE);
  const candidates: [Server['from'], string][] = [['bundled', bundled], ...onPath().map((file): [Server['from'], string] => ['PATH', file])];
  const tried: string[] = [];
  for (const [from, file] of candidates) {
    try {
      return { path: file, from, version: await versionOf(file) };
    } catch (error) {
      tried.push((error as Error).message);
      log.debug((error as Error).message);
    }
  }
  throw new Error(
    vscode.l10n.t(
      'No server for {0} found: neither in this extension nor on PATH ({1}). Install the extension package made for this platform, or put whosays on PATH, or name it in the setting whosays.server.path.',
      `${process.platform}-${process.arch}`,
      tried.join('; '),
    ),
  );
}

function onPath(): string[] {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder)) // a relative entry would look into the folder that is open
    .map((folder) => path.join(folder, EXECUTABLE))
    .filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionOf(file: string): Promise<string> {
  if (!path.isAbsolute(file)) return Promise.reject(new Error(vscode.l10n.t('{0} is not an absolute path', file)));
  if (!isExecutable(file)) return Promise.reject(new Error(vscode.l10n.t('{0} is missing or not executable', file)));
  return new Promise((resolve, reject) => {
    execFile(file, ['--version'], { timeout: 30_000 }, (error, stdout) => {
      if (error) reject(new Error(`${file} --version: ${error.message.split('\n')[0]}`));
      else resolve(stdout.trim().replace(/^whosays /, ''));
    });
  });
}
