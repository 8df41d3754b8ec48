// whosays.toml: what the people who work in a folder share. It is only ever written by the user's own save.

import * as vscode from 'vscode';

const HEADER = `# What everyone who works in this folder shares about whosays.
# \`whosays settings --list\` names every key; a key nobody knows is flagged in this file.

`;

export async function openSettingsFile(): Promise<void> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = (active && vscode.workspace.getWorkspaceFolder(active)) ?? vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    void vscode.window.showInformationMessage(vscode.l10n.t('whosays.toml belongs to a folder: open the folder of your articles first.'));
    return;
  }
  const file = vscode.Uri.joinPath(folder.uri, 'whosays.toml');
  const exists = await vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  const document = await vscode.workspace.openTextDocument(exists ? file : file.with({ scheme: 'untitled' }));
  const editor = await vscode.window.showTextDocument(document);
  if (!exists && document.getText() === '') {
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), HEADER));
  }
}
