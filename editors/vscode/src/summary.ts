// The fact-check summary of an article: Markdown from the server, shown as a page that follows the article while it is open.
//
// Not in the editor's own Markdown preview: that one shows no links to files, and here every line has one. The page runs no
// scripts; a link can do nothing but jump to a line.

import * as vscode from 'vscode';
import { activeArticle, reveal } from './articles';
import type { Desk } from './commands';

const PAUSE = 500; // ms after the last change
const LINK = /\]\((file:[^)\s]+)#L(\d+)\)/g;

export class Summaries implements vscode.Disposable {
  private readonly pages = new Map<string, vscode.WebviewPanel>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly listener: vscode.Disposable;

  constructor(private readonly desk: Desk) {
    // What the rules find has changed: so has the summary.
    this.listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) if (this.pages.has(uri.toString())) this.fillSoon(uri);
    });
  }

  async show(): Promise<void> {
    const article = activeArticle()?.uri;
    if (!article) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open an article first: a .txt, .md or .news file.'));
      return;
    }
    const known = this.pages.get(article.toString());
    if (known) {
      known.reveal();
    } else {
      const title = vscode.l10n.t('Fact check: {0}', article.path.split('/').pop() ?? '');
      const page = vscode.window.createWebviewPanel('whosays.summary', title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, {
        enableCommandUris: ['whosays.revealLine'],
        enableFindWidget: true,
        localResourceRoots: [],
      });
      page.onDidDispose(() => this.pages.delete(article.toString()));
      this.pages.set(article.toString(), page);
    }
    await this.fill(article);
  }

  dispose(): void {
    this.listener.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const page of [...this.pages.values()]) page.dispose();
  }

  private fillSoon(article: vscode.Uri): void {
    const key = article.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(key, setTimeout(() => void this.fill(article).finally(() => this.timers.delete(key)), PAUSE));
  }

  private async fill(article: vscode.Uri): Promise<void> {
    const summary = await this.desk.summary(article).catch(() => undefined);
    const page = this.pages.get(article.toString());
    if (page) page.webview.html = await toHtml(summary ?? vscode.l10n.t('There is no summary: the article is not open, or the server is not running.'));
  }
}

/** Where a link of a summary leads. */
export async function revealLine(article: unknown, line: unknown): Promise<void> {
  if (typeof article !== 'string' || typeof line !== 'number') return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(article));
  await reveal(document.uri, document.lineAt(Math.min(Math.max(line - 1, 0), document.lineCount - 1)).range, vscode.ViewColumn.One);
}

async function toHtml(summary: string): Promise<string> {
  const linked = summary
    .replaceAll(LINK, (_, file: string, line: string) => `](command:whosays.revealLine?${encodeURIComponent(JSON.stringify([file, Number(line)])).replaceAll(/[()]/g, (c) => (c === '(' ? '%28' : '%29'))})`)
    .replaceAll(/^- \[ \] /gm, '- ☐ ');
  let body: string;
  try {
    body = await vscode.commands.executeCommand<string>('markdown.api.render', linked);
  } catch {
    // The Markdown extension that comes with the editor can be turned off: then the text as it is.
    body = `<pre>${summary.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
  }
  return `<!DOCTYPE html>
<html><head><meta charset="UTF-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
  body { max-width: 48em; line-height: 1.5; padding: 0 1.5em 2em; }
  h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 1.6em; }
  ul { padding-left: 1.2em; } pre { white-space: pre-wrap; }
  table { border-collapse: collapse; } th { text-align: left; }
  th, td { padding: 0.25em 1em 0.25em 0; vertical-align: top; border-bottom: 1px solid var(--vscode-widget-border, #8884); }
  code { font-size: 0.9em; }
</style></head><body>${body}</body></html>`;
}
