// Makes the pictures of the READMEs and of the walkthrough: the real editor on a copy of the examples, by mouse and keys, so that
// they show what the product does today. Made again they look the same; only the edges of letters differ.

import fs from 'node:fs';
import path from 'node:path';
import { indexedPng } from '../../../editors/vscode/scripts/png.mjs';
import { toolsRequire, until } from './editor.mjs';
import { screenOf } from './screen.mjs';

const { PNG } = toolsRequire('pngjs');
const { GIFEncoder } = toolsRequire('gifenc');

const ROOT = path.resolve(import.meta.dirname, '../../..');
const IMAGES = path.join(ROOT, 'editors/vscode/images');
const LIMIT = 400_000; // bytes

// In pixels of the window, which the screenshots show at twice the size.
const EDITOR = { x: 348, y: 36, width: 828 }; // without side bar and status bar
const WINDOW = { x: 4, y: 36, width: 1172 };
const SCALE = 2;

export async function makePictures(editor, report) {
  const page = await editor.window(editor.workspace('examples', path.join(ROOT, 'examples')), { height: 800 });
  try {
    await makeAll(page, report);
  } catch (error) {
    await page.screenshot({ path: path.join(import.meta.dirname, '../shots/failed-pictures.png') });
    throw error;
  }
  await page.context().close();
}

async function makeAll(page, report) {
  const { clickOn, openFile, hoverOver, command, viewButton, picture } = screenOf(page);
  const squiggles = (number) => page.locator('.squiggly-info').nth(number - 1).waitFor();
  const lens = (text) => page.locator('.codelens-decoration a', { hasText: text });
  /** The top of the article, with cursor and mouse where they hide nothing and highlight nothing. */
  const rest = async () => {
    await page.mouse.move(5, 5);
    // An editor that has just opened may not listen to keys yet.
    await until('the cursor is in line 2', async () => {
      for (const key of ['Control+1', 'Control+Home', 'ArrowDown']) await page.keyboard.press(key);
      return page.locator('.statusbar-item', { hasText: 'Ln 2, Col 1' }).waitFor({ timeout: 1000 }).then(() => true, () => false);
    });
  };
  /** A frame of a moving picture, with what is pressed or done written below. */
  const frame = async (words, delay, height, from = EDITOR) => {
    await page.evaluate(showKeys, { words, left: from.x + from.width / 2, top: from.y + height - 34 });
    const shot = cut(await picture(), height, from);
    await page.evaluate(showKeys, { words: '' });
    return { shot, delay };
  };
  const save = (name, bytes) => {
    if (bytes.length > LIMIT) throw new Error(`${name} has ${bytes.length} bytes, more than a README should load`);
    fs.writeFileSync(path.join(IMAGES, name), bytes);
    report(`${name}: ${Math.round(bytes.length / 1000)} kB`);
  };

  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  await openFile('2024-03-05-dredging.txt');
  await squiggles(4);
  await lens(/unsourced/).waitFor();
  await lens(/quoted in/).first().waitFor();
  await rest();
  save('vscode-diagnostic.png', png(cut(await picture(), 690)));

  const walk = [await frame('', 1500, 690)];
  for (const words of ['85,000', 'who seldom set', '340']) {
    await command('whosays: Next Finding');
    await page.locator('.monaco-hover:not(.hidden) .hover-contents').filter({ hasText: words }).first().waitFor();
    walk.push(await frame('whosays: Next Finding', 2500, 690));
  }
  save('vscode-figures.gif', gif(walk));
  await page.keyboard.press('Escape');

  await rest();
  await hoverOver('Ines Caldeira', 'Mayor');
  save('vscode-official.png', png(cut(await picture(), 560)));

  await rest();
  await lens(/quoted in/).first().click();
  await page.locator('.peekview-widget .view-line', { hasText: 'people who set foot' }).waitFor();
  save('vscode-lens.png', png(cut(await picture(), 690)));
  await page.keyboard.press('Escape');

  await openFile('2024-03-25-audit.txt');
  await rest();
  await hoverOver('Port Ellery Harbour Authority', /The pack/);
  save('vscode-organisation.png', png(cut(await picture(), 560)));

  await openFile('2024-03-07-column.txt');
  await squiggles(1);
  await rest();
  const jump = [await frame('', 1500, 640)];
  await hoverOver('who set foot', /Also in/);
  jump.push(await frame('point at the words', 3500, 640));
  await clickOn('private garden');
  await page.mouse.move(5, 5);
  await command('Peek Definition');
  await page.locator('.peekview-widget .view-line', { hasText: 'who seldom set' }).waitFor();
  jump.push(await frame('Peek Definition', 3000, 640));
  await page.keyboard.press('Escape');
  await page.keyboard.press('F12');
  await page.locator('.tab.active', { hasText: 'dredging' }).waitFor();
  await squiggles(4);
  jump.push(await frame('F12', 2500, 640));
  save('vscode-jump.gif', gif(jump));

  await openFile('2024-03-05-dredging.txt');
  await viewButton('whosays').click();
  const rows = page.locator('.pane', { hasText: 'Sources' }).first().locator('.monaco-list-row');
  const unsourced = (number) => rows.filter({ hasText: 'No source' }).filter({ hasText: String(number) }).waitFor();
  await unsourced(3);
  await rest();
  const sources = [await frame('', 2000, 690, WINDOW)];
  await rows.filter({ hasText: '340' }).first().click();
  await until('340 is selected', () => page.locator('.editor-instance .selected-text').count());
  sources.push(await frame('click', 2000, 690, WINDOW));
  // From the end of the selected figure to the end of its sentence.
  await page.keyboard.press('ArrowRight');
  for (let words = 0; words < 9; words++) await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.type(', Lena Okafor said');
  await page.keyboard.press('Escape');
  await unsourced(2);
  await page.mouse.move(5, 5);
  sources.push(await frame('type', 3500, 690, WINDOW));
  save('vscode-sources.gif', gif(sources));
  await command('File: Revert File');

  await command('whosays: Fact-Check Summary');
  const summary = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await summary.locator('h1', { hasText: 'Fact-check summary' }).waitFor();
  await page.mouse.move(5, 5);
  save('vscode-summary.png', png(cut(await picture(), 690, WINDOW)));
}

/** Runs in the page: what is pressed, as a label; nothing takes it away again. */
function showKeys({ words, left, top }) {
  document.getElementById('whosays-keys')?.remove();
  if (!words) return;
  const label = document.createElement('div');
  label.id = 'whosays-keys';
  label.textContent = words;
  label.style.cssText = `position: fixed; left: ${left}px; top: ${top}px; transform: translateX(-50%); z-index: 10000; padding: 3px 12px;
    border-radius: 6px; background: #1f2328; color: #fff; font: 600 14px sans-serif;`;
  document.body.append(label);
}

function cut(screenshot, height, from = EDITOR) {
  const whole = PNG.sync.read(screenshot);
  const part = new PNG({ width: from.width * SCALE, height: height * SCALE });
  PNG.bitblt(whole, part, from.x * SCALE, from.y * SCALE, part.width, part.height, 0, 0);
  return part;
}

function png({ width, height, data }) {
  const { indices, palette } = indexed(data);
  return indexedPng(width, height, indices, palette);
}

/** What a frame does not change is transparent in it: a third of the bytes. */
function gif(frames) {
  const encoder = GIFEncoder();
  let before;
  for (const { shot, delay } of frames) {
    const { width, height, data } = half(shot);
    const pixels = new Uint32Array(data.buffer);
    const { indices, palette } = indexed(data, 255);
    const transparentIndex = palette.push([0, 0, 0]) - 1;
    if (before) pixels.forEach((pixel, at) => pixel === before[at] && (indices[at] = transparentIndex));
    encoder.writeFrame(indices, width, height, { palette, delay, transparent: before !== undefined, transparentIndex, dispose: 1 });
    before = pixels;
  }
  encoder.finish();
  return Buffer.from(encoder.bytes());
}

/**
 * The picture in a few of its own colours, the others as the nearest of them: a quantizer that averages (gifenc's does) tints the
 * white of the page. One of each kind comes first, so that what is rare and coloured (a warning's sign) keeps its colour.
 */
function indexed(data, colours = 256) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
  const kinds = new Map();
  for (const colour of byCount) {
    const kind = colour.map((part) => part >> 5).join();
    if (!kinds.has(kind)) kinds.set(kind, colour);
  }
  const palette = [...new Set([...kinds.values(), ...byCount])].slice(0, colours);
  const nearest = new Map(byCount.map((colour) => {
    const distances = palette.map((known) => known.reduce((sum, part, i) => sum + (part - colour[i]) ** 2, 0));
    return [(colour[0] << 16) | (colour[1] << 8) | colour[2], distances.indexOf(Math.min(...distances))];
  }));
  const indices = new Uint8Array(data.length / 4);
  for (let i = 0; i < indices.length; i++) {
    indices[i] = nearest.get((data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2]);
  }
  return { indices, palette };
}

/** Half the size, each pixel the mean of four. */
function half(picture) {
  const width = picture.width / 2;
  const height = picture.height / 2;
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        const at = (2 * y * picture.width + 2 * x) * 4 + channel;
        const below = at + picture.width * 4;
        data[(y * width + x) * 4 + channel] = (picture.data[at] + picture.data[at + 4] + picture.data[below] + picture.data[below + 4]) / 4;
      }
    }
  }
  return { width, height, data };
}
