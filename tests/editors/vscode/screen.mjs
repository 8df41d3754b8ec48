// Eyes and hands in a window of VS Code: where words stand, what a card over them says, a picture when everything stands still.

import { PATIENCE, until } from './editor.mjs';

export function screenOf(page) {
  page.setDefaultTimeout(PATIENCE);
  const code = page.locator('.editor-instance .view-lines').first();

  /** Where words stand on the screen, and in what colour. Not by element: semantic tokens cut a line where they like. */
  const find = (words) => until(`"${words}" is on screen`, () => page.evaluate((words) => {
    for (const line of document.querySelectorAll('.editor-instance .view-lines .view-line')) {
      const at = line.textContent.replaceAll('\u00a0', ' ').indexOf(words);
      if (at < 0) continue;
      const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let before = 0;
      while (nodes.nextNode()) {
        const node = nodes.currentNode;
        if (at < before + node.length) {
          const range = new Range();
          range.setStart(node, at - before);
          range.setEnd(node, at - before + 1);
          const { right, top, bottom } = range.getBoundingClientRect();
          return { x: right, y: (top + bottom) / 2, colour: getComputedStyle(node.parentElement).color };
        }
        before += node.length;
      }
    }
    return undefined;
  }, words));

  /** The button of a view on the left. Not its label: the badge lies over that. */
  const viewButton = (name) => page.locator('.activitybar .action-item', { has: page.locator(`a[aria-label^="${name}"]`) });

  return {
    code,
    find,
    viewButton,

    async seen() {
      return (await code.innerText()).replaceAll('\u00a0', ' ');
    },

    async clickOn(words) {
      const { x, y } = await find(words);
      await page.mouse.click(x, y);
    },

    async openFile(name) {
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },

    async hoverOver(words, text) {
      // The first hover may come before the server has read the article, and a card that is shown is not asked for again.
      const card = page.locator('.monaco-hover:not(.hidden) .hover-contents').filter({ hasText: text }).first();
      await until(`card with ${text}`, async () => {
        await page.mouse.move(5, 5);
        const { x, y } = await find(words);
        await page.mouse.move(x, y, { steps: 3 });
        return card.waitFor({ timeout: 5_000 }).then(() => true, () => false);
      });
    },

    async command(title) {
      await page.keyboard.press('F1');
      await page.keyboard.type(title);
      await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: title }).waitFor();
      await page.keyboard.press('Enter');
    },

    /** The window as a PNG. Only when the view stands still is a picture the same twice. */
    async picture() {
      let last;
      await until('the window stands still', async () => {
        const now = await page.screenshot({ animations: 'disabled' });
        const still = last?.equals(now);
        last = now;
        if (!still) await page.waitForTimeout(300);
        return still;
      }, 15_000).catch(() => {}); // a picture of a view that moves is better than none
      return last;
    },
  };
}
