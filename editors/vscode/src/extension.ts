// Starts the server and connects it to the editor. Everything a reader of articles sees (diagnostics, hovers, jumps, lenses)
// comes over the protocol; what stands beside it here is only what the protocol has no word for.

import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions } from 'vscode-languageclient/node';
import { goToFinding } from './findings';
import { showReferences } from './references';
import { findServer, type Server } from './server';
import { openSettingsFile } from './settingsFile';
import { Status } from './status';

const LANGUAGES = ['plaintext', 'markdown', 'news-article'];
const SELECTOR = LANGUAGES.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ scheme, language })));

let client: LanguageClient | undefined;
// Restarts wait for one another: two servers at once would both publish, and a reader would see every finding twice.
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('whosays', { log: true });
  const status = new Status(SELECTOR);
  const restart = () => (turn = turn.then(stop).then(() => start(context, log, status)));

  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand('whosays.restartServer', restart),
    vscode.commands.registerCommand('whosays.showLogs', () => log.show()),
    vscode.commands.registerCommand('whosays.nextFinding', () => goToFinding('next')),
    vscode.commands.registerCommand('whosays.previousFinding', () => goToFinding('previous')),
    vscode.commands.registerCommand('whosays.openSettingsFile', openSettingsFile),
    vscode.commands.registerCommand('whosays.showReferences', showReferences),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('whosays.server.path')) void restart();
    }),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return (turn = turn.then(stop));
}

async function start(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, status: Status): Promise<void> {
  status.starting();
  try {
    const server = await findServer(context, log);
    log.info(`Server: ${server.path} (${server.version}, ${server.from})`);
    client = connect(server, log, status);
    await client.start();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error(message);
    status.failed(message);
    // Not awaited: a message nobody answers must not hold up the activation, nor the next restart.
    void vscode.window.showErrorMessage(`whosays: ${message}`, 'Open Setting', 'Show Logs').then((answer) => {
      if (answer === 'Open Setting') void vscode.commands.executeCommand('workbench.action.openSettings', 'whosays.server.path');
      if (answer === 'Show Logs') log.show();
    });
  }
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // A server that never started or has crashed cannot be stopped politely, and that is no reason not to start the next one.
  await old?.dispose().catch(() => {});
}

function connect(server: Server, log: vscode.LogOutputChannel, status: Status): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    synchronize: { configurationSection: 'whosays' },
    middleware: {
      handleWorkDoneProgress: (token, params, next) => {
        status.progress(params);
        next(token, params);
      },
    },
  };
  const made = new LanguageClient('whosays', 'whosays', { command: server.path, args: ['lsp'] }, options);
  made.onDidChangeState(({ newState }) => {
    if (made !== client) return;
    if (newState === State.Running) status.ready(`server ${server.version}`);
    if (newState === State.Starting) status.starting();
    if (newState === State.Stopped) status.failed('the server has stopped');
  });
  return made;
}
