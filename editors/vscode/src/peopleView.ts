// The view "People and Organisations": everybody the archive names, those in most articles first, and where.

import * as vscode from 'vscode';
import type { Desk, Person, Place } from './commands';

type Node = { kind: 'person' | 'organisation'; group: true } | { person: Person } | { place: Place; name: string } | { more: 'person' | 'organisation'; offset: number };

const PAGE = 100;

export class PeopleView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly groups: Node[] = [
    { kind: 'person', group: true },
    { kind: 'organisation', group: true },
  ];
  private readonly pages = { person: PAGE, organisation: PAGE };
  private query = '';

  constructor(private readonly desk: Desk) {
    this.view = vscode.window.createTreeView('whosays.peopleView', { treeDataProvider: this, showCollapseAll: true });
  }

  /** The archive has changed, or the server has. */
  reset(): void {
    this.changed.fire(undefined);
  }

  /** Asks for a part of a name and shows only who has it. */
  async filter(query?: string): Promise<void> {
    const wanted =
      query ??
      (await vscode.window.showInputBox({
        prompt: vscode.l10n.t('Part of a name; empty shows everybody'),
        placeHolder: 'lind',
        value: this.query,
      }));
    if (wanted === undefined) return;
    this.query = wanted.trim();
    this.pages.person = this.pages.organisation = PAGE;
    this.view.message = this.query === '' ? undefined : vscode.l10n.t('Names with “{0}”', this.query);
    void vscode.commands.executeCommand('setContext', 'whosays.peopleFiltered', this.query !== '');
    this.reset();
  }

  more(kind: 'person' | 'organisation'): void {
    this.pages[kind] += PAGE;
    this.changed.fire(this.groups[kind === 'person' ? 0 : 1]);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      // Nothing at all is better said by the view's own words than by two empty groups.
      const any = await this.desk.people({ query: this.query, limit: 1 }).catch(() => undefined);
      this.view.description = any && inArticles(any.articles);
      return any && (any.items.length > 0 || this.query !== '') ? this.groups : [];
    }
    if ('group' in node) {
      const limit = this.pages[node.kind];
      const answer = await this.desk.people({ query: this.query, kind: node.kind, limit: limit + 1 }).catch(() => undefined);
      const items: Node[] = (answer?.items ?? []).slice(0, limit).map((person) => ({ person }));
      if (answer && answer.items.length > limit) items.push({ more: node.kind, offset: limit });
      return items;
    }
    if ('person' in node) return node.person.places.map((place) => ({ place, name: node.person.name }));
    return [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ('group' in node) {
      const item = new vscode.TreeItem(
        node.kind === 'person' ? vscode.l10n.t('People') : vscode.l10n.t('Organisations'),
        vscode.TreeItemCollapsibleState.Expanded,
      );
      item.id = node.kind;
      return item;
    }
    if ('person' in node) return personItem(node.person);
    if ('place' in node) return placeItem(node.place, node.name);
    const item = new vscode.TreeItem(vscode.l10n.t('More …'));
    item.command = { command: 'whosays.morePeople', title: vscode.l10n.t('More …'), arguments: [node.more] };
    return item;
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}

function personItem(person: Person): vscode.TreeItem {
  const item = new vscode.TreeItem(person.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon(person.kind === 'person' ? 'account' : 'organization');
  item.description = [person.offices[0], inArticles(person.articles)].filter(Boolean).join(' · ');
  const officials = person.officials.map(({ person, title }) => `${title}: ${person}`);
  // Plain text: these are words of articles.
  item.tooltip = [
    person.name,
    ...person.offices,
    ...officials,
    [mentioned(person.mentions), inArticles(person.articles), quoted(person.quotes)].join(', '),
  ].join('\n');
  item.contextValue = person.kind;
  return item;
}

function placeItem(place: Place, name: string): vscode.TreeItem {
  const uri = vscode.Uri.parse(place.uri);
  const item = new vscode.TreeItem(uri.path.split('/').pop() ?? place.uri);
  item.description = [place.date, mentioned(place.mentions)].filter(Boolean).join(' · ');
  item.resourceUri = uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.command = { command: 'whosays.revealName', title: vscode.l10n.t('Go to this place'), arguments: [uri, place.line, name] };
  return item;
}

// A translator wants whole phrases: every number and noun is a sentence of its own.
const inArticles = (number: number) => (number === 1 ? vscode.l10n.t('1 article') : vscode.l10n.t('{0} articles', number));
const mentioned = (number: number) => (number === 1 ? vscode.l10n.t('1 mention') : vscode.l10n.t('{0} mentions', number));
const quoted = (number: number) => (number === 1 ? vscode.l10n.t('1 quotation') : vscode.l10n.t('{0} quotations', number));
