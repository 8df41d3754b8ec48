// Cuts the pictures of the READMEs out of the screenshots of the eye test, so that they show what the product does today.

import fs from 'node:fs';
import path from 'node:path';
import { indexedPng } from '../../../editors/vscode/scripts/png.mjs';
import { toolsRequire } from './editor.mjs';

const { PNG } = toolsRequire('pngjs');
const { GIFEncoder } = toolsRequire('gifenc');

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SHOTS = path.join(ROOT, 'tests/editors/shots');
const FOLDERS = ['editors/vscode/images', 'docs/images'].map((folder) => path.join(ROOT, folder));
const LIMIT = 300_000;

// In pixels of the window, which the screenshots show at twice the size: the editor without side bar and status bar.
const EDITOR = { x: 348, y: 36, width: 828 };
const WINDOW = { x: 4, y: 36, width: 1172 };
const SCALE = 2;

export function makePictures() {
  save('vscode-diagnostic.png', png(shot('open', 560)));
  save('vscode-hover.png', png(shot('hover-person', 640)));
  save('vscode-figure.png', png(shot('hover-figure', 560)), FOLDERS.slice(0, 1));
  save('vscode-sources.png', png(shot('sources', 560, WINDOW)));
  save('vscode-summary.png', png(shot('summary', 640, WINDOW)), FOLDERS.slice(0, 1));
  save('vscode-jump.gif', gif([['jump-1', 1500], ['jump-2', 3000], ['jump-3', 2500]], 560));
}

function shot(name, height, from = EDITOR) {
  const whole = PNG.sync.read(fs.readFileSync(path.join(SHOTS, `${name}.png`)));
  const part = new PNG({ width: from.width * SCALE, height: height * SCALE });
  PNG.bitblt(whole, part, from.x * SCALE, from.y * SCALE, part.width, part.height, 0, 0);
  return part;
}

function png({ width, height, data }) {
  const { indices, palette } = indexed(data);
  return indexedPng(width, height, indices, palette);
}

function gif(frames, tall) {
  const encoder = GIFEncoder();
  for (const [name, delay] of frames) {
    const { width, height, data } = half(shot(name, tall));
    const { indices, palette } = indexed(data);
    encoder.writeFrame(indices, width, height, { palette, delay });
  }
  encoder.finish();
  return Buffer.from(encoder.bytes());
}

/**
 * The picture in its 256 most frequent colours, the others as the nearest of them. A user interface has a few hundred, and a
 * quantizer that averages (gifenc's does) tints the white of the page.
 */
function indexed(data) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
  const palette = byCount.slice(0, 256);
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

function save(name, bytes, folders = FOLDERS) {
  if (bytes.length > LIMIT) throw new Error(`${name} has ${bytes.length} bytes, more than a README should load`);
  for (const folder of folders) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, name), bytes);
  }
  console.log(`${name}: ${Math.round(bytes.length / 1000)} kB`);
}
