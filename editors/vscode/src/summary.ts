// The fact-check summary of an article: Markdown from the server, shown as a read-only document and its preview. A scheme of its
// own keeps it from being read as one more article, and from being mistaken for a file.

import * as vscode from 'vscode';
import { activeArticle } from './articles';
import type { Desk } from './commands';

export const SUMMARY_SCHEME = 'whosays-summary';

export class Summaries implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registered: vscode.Disposable[];

  constructor(private readonly desk: Desk) {
    this.registered = [
      vscode.workspace.registerTextDocumentContentProvider(SUMMARY_SCHEME, this),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.changed.fire(summaryOf(uri))),
    ];
  }

  async show(): Promise<void> {
    const article = activeArticle();
    if (!article) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open an article first: a .txt, .md or .news file.'));
      return;
    }
    const uri = summaryOf(article.uri);
    // What was shown before may be older than the text.
    this.changed.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    } catch {
      // The Markdown extension that comes with the editor can be turned off.
      await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const summary = await this.desk.summary(vscode.Uri.parse(uri.query));
    return summary ?? vscode.l10n.t('There is no summary: the article is not open, or the server is not running.');
  }

  dispose(): void {
    this.changed.dispose();
    for (const one of this.registered) one.dispose();
  }
}

/** The name of the tab is made of the path, the article is found by the query. */
export function summaryOf(article: vscode.Uri): vscode.Uri {
  const name = article.path.split('/').pop() ?? 'article';
  return vscode.Uri.from({ scheme: SUMMARY_SCHEME, path: `/${name} (fact-check).md`, query: article.toString() });
}
