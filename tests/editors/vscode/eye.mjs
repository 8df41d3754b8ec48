// What a user sees: the .vsix in a window in Chromium, by mouse and keys, with a picture after every step in ../shots.

import fs from 'node:fs';
import path from 'node:path';
import { until } from './editor.mjs';
import { screenOf } from './screen.mjs';

const SHOTS = path.resolve(import.meta.dirname, '../shots');

export async function testAsUser(editor, report) {
  fs.rmSync(SHOTS, { recursive: true, force: true });
  fs.mkdirSync(SHOTS, { recursive: true });
  const page = await editor.window(editor.workspace('archive'));
  const { code, find, seen, clickOn, openFile, hoverOver, command, viewButton, picture: look } = screenOf(page);
  const picture = async (name) => fs.writeFileSync(path.join(SHOTS, `${name}.png`), await look());
  const step = async (name, check) => {
    try {
      await check();
      report(name);
    } catch (error) {
      report(name, error.message.split('\n').slice(0, 3).join(' '));
      await picture(`failed-${name.replaceAll(/\W+/g, '-')}`);
    }
  };

  await step('the folder is not trusted', () => page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor());
  await step('the article opens and two figures are underlined', async () => {
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await openFile('council.txt');
    await page.locator('.squiggly-info').nth(1).waitFor();
    await code.locator('.view-line').nth(1).click(); // an empty line: the cursor would highlight the word it stands on
  });
  await step('the lenses say what is unsourced and who else quotes', async () => {
    await page.locator('.codelens-decoration', { hasText: '2 unsourced' }).waitFor();
    await page.locator('.codelens-decoration', { hasText: /quoted|articles?/ }).last().waitFor();
  });
  await step('the date behind "Tuesday" stands in the text', async () => {
    await until('inlay hint', async () => /Tuesday\W*Mar 12/.test(await seen()));
  });
  await step('figures have a colour of their own', async () => {
    await until('colour', async () => (await find('48 million')).colour !== (await find('the town')).colour);
  });
  await picture('open');

  await step('a card says that a figure has no source', () => hoverOver('48 million', /no source/i));
  await picture('hover-figure');
  await step('a card says who the mayor is', () => hoverOver('Lindqvist told', 'Mayor'));
  await picture('hover-person');
  await page.mouse.move(5, 5);

  await step('the status item counts', async () => {
    await page.locator('.statusbar-item[id="status.languageStatus"]').hover();
    await page.locator('.hover-language-status', { hasText: /whosays: 2 unsourced.*4 articles/ }).waitFor();
    await picture('status');
    await page.mouse.move(5, 5);
  });

  await step('the view Sources has what is unsourced on top', async () => {
    await viewButton('whosays').click();
    const rows = page.locator('.pane', { hasText: 'Sources' }).first().locator('.monaco-list-row');
    await rows.filter({ hasText: 'No source' }).waitFor();
    const texts = await rows.allInnerTexts();
    if (!/No source/.test(texts[0]) || !/48 million/.test(texts[1])) throw new Error(texts.slice(0, 4).join(' | '));
    await rows.filter({ hasText: 'Teresa Lindqvist' }).first().waitFor();
    await rows.filter({ hasText: '350' }).first().click();
    await until('350 is selected', () => page.locator('.editor-instance .selected-text').count());
    await picture('sources');
  });
  await step('the badge counts', async () => {
    await viewButton('whosays').locator('.badge-content', { hasText: '2' }).waitFor();
  });
  await step('the archive has its people', async () => {
    const rows = page.locator('.pane', { hasText: 'People and Organisations' }).last().locator('.monaco-list-row');
    await rows.filter({ hasText: 'Teresa Lindqvist' }).waitFor();
    await rows.filter({ hasText: 'Petra Maddox' }).waitFor();
    await picture('people');
  });
  await step('the summary opens beside the article', async () => {
    await clickOn('Councillor');
    await command('whosays: Fact-Check Summary');
    await page.locator('.tab', { hasText: 'Fact check' }).waitFor();
    const preview = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await preview.locator('h1', { hasText: 'Fact-check summary' }).waitFor();
    await preview.locator('td', { hasText: 'Teresa Lindqvist' }).first().waitFor();
    await page.mouse.move(5, 5);
    await picture('summary');
    await preview.locator('a', { hasText: 'line 13' }).first().click();
    await until('a link of it leads to its line', async () => /Ln 13,/.test(await page.locator('.statusbar').innerText()));
    await page.locator('.tab', { hasText: 'Fact check' }).click({ button: 'middle' });
    await page.locator('.tab', { hasText: 'Fact check' }).waitFor({ state: 'detached' });
  });
  await step('back to the files', async () => {
    await viewButton('Explorer').click();
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  });

  await step('the Problems panel lists the findings', async () => {
    await page.keyboard.press('Control+Shift+m');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'unsourced-figure' }).nth(1).waitFor();
    await picture('problems');
    await page.keyboard.press('Control+j');
  });

  await step('a quick fix is offered', async () => {
    await clickOn('48 million');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .action').first().waitFor();
    await picture('quick-fix');
    await page.keyboard.press('Escape');
  });

  await step('F12 jumps from the altered words to the letter', async () => {
    await openFile('rally.txt');
    await page.locator('.squiggly-info, .squiggly-hint').first().waitFor();
    await clickOn('patched these boats');
    await picture('jump-1');
    await hoverOver('twenty winters', /letter\.txt|council\.txt|differ/);
    await picture('jump-2');
    await clickOn('patched these boats');
    await page.keyboard.press('F12');
    await page.locator('.tab.active', { hasText: 'letter.txt' }).waitFor();
    await until('the letter is on screen', async () => /patched these boats for thirty/.test(await seen()));
    await picture('jump-3');
  });
  await step('and back', async () => {
    await page.keyboard.press('Control+Alt+-');
    await page.locator('.tab.active', { hasText: 'rally.txt' }).waitFor();
  });

  await step('a click on the quotation lens shows the other articles', async () => {
    await openFile('council.txt');
    await page.locator('.codelens-decoration a').filter({ hasText: /quoted|articles?/ }).last().click();
    await page.locator('.peekview-widget .monaco-list-row', { hasText: 'rally.txt' }).waitFor();
    await picture('peek');
    await page.keyboard.press('Escape');
  });

  await step('the commands are in the palette', async () => {
    await page.keyboard.press('F1');
    await page.keyboard.type('whosays:');
    for (const title of ['Next Finding', 'Fact-Check Summary', 'Read All Articles Again', 'Restart Server', 'Show Logs', 'Open Settings File']) {
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: `whosays: ${title}` }).waitFor();
    }
    await page.keyboard.press('Escape');
  });
  await step('the log opens', async () => {
    await command('whosays: Show Logs');
    // Its text cannot be read here: without compiled modules this editor writes no log files. So: the right channel, in sight.
    const channel = page.locator('.part.panel select').first();
    await until('the whosays channel', async () => (await channel.evaluate((select) => select.selectedOptions[0]?.text)) === 'whosays');
  });
  await step('nothing asked for attention', async () => {
    const bell = page.locator('.statusbar-item[id="status.notifications"]');
    if (await bell.locator('.codicon-bell-dot').count()) {
      await bell.click();
      throw new Error(await page.locator('.notification-list-item-message').allInnerTexts().then((texts) => texts.join(' | ')));
    }
  });
  await step('a server path that leads nowhere is explained', async () => {
    await page.keyboard.press('Control+j'); // the log goes, so that the whole article is in sight
    await clickOn('Councillor');
    await page.keyboard.press('Control+Home');
    await page.locator('.squiggly-info').nth(1).waitFor();
    // Where the remote half of VS Code keeps machine settings; in the user's settings a machine setting is dropped.
    const settings = path.join(editor.home, 'data/Machine/settings.json');
    fs.mkdirSync(path.dirname(settings), { recursive: true });
    fs.writeFileSync(settings, JSON.stringify({ 'whosays.server.path': '/nowhere/whosays' }));
    await page.locator('.squiggly-info').first().waitFor({ state: 'detached' });
    // The smoke test driver keeps messages from popping up; they wait behind the bell.
    await page.locator('.statusbar-item[id="status.notifications"]').click();
    await page.locator('.notification-list-item-message', { hasText: '/nowhere/whosays is missing or not executable' }).waitFor();
    await picture('no-server');
    await page.locator('.statusbar-item[id="status.notifications"]').click();
    fs.writeFileSync(settings, '{}');
    await page.locator('.squiggly-info').nth(1).waitFor();
  });
  await page.context().close();
}
