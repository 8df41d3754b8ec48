// Starts the server and connects it to the editor. Everything a reader of articles sees (diagnostics, hovers, jumps, lenses)
// comes over the protocol; what stands beside it here is only what the protocol has no word for.

import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions } from 'vscode-languageclient/node';
import { reveal, SELECTOR } from './articles';
import { Desk } from './commands';
import { goToFinding } from './findings';
import { PeopleView } from './peopleView';
import { showReferences } from './references';
import { findServer, type Server } from './server';
import { openSettingsFile } from './settingsFile';
import { SourcesView } from './sourcesView';
import { Status } from './status';
import { revealLine, Summaries } from './summary';

let client: LanguageClient | undefined;
// Restarts wait for one another: two servers at once would both publish, and a reader would see every finding twice.
let turn: Promise<void> = Promise.resolve();

/** What the views show, for the tests that run in the editor: a tree cannot be looked at from outside otherwise. */
export interface Exports {
  sources: SourcesView;
  people: PeopleView;
}

export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const log = vscode.window.createOutputChannel('whosays', { log: true });
  const status = new Status(SELECTOR);
  const desk = new Desk(() => client);
  const sources = new SourcesView(desk);
  const people = new PeopleView(desk);
  const summaries = new Summaries(desk);
  const window: Window = {
    log,
    status,
    refresh: () => {
      sources.reset();
      people.reset();
    },
  };
  const restart = () => (turn = turn.then(stop).then(() => start(context, window)));

  context.subscriptions.push(
    log,
    status,
    sources,
    people,
    summaries,
    vscode.commands.registerCommand('whosays.restartServer', restart),
    vscode.commands.registerCommand('whosays.showLogs', () => log.show()),
    vscode.commands.registerCommand('whosays.nextFinding', () => goToFinding('next')),
    vscode.commands.registerCommand('whosays.previousFinding', () => goToFinding('previous')),
    vscode.commands.registerCommand('whosays.openSettingsFile', openSettingsFile),
    vscode.commands.registerCommand('whosays.showReferences', showReferences),
    vscode.commands.registerCommand('whosays.factCheckSummary', () => summaries.show()),
    vscode.commands.registerCommand('whosays.reindexArchive', () => desk.reindex()),
    vscode.commands.registerCommand('whosays.filterPeople', (query?: unknown) => people.filter(typeof query === 'string' ? query : undefined)),
    vscode.commands.registerCommand('whosays.showAllPeople', () => people.filter('')),
    vscode.commands.registerCommand('whosays.morePeople', (kind: 'person' | 'organisation') => people.more(kind)),
    vscode.commands.registerCommand('whosays.reveal', reveal),
    vscode.commands.registerCommand('whosays.revealLine', revealLine),
    vscode.commands.registerCommand('whosays.revealName', revealName),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('whosays.server.path')) void restart();
    }),
  );
  await restart();
  return { sources, people };
}

export function deactivate(): Promise<void> {
  return (turn = turn.then(stop));
}

/** What the server has to say is shown here. */
interface Window {
  log: vscode.LogOutputChannel;
  status: Status;
  /** The archive is another than before. */
  refresh(): void;
}

async function start(context: vscode.ExtensionContext, window: Window): Promise<void> {
  const { log, status } = window;
  status.starting();
  try {
    const server = await findServer(context, log);
    log.info(`Server: ${server.path} (${server.version}, ${server.from})`);
    client = connect(server, window);
    await client.start();
    window.refresh();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error(message);
    status.failed(message);
    window.refresh();
    const openSetting = vscode.l10n.t('Open Setting');
    const showLogs = vscode.l10n.t('Show Logs');
    // Not awaited: a message nobody answers must not hold up the activation, nor the next restart.
    void vscode.window.showErrorMessage(`whosays: ${message}`, openSetting, showLogs).then((answer) => {
      if (answer === openSetting) void vscode.commands.executeCommand('workbench.action.openSettings', 'whosays.server.path');
      if (answer === showLogs) log.show();
    });
  }
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // A server that never started or has crashed cannot be stopped politely, and that is no reason not to start the next one.
  await old?.dispose().catch(() => {});
}

function connect(server: Server, { log, status, refresh }: Window): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    synchronize: { configurationSection: 'whosays' },
    middleware: {
      handleWorkDoneProgress: (token, params, next) => {
        status.progress(params);
        if (params.kind === 'end') refresh();
        next(token, params);
      },
    },
  };
  const made = new LanguageClient('whosays', 'whosays', { command: server.path, args: ['lsp'] }, options);
  made.onDidChangeState(({ newState }) => {
    if (made !== client) return;
    if (newState === State.Running) status.ready(vscode.l10n.t('server {0}', server.version));
    if (newState === State.Starting) status.starting();
    if (newState === State.Stopped) status.failed(vscode.l10n.t('the server has stopped'));
  });
  return made;
}

/** A place that is known by its line only: the name is looked for there, in full or by its last word. */
async function revealName(article: vscode.Uri, line: number, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(article);
  const text = document.lineAt(Math.min(line, document.lineCount - 1));
  const words = [name, name.split(' ').at(-1) ?? name].find((word) => text.text.includes(word));
  const at = words === undefined ? 0 : text.text.indexOf(words);
  await reveal(article, new vscode.Range(text.lineNumber, at, text.lineNumber, at + (words?.length ?? 0)));
}
