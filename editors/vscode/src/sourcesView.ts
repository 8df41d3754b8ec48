// The view "Sources": who stands behind what in the article that is looked at, and on top what nobody stands behind.

import * as vscode from 'vscode';
import { activeArticle, SELECTOR } from './articles';
import { toRange, type Claim, type Desk, type Source, type Sources } from './commands';

type Node = { source: Source } | { claim: Claim };

const PAUSE = 250; // ms after the last key; the tree of a text that is being typed interests nobody

export class SourcesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<Node>;
  private readonly listeners: vscode.Disposable[];
  private article: vscode.Uri | undefined;
  private shown: Sources | undefined;
  private timer: NodeJS.Timeout | undefined;
  private asked = 0;

  constructor(private readonly desk: Desk) {
    this.view = vscode.window.createTreeView('whosays.sourcesView', { treeDataProvider: this, showCollapseAll: true });
    this.listeners = [
      vscode.window.onDidChangeActiveTextEditor(() => this.refreshSoon(0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.article?.toString()) this.refreshSoon(PAUSE);
      }),
      // Settings and the end of the first reading change what counts as unsourced, and are seen here.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => uri.toString() === this.article?.toString())) this.refreshSoon(PAUSE);
      }),
    ];
    this.refreshSoon(0);
  }

  /** The server has come, or gone. */
  reset(): void {
    this.refreshSoon(0);
  }

  getChildren(node?: Node): Node[] {
    if (!node) return this.shown?.sources.map((source) => ({ source })) ?? [];
    return 'source' in node ? node.source.claims.map((claim) => ({ claim })) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return 'source' in node ? this.sourceItem(node.source) : this.claimItem(node.claim);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.view.dispose();
    this.changed.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private sourceItem(source: Source): vscode.TreeItem {
    const open = source.kind === 'unsourced' || source.claims.length <= 6;
    const item = new vscode.TreeItem(
      labelOf(source),
      open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
    );
    // The state a reader leaves a source in is kept under this name while the text changes.
    item.id = `${source.kind}:${source.name}`;
    item.description = [source.detail, String(source.claims.length)].filter(Boolean).join(' · ');
    item.iconPath = iconOf(source.kind);
    item.contextValue = source.kind;
    if (source.range) item.command = this.jump(source.range);
    return item;
  }

  private claimItem(claim: Claim): vscode.TreeItem {
    const item = new vscode.TreeItem(claim.kind === 'quote' ? `“${claim.words}”` : claim.words);
    item.description = claim.sentence;
    item.tooltip = [claim.sentence || claim.words, claim.why].filter(Boolean).join('\n\n');
    item.iconPath = new vscode.ThemeIcon(claim.kind === 'quote' ? 'quote' : 'symbol-number');
    item.contextValue = claim.kind;
    item.command = this.jump(claim.range);
    return item;
  }

  private jump(range: Claim['range']): vscode.Command {
    return { command: 'whosays.reveal', title: vscode.l10n.t('Go to this place'), arguments: [this.article, toRange(range)] };
  }

  private refreshSoon(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), pause);
  }

  private async refresh(): Promise<void> {
    const document = activeArticle();
    // A click into another view, an output panel or a search editor is no reason to forget the article.
    if (document) this.article = document.uri;
    else if (!vscode.workspace.textDocuments.some((d) => d.uri.toString() === this.article?.toString() && vscode.languages.match(SELECTOR, d))) {
      this.article = undefined;
    }
    // Also while another view is shown: the badge counts for the article that is looked at.
    const asked = ++this.asked;
    const answer = this.article && (await this.desk.sources(this.article).catch(() => undefined));
    // A later question has been asked meanwhile, and its answer is the newer one.
    if (asked !== this.asked) return;
    this.shown = answer;
    const unsourced = answer?.unsourced ?? 0;
    this.view.badge =
      unsourced === 0
        ? undefined
        : { value: unsourced, tooltip: unsourced === 1 ? vscode.l10n.t('1 claim without a source') : vscode.l10n.t('{0} claims without a source', unsourced) };
    this.view.description = this.article?.path.split('/').pop();
    this.view.message = answer && answer.sources.length === 0 ? vscode.l10n.t('This article has no figures or quotations that want a source.') : undefined;
    this.changed.fire();
  }
}

function labelOf(source: Source): string {
  if (source.name !== '') return source.name;
  switch (source.kind) {
    case 'unsourced':
      return vscode.l10n.t('No source');
    case 'context':
      return vscode.l10n.t('From the text around it');
    default:
      return vscode.l10n.t('Nobody named');
  }
}

function iconOf(kind: Source['kind']): vscode.ThemeIcon {
  switch (kind) {
    case 'unsourced':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'vague':
    case 'anonymous':
      return new vscode.ThemeIcon('question');
    case 'person':
      return new vscode.ThemeIcon('account');
    case 'organisation':
      return new vscode.ThemeIcon('organization');
    case 'document':
      return new vscode.ThemeIcon('file-text');
    case 'context':
      return new vscode.ThemeIcon('info');
  }
}
