// Runs inside VS Code's extension host, on a copy of tests/editors/workspace. Every test looks through the public API,
// so it sees what the editor sees after the extension, the client library and the protocol have had their say.

const assert = require('node:assert');
const fs = require('node:fs');
const vscode = require('vscode');

const PATIENCE = 30_000;
const { executeCommand } = vscode.commands;
const root = () => vscode.workspace.workspaceFolders[0].uri;
const file = (name) => vscode.Uri.joinPath(root(), name);
const nameOf = (uri) => uri.path.split('/').pop();

const tests = {
  async 'activates for a text article'() {
    await open('council.txt');
    const extension = vscode.extensions.getExtension('whosays.whosays');
    assert(extension, 'not installed');
    await until('active', () => extension.isActive, 2 * PATIENCE);
  },

  async 'flags the two figures nobody stands behind, and no sourced one'() {
    await open('council.txt');
    const flagged = await until('two findings', () => same(flaggedIn('council.txt'), ['$48 million', '350']));
    for (const finding of diagnostics('council.txt', 'unsourced-figure')) {
      assert.equal(finding.source, 'whosays');
      assert.equal(finding.severity, vscode.DiagnosticSeverity.Information);
    }
    return flagged;
  },

  async 'says everything once'() {
    // A server that pushes and is pulled from shows every finding twice.
    const seen = vscode.languages.getDiagnostics(file('council.txt')).map((d) => `${codeOf(d)} ${d.range.start.line}:${d.range.start.character}`);
    assert.deepEqual(seen, [...new Set(seen)]);
  },

  async 'has nothing to say about a clean article'() {
    const document = await open('clean.md');
    // The answer "nothing" looks like no answer: wait for one that shows the server has read this article.
    await until('outline', async () => (await executeCommand('vscode.executeDocumentSymbolProvider', document.uri))?.length);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri).map((d) => d.message), []);
  },

  async 'flags the words that another article has differently, and points there'() {
    await open('rally.txt');
    const [finding] = await until('altered-quote', () => some(diagnostics('rally.txt', 'altered-quote')));
    assert(finding.relatedInformation.some((related) => ['letter.txt', 'council.txt'].includes(nameOf(related.location.uri))));
  },

  async 'hovers over a figure'() {
    assert.match(await hover('council.txt', '$48 million'), /no source/i);
  },

  async 'hovers over an organisation by its acronym'() {
    assert.match(await hover('council.txt', 'HBPA had'), /Harbour Bay Port Authority/);
  },

  async 'hovers over a person by the surname, with the office'() {
    const card = await hover('council.txt', 'Lindqvist said');
    assert.match(card, /Teresa Lindqvist/);
    assert.match(card, /Mayor/);
  },

  async 'jumps from altered words to the fullest wording'() {
    const [target] = await until('definition', async () => some(await ask('vscode.executeDefinitionProvider', 'rally.txt', 'patched these')));
    assert.equal(nameOf(target.targetUri ?? target.uri), 'letter.txt');
    const text = (await vscode.workspace.openTextDocument(file('letter.txt'))).getText(target.targetSelectionRange ?? target.targetRange ?? target.range);
    assert.match(text, /patched these boats/);
  },

  async 'jumps from a surname to the full name'() {
    const [target] = await until('definition', async () => some(await ask('vscode.executeDefinitionProvider', 'council.txt', 'Lindqvist said')));
    const document = await vscode.workspace.openTextDocument(target.targetUri ?? target.uri);
    assert.match(document.getText(target.targetSelectionRange ?? target.targetRange ?? target.range), /Teresa Lindqvist/);
  },

  async 'finds every article with the same words'() {
    const found = await until('references', async () => some(await ask('vscode.executeReferenceProvider', 'council.txt', 'patched these')));
    const names = [...new Set(found.map((location) => nameOf(location.uri)))];
    for (const name of ['letter.txt', 'rally.txt']) assert(names.includes(name), `${name} is missing in ${names}`);
  },

  async 'leads to every use of a quotation, and marks it where it stands'() {
    const uses = await until('implementations', async () => some(await ask('vscode.executeImplementationProvider', 'council.txt', 'patched these')));
    assert(uses.some((use) => nameOf(use.targetUri ?? use.uri) === 'rally.txt'));
    await until('highlights', async () => some(await ask('vscode.executeDocumentHighlights', 'council.txt', 'Lindqvist said')));
  },

  async 'selects by growing steps'() {
    const document = await open('council.txt');
    const at = placeOf(document, 'patched these');
    const [range] = await executeCommand('vscode.executeSelectionRangeProvider', document.uri, [at]);
    const steps = [];
    for (let step = range; step; step = step.parent) steps.push(document.getText(step.range));
    assert(steps.some((text) => /^"?We have patched.*them,"?$/.test(text)), steps.join(' | '));
  },

  async 'shows a lens for the article and one for the quotation, which opens'() {
    const document = await open('council.txt');
    const lenses = await until('lenses', async () => {
      const all = await executeCommand('vscode.executeCodeLensProvider', document.uri, 100);
      return all?.some((lens) => /article/.test(lens.command?.title)) && all;
    });
    const titles = lenses.map((lens) => lens.command.title);
    assert(titles.some((title) => /2 unsourced/.test(title)), titles.join(' | '));
    const quoted = lenses.find((lens) => lens.command.command === 'whosays.showReferences');
    assert(quoted, titles.join(' | '));
    await executeCommand(quoted.command.command, ...quoted.command.arguments);
    await executeCommand('closeReferenceSearch');
  },

  async 'hints at the date behind a weekday'() {
    const document = await open('council.txt');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await until('hints', async () => some(await executeCommand('vscode.executeInlayHintProvider', document.uri, whole)));
    const labels = hints.map((hint) => (typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join('')));
    assert(labels.some((label) => /12/.test(label)), labels.join(' | '));
  },

  async 'colours figures and quotations'() {
    const document = await open('council.txt');
    const legend = await until('legend', () => executeCommand('vscode.provideDocumentSemanticTokensLegend', document.uri));
    const tokens = await until('tokens', () => executeCommand('vscode.provideDocumentSemanticTokens', document.uri));
    assert(decode(document, legend, tokens).some((token) => token.text.includes('48') && token.type), 'no token on the figure');
    // What neither VS Code nor this extension's manifest knows could not be coloured by any theme.
    const { contributes } = vscode.extensions.getExtension('whosays.whosays').packageJSON;
    const ours = (kind) => (contributes[kind] ?? []).map(({ id }) => id);
    assert.deepEqual(legend.tokenTypes.filter((type) => ![...STANDARD_TOKEN_TYPES, ...ours('semanticTokenTypes')].includes(type)), []);
    assert.deepEqual(legend.tokenModifiers.filter((modifier) => !ours('semanticTokenModifiers').includes(modifier)), []);
  },

  async 'has an outline'() {
    const document = await open('council.txt');
    await until('symbols', async () => (await executeCommand('vscode.executeDocumentSymbolProvider', document.uri))?.length);
  },

  async 'finds a person of the archive by name'() {
    const found = await until('symbols', async () => some(await executeCommand('vscode.executeWorkspaceSymbolProvider', 'Lindqvist')));
    assert(found.some((symbol) => /Lindqvist/.test(symbol.name)));
  },

  async 'offers something to do about an unsourced figure'() {
    const document = await open('council.txt');
    await until('findings', () => flaggedIn('council.txt').length === 2);
    const range = diagnostics('council.txt', 'unsourced-figure')[0].range;
    const actions = await until('actions', async () => some(await executeCommand('vscode.executeCodeActionProvider', document.uri, range)));
    assert(actions.some((action) => action.kind?.value.startsWith('quickfix')), actions.map((action) => action.title).join(' | '));
  },

  async 'folds the furniture'() {
    const document = await open('letter.txt');
    await until('ranges', async () => some(await executeCommand('vscode.executeFoldingRangeProvider', document.uri)));
  },

  async 'follows the writer: a source takes the finding away'() {
    const document = await open('council.txt');
    await until('findings', () => flaggedIn('council.txt').length === 2);
    await edit(document, 'Since 2015 the old boats', 'Treasurer Ruth Oyelaran said that since 2015 the old boats');
    await until('no finding', () => flaggedIn('council.txt').length === 0);
    await executeCommand('undo');
    await until('findings again', () => flaggedIn('council.txt').length === 2);
  },

  async 'reads an article that was never saved, in each of its languages'() {
    for (const language of ['plaintext', 'markdown', 'news-article']) {
      const content = 'Since 2015 the old bridge has cost the town $31 million and 350 jobs.\n';
      const document = await vscode.workspace.openTextDocument({ language, content });
      await vscode.window.showTextDocument(document);
      await until(language, () => vscode.languages.getDiagnostics(document.uri).some((d) => codeOf(d) === 'unsourced-figure'));
      await executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  },

  async 'walks from finding to finding and round the end'() {
    await open('council.txt');
    await until('findings', () => flaggedIn('council.txt').length === 2);
    const editor = vscode.window.activeTextEditor;
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const findings = vscode.languages.getDiagnostics(editor.document.uri).length;
    const visited = [];
    for (let i = 0; i <= findings; i++) {
      await executeCommand('whosays.nextFinding');
      visited.push(editor.document.getText(editor.selection));
    }
    assert(visited.includes('$48 million') && visited.includes('350'), visited.join(' | '));
    assert.equal(visited.at(-1), visited[0]);
    await executeCommand('whosays.previousFinding');
    assert.equal(editor.document.getText(editor.selection), visited.at(-2));
  },

  async 'opens a settings file that is not there yet without writing one'() {
    await executeCommand('whosays.openSettingsFile');
    const { document } = vscode.window.activeTextEditor;
    assert.equal(nameOf(document.uri), 'whosays.toml');
    assert(document.isUntitled);
    assert.match(document.getText(), /^# /);
    await executeCommand('workbench.action.revertAndCloseActiveEditor');
    assert(!fs.existsSync(file('whosays.toml').fsPath));
  },

  async 'flags a mistake in whosays.toml, and takes it back when the file is gone'() {
    const settings = file('whosays.toml');
    fs.writeFileSync(settings.fsPath, '[rules]\nunsourced-figures = "hint"\n');
    await until('invalid-setting', () => some(diagnostics('whosays.toml', 'invalid-setting')));
    fs.rmSync(settings.fsPath);
    await until('nothing', () => vscode.languages.getDiagnostics(settings).length === 0);
  },

  async 'heeds a setting of the editor'() {
    await open('council.txt');
    const settings = vscode.workspace.getConfiguration('whosays');
    await settings.update('rules.unsourced-figure', 'off', vscode.ConfigurationTarget.Global);
    await until('no findings', () => flaggedIn('council.txt').length === 0);
    await settings.update('rules.unsourced-figure', undefined, vscode.ConfigurationTarget.Global);
    await until('findings', () => flaggedIn('council.txt').length === 2);
  },

  async 'sees an article come and go on disk'() {
    const echo = file('echo.txt');
    const quotes = async () => (await ask('vscode.executeReferenceProvider', 'council.txt', 'patched these')).some((found) => nameOf(found.uri) === 'echo.txt');
    fs.writeFileSync(echo.fsPath, 'Echo\n\n"We have patched these boats for thirty winters, and the harbour has paid for every one of them," the mayor said.\n');
    await until('a quotation more', quotes);
    fs.rmSync(echo.fsPath);
    await until('a quotation less', async () => !(await quotes()));
  },

  async 'tells who prints a quotation, and whom an article quotes'() {
    const document = await open('council.txt');
    const [quote] = await until('an item', async () => some(await executeCommand('vscode.prepareCallHierarchy', document.uri, placeOf(document, 'patched these'))));
    const incoming = await until('articles', async () => some(await executeCommand('vscode.provideIncomingCalls', quote)));
    assert(incoming.some((call) => nameOf(call.from.uri) === 'rally.txt'), incoming.map((call) => call.from.name).join(' | '));
    const [speaker] = await executeCommand('vscode.provideOutgoingCalls', quote);
    assert.equal(speaker.to.name, 'Teresa Lindqvist');
  },

  async 'completes a quotation that the archive knows'() {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'The mayor said: “We have patched these' });
    await vscode.window.showTextDocument(document);
    const end = document.positionAt(document.getText().length);
    const item = await until('an item', async () => {
      const { items } = await executeCommand('vscode.executeCompletionItemProvider', document.uri, end);
      return items.find((found) => /boats for .* winters/.test(found.textEdit?.newText ?? found.insertText?.value ?? found.insertText ?? ''));
    });
    assert.match(item.detail, /Lindqvist/);
    await executeCommand('workbench.action.revertAndCloseActiveEditor');
  },

  async 'shows the fuller wording by an action that changes nothing'() {
    const document = await open('rally.txt');
    const at = placeOf(document, 'patched these');
    const action = await until('the action', async () => {
      const actions = await executeCommand('vscode.executeCodeActionProvider', document.uri, new vscode.Range(at, at));
      return actions.find((found) => found.command?.command === 'whosays.showWording');
    });
    assert.equal(action.edit, undefined);
    await executeCommand(action.command.command, ...action.command.arguments);
    await until('the other article', () => nameOf(vscode.window.activeTextEditor.document.uri) !== 'rally.txt');
  },

  async 'renames a person wherever the name stands, in her own short form too'() {
    const document = await open('rally.txt');
    const edit = await until('an edit', async () => {
      const found = await executeCommand('vscode.executeDocumentRenameProvider', document.uri, placeOf(document, 'Petra Maddox'), 'Petra Mattox').catch(() => undefined);
      return found?.size && found;
    });
    const edits = edit.get(file('rally.txt'));
    assert(edits.length >= 3, JSON.stringify(edits));
    for (const { range, newText } of edits) {
      assert.match(document.getText(range), /Maddox/);
      assert.match(newText, /Mattox/);
    }
  },

  async 'completes a name of the archive'() {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'The contract is signed by Lindq' });
    await vscode.window.showTextDocument(document);
    const end = document.positionAt(document.getText().length);
    await until('the name', async () => {
      const { items } = await executeCommand('vscode.executeCompletionItemProvider', document.uri, end);
      return items.find((item) => /Teresa Lindqvist/.test(item.label.label ?? item.label));
    });
    await executeCommand('workbench.action.revertAndCloseActiveEditor');
  },

  async 'places an organisation among those it belongs to'() {
    const document = await open('council.txt');
    const [item] = await until('an item', async () => some(await executeCommand('vscode.prepareTypeHierarchy', document.uri, placeOf(document, 'Harbour Bay Port'))));
    assert.equal(item.name, 'Harbour Bay Port Authority');
  },

  async 'lists the sources of the article: unsourced on top, then who says what'() {
    await open('council.txt');
    await executeCommand('whosays.sourcesView.focus');
    const top = await until('the tree', () => sourceLabels()[0] === 'No source' && sourceLabels());
    assert.deepEqual(claimLabels('No source'), ['$48 million', '350']);
    assert(top.includes('Teresa Lindqvist') && top.includes('Harbour Bay Port Authority'), top.join(' | '));
    assert(claimLabels('Teresa Lindqvist').some((label) => label.startsWith('“We have patched')), claimLabels('Teresa Lindqvist').join(' | '));
    const mayor = views().sources.getTreeItem(sourceNode('Teresa Lindqvist'));
    assert.match(mayor.description, /Mayor/);
  },

  async 'follows the writer, and the reader to another article'() {
    const document = await open('council.txt');
    await executeCommand('whosays.sourcesView.focus');
    await until('the tree', () => sourceLabels()[0] === 'No source');
    await edit(document, 'Since 2015 the old boats', 'Treasurer Ruth Oyelaran said that since 2015 the old boats');
    await until('a new source', () => sourceLabels().includes('Ruth Oyelaran') && !sourceLabels().includes('No source'));
    await executeCommand('undo');
    await until('as before', () => sourceLabels()[0] === 'No source');
    await open('rally.txt');
    await until('the other article', () => sourceLabels().some((label) => label.includes('Maddox')));
  },

  async 'counts for the article that is looked at, also while another view is shown'() {
    await open('council.txt');
    await executeCommand('workbench.view.explorer');
    const badge = () => views().sources.view.badge?.value ?? 0;
    await until('two', () => badge() === 2);
    await open('letter.txt');
    await until('none', () => badge() === 0);
    await open('council.txt');
    await until('two again', () => badge() === 2);
  },

  async 'jumps from a claim to its place'() {
    await open('council.txt');
    await executeCommand('whosays.sourcesView.focus');
    await until('the tree', () => sourceLabels()[0] === 'No source');
    const [claim] = views().sources.getChildren(sourceNode('No source'));
    const { command } = views().sources.getTreeItem(claim);
    await executeCommand(command.command, ...command.arguments);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor.document.getText(editor.selection), '$48 million');
  },

  async 'lists the people and organisations of the archive, and finds one'() {
    await executeCommand('whosays.peopleView.focus');
    const people = await until('people', async () => some((await peopleOf('person')).filter((item) => item.label === 'Teresa Lindqvist')));
    assert.match(people[0].description, /Mayor.*3 articles/);
    assert((await peopleOf('organisation')).some((item) => item.label === 'Harbour Bay Port Authority'));
    await executeCommand('whosays.filterPeople', 'madd');
    assert.deepEqual((await peopleOf('person')).map((item) => item.label), ['Petra Maddox']);
    assert.deepEqual(await peopleOf('organisation'), []);
    await executeCommand('whosays.showAllPeople');
    assert((await peopleOf('person')).length > 2);
  },

  async 'jumps from a person to an article'() {
    const [group] = await views().people.getChildren();
    const maddox = (await views().people.getChildren(group)).find((node) => node.person?.name === 'Petra Maddox');
    const [place] = await views().people.getChildren(maddox);
    const { command } = views().people.getTreeItem(place);
    await executeCommand(command.command, ...command.arguments);
    const editor = vscode.window.activeTextEditor;
    assert.equal(nameOf(editor.document.uri), 'rally.txt');
    assert.equal(editor.document.getText(editor.selection), 'Petra Maddox');
  },

  async 'sums an article up on a page beside it'() {
    const document = await open('council.txt');
    await until('findings', () => flaggedIn('council.txt').length === 2);
    await executeCommand('whosays.factCheckSummary');
    const page = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).find((tab) => tab.label === 'Fact check: council.txt');
    await until('a page', page);
    // A link of it leads to a line.
    await executeCommand('whosays.revealLine', document.uri.toString(), 9);
    const editor = vscode.window.activeTextEditor;
    assert.match(editor.document.getText(editor.selection), /^Since 2015/);
    const summary = await executeCommand('whosays.summary', document.uri.toString());
    assert.match(summary, /^# Fact-check summary: Council Backs Ferry Plan/);
    assert.match(summary, /\*\*\$48 million\*\*/);
    await vscode.window.tabGroups.close(page());
  },

  async 'reads the archive again when asked'() {
    await open('council.txt');
    await executeCommand('whosays.reindexArchive');
    await until('findings', () => same(flaggedIn('council.txt'), ['$48 million', '350']));
    await until('people', async () => (await peopleOf('person')).some((item) => item.label === 'Petra Maddox'));
  },

  async 'has snippets for what an article is made of'() {
    const document = await vscode.workspace.openTextDocument({ language: 'news-article', content: '' });
    await vscode.window.showTextDocument(document);
    await executeCommand('editor.action.insertSnippet', { langId: 'news-article', name: 'Direct quotation' });
    assert.match(document.getText(), /^“Words,” Name, office, said\.$/);
    await executeCommand('workbench.action.revertAndCloseActiveEditor');
  },

  async 'comes back after a restart'() {
    await open('council.txt');
    await executeCommand('whosays.restartServer');
    await until('findings', () => same(flaggedIn('council.txt'), ['$48 million', '350']));
  },

  async 'does without a server whose path is wrong, and recovers'() {
    await open('council.txt');
    const settings = vscode.workspace.getConfiguration('whosays');
    await settings.update('server.path', '/nowhere/whosays', vscode.ConfigurationTarget.Global);
    await until('no findings', () => flaggedIn('council.txt').length === 0);
    await settings.update('server.path', undefined, vscode.ConfigurationTarget.Global);
    await until('findings', () => same(flaggedIn('council.txt'), ['$48 million', '350']));
  },

  async 'wrote nothing into the folder'() {
    assert.deepEqual(fs.readdirSync(root().fsPath).sort(), ['clean.md', 'council.txt', 'letter.txt', 'rally.txt']);
  },
};

exports.run = async function () {
  const only = process.env.WHOSAYS_TEST_ONLY;
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    if (only && !name.includes(only)) continue;
    let problem;
    try {
      await test();
    } catch (error) {
      problem = error.message;
      failed++;
    }
    fs.appendFileSync(process.env.WHOSAYS_TEST_RESULTS, JSON.stringify({ name, problem }) + '\n');
  }
  if (failed) throw new Error(`${failed} failed`);
};

const STANDARD_TOKEN_TYPES = ['namespace', 'type', 'class', 'enum', 'interface', 'struct', 'typeParameter', 'parameter', 'variable', 'property',
  'enumMember', 'event', 'function', 'method', 'macro', 'label', 'comment', 'string', 'keyword', 'number', 'regexp', 'operator', 'decorator'];

async function open(name) {
  const document = await vscode.workspace.openTextDocument(file(name));
  await vscode.window.showTextDocument(document);
  return document;
}

async function ask(command, name, needle) {
  const document = await open(name);
  return executeCommand(command, document.uri, placeOf(document, needle));
}

async function hover(name, needle) {
  const cards = await until(`hover over ${needle}`, async () => some(await ask('vscode.executeHoverProvider', name, needle)));
  return cards.flatMap((card) => card.contents.map((content) => content.value ?? content)).join('\n');
}

async function edit(document, before, after) {
  const start = document.getText().indexOf(before);
  assert(start >= 0, `${before} is not in the article`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  await vscode.window.activeTextEditor.edit((builder) => builder.replace(range, after));
}

/** Just inside the first place where the words stand. */
function placeOf(document, needle) {
  const at = document.getText().indexOf(needle);
  assert(at >= 0, `${needle} is not in the article`);
  return document.positionAt(at + 1);
}

function diagnostics(name, code) {
  return vscode.languages.getDiagnostics(file(name)).filter((diagnostic) => codeOf(diagnostic) === code);
}

function flaggedIn(name) {
  const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === file(name).toString());
  return document ? diagnostics(name, 'unsourced-figure').map((diagnostic) => document.getText(diagnostic.range)).sort() : [];
}

function codeOf({ code }) {
  return typeof code === 'object' ? code.value : code;
}

function decode(document, legend, { data }) {
  const tokens = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    character = data[i] === 0 ? character + data[i + 1] : data[i + 1];
    line += data[i];
    tokens.push({ text: document.getText(new vscode.Range(line, character, line, character + data[i + 2])), type: legend.tokenTypes[data[i + 3]] });
  }
  return tokens;
}

/** What the views show: the extension hands them out for this. */
const views = () => vscode.extensions.getExtension('whosays.whosays').exports;
const sourceLabels = () => views().sources.getChildren().map((node) => views().sources.getTreeItem(node).label);
const sourceNode = (label) => views().sources.getChildren().find((node) => views().sources.getTreeItem(node).label === label);
const claimLabels = (label) => views().sources.getChildren(sourceNode(label)).map((node) => views().sources.getTreeItem(node).label);

async function peopleOf(kind) {
  const group = (await views().people.getChildren()).find((node) => node.kind === kind);
  if (!group) return [];
  return (await views().people.getChildren(group)).map((node) => views().people.getTreeItem(node));
}

const some = (list) => (list?.length ? list : undefined);
const same = (a, b) => (JSON.stringify(a) === JSON.stringify(b) ? a : undefined);

async function until(what, question, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
