// What the server offers beyond the standard requests (docs/commands.md of the project), typed.

import * as vscode from 'vscode';
import { ExecuteCommandRequest, State, type LanguageClient, type Range } from 'vscode-languageclient/node';

/** Who stands behind what in one article. */
export interface Sources {
  uri: string;
  version: number | null;
  unsourced: number;
  sources: Source[];
}

export interface Source {
  kind: 'unsourced' | 'vague' | 'anonymous' | 'person' | 'organisation' | 'document' | 'context';
  name: string;
  detail: string;
  range: Range | null;
  claims: Claim[];
}

export interface Claim {
  kind: 'figure' | 'quote';
  words: string;
  sentence: string;
  why: string;
  range: Range;
}

/** A page of the archive's people and organisations. */
export interface People {
  total: number;
  articles: number;
  items: Person[];
}

export interface Person {
  kind: 'person' | 'organisation';
  name: string;
  offices: string[];
  officials: { person: string; title: string }[];
  mentions: number;
  articles: number;
  quotes: number;
  places: Place[];
}

export interface Place {
  uri: string;
  line: number;
  date: string | null;
  mentions: number;
}

export interface PeopleQuery {
  query?: string;
  kind?: 'person' | 'organisation';
  offset?: number;
  limit?: number;
}

/** Asks whichever server runs now; the answer is undefined while there is none. */
export class Desk {
  constructor(private readonly running: () => LanguageClient | undefined) {}

  sources(article: vscode.Uri): Promise<Sources | undefined> {
    return this.ask('whosays.sources', article);
  }

  summary(article: vscode.Uri): Promise<string | undefined> {
    return this.ask('whosays.summary', article);
  }

  people(query: PeopleQuery): Promise<People | undefined> {
    return this.ask('whosays.people', query);
  }

  reindex(): Promise<void | undefined> {
    return this.ask('whosays.reindex');
  }

  private async ask<T>(command: string, argument?: vscode.Uri | PeopleQuery): Promise<T | undefined> {
    const client = this.running();
    if (client?.state !== State.Running) return undefined;
    const sent = argument instanceof vscode.Uri ? client.code2ProtocolConverter.asUri(argument) : argument;
    const answer = await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: sent === undefined ? [] : [sent] });
    return answer ?? undefined;
  }
}

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
