// The command behind the server's "quoted in 4 articles" lens. The server sends plain protocol values;
// the editor's command wants its own classes, and nothing between the two converts the arguments of a command.

import * as vscode from 'vscode';
import type { Location, Position, Range } from 'vscode-languageclient/node';

export async function showReferences(uri: string, position: Position, locations: Location[]): Promise<void> {
  await vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    toPosition(position),
    locations.map((location) => new vscode.Location(vscode.Uri.parse(location.uri), toRange(location.range))),
  );
}

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(toPosition(start), toPosition(end));
}

function toPosition({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}
