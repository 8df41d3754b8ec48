// The language status item behind {} in the status bar: is the server there, what has it read, what is unsourced in this article.

import * as vscode from 'vscode';
import type { WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport } from 'vscode-languageclient/node';
import { findingsIn } from './findings';

const SHOW_LOGS = { command: 'whosays.showLogs', title: vscode.l10n.t('Show Logs') };
const RESTART = { command: 'whosays.restartServer', title: vscode.l10n.t('Restart') };

export class Status implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private readonly listeners: vscode.Disposable[];

  constructor(selector: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem('whosays', selector);
    this.item.name = 'whosays';
    this.listeners = [
      vscode.languages.onDidChangeDiagnostics(() => this.count()),
      vscode.window.onDidChangeActiveTextEditor(() => this.count()),
    ];
    this.count();
  }

  starting(): void {
    this.show(vscode.l10n.t('starting'), vscode.LanguageStatusSeverity.Information, SHOW_LOGS, true);
  }

  ready(detail: string): void {
    this.show(detail, vscode.LanguageStatusSeverity.Information, SHOW_LOGS);
  }

  failed(reason: string): void {
    this.show(reason, vscode.LanguageStatusSeverity.Error, RESTART);
  }

  /** What the server says of its long work; the last word of it ("1,204 articles") stays. */
  progress(work: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void {
    this.item.busy = work.kind !== 'end';
    if (work.message) this.item.detail = work.message;
  }

  dispose(): void {
    this.item.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private show(detail: string, severity: vscode.LanguageStatusSeverity, command: vscode.Command, busy = false): void {
    this.item.detail = detail;
    this.item.severity = severity;
    this.item.command = command;
    this.item.busy = busy;
  }

  private count(): void {
    const article = vscode.window.activeTextEditor?.document.uri;
    const unsourced = article ? findingsIn(article).filter((finding) => finding.code === 'unsourced-figure').length : 0;
    this.item.text = unsourced === 0 ? 'whosays' : vscode.l10n.t('whosays: {0} unsourced', unsourced);
  }
}
