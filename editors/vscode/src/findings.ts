// Walking from finding to finding of one article. VS Code's own F8 walks over every extension's problems, spelling included.

import * as vscode from 'vscode';

export interface Finding {
  range: vscode.Range;
  code: string;
}

export function findingsIn(article: vscode.Uri): Finding[] {
  return vscode.languages
    .getDiagnostics(article)
    .filter((diagnostic) => diagnostic.source === 'whosays')
    .map((diagnostic) => ({ range: diagnostic.range, code: codeOf(diagnostic) }))
    .sort((a, b) => a.range.start.compareTo(b.range.start) || a.range.end.compareTo(b.range.end));
}

/** Selects the finding after (or before) the cursor, round the end of the article, and shows what it says. */
export async function goToFinding(direction: 'next' | 'previous'): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const findings = findingsIn(editor.document.uri);
  const at = editor.selection.start;
  const target =
    direction === 'next'
      ? (findings.find((finding) => finding.range.start.isAfter(at)) ?? findings[0])
      : (findings.findLast((finding) => finding.range.start.isBefore(at)) ?? findings.at(-1));
  if (!target) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('whosays has found nothing in this article'), 3000);
    return;
  }
  editor.selection = new vscode.Selection(target.range.start, target.range.end);
  editor.revealRange(target.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('editor.action.showHover');
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
