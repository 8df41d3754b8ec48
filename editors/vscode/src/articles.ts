// Which documents are articles to this extension.

import * as vscode from 'vscode';

const LANGUAGES = ['plaintext', 'markdown', 'news-article'];
export const SELECTOR = LANGUAGES.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ scheme, language })));

/** The article a reader looks at. */
export function activeArticle(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && vscode.languages.match(SELECTOR, document) > 0 ? document : undefined;
}

/** Opens an article and selects a place in it. */
export async function reveal(article: vscode.Uri, range: vscode.Range, viewColumn?: vscode.ViewColumn): Promise<void> {
  const editor = await vscode.window.showTextDocument(article, { preview: true, viewColumn });
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
