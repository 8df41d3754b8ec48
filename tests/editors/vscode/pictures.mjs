// Cuts the pictures of the READMEs out of the screenshots of the eye test, so that they show what the product does today.

import fs from 'node:fs';
import path from 'node:path';
import { toolsRequire } from './editor.mjs';

const { PNG } = toolsRequire('pngjs');
const { GIFEncoder, quantize, applyPalette } = toolsRequire('gifenc');

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SHOTS = path.join(ROOT, 'tests/editors/shots');
const FOLDERS = ['editors/vscode/images', 'docs/images'].map((folder) => path.join(ROOT, folder));
const LIMIT = 300_000;

// In pixels of the window, which the screenshots show at twice the size: the editor without side bar and status bar.
const EDITOR = { x: 348, y: 36, width: 828, height: 500 };
const SCALE = 2;

export function makePictures() {
  save('vscode-diagnostic.png', png(shot('open')));
  save('vscode-hover.png', png(shot('hover-person')));
  save('vscode-jump.gif', gif([['jump-1', 1500], ['jump-2', 3000], ['jump-3', 2500]]));
}

function shot(name) {
  const whole = PNG.sync.read(fs.readFileSync(path.join(SHOTS, `${name}.png`)));
  const part = new PNG({ width: EDITOR.width * SCALE, height: EDITOR.height * SCALE });
  PNG.bitblt(whole, part, EDITOR.x * SCALE, EDITOR.y * SCALE, part.width, part.height, 0, 0);
  return part;
}

function png(picture) {
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 });
}

function gif(frames) {
  const encoder = GIFEncoder();
  for (const [name, delay] of frames) {
    const { width, height, data } = half(shot(name));
    const palette = quantize(data, 64);
    encoder.writeFrame(applyPalette(data, palette), width, height, { palette, delay });
  }
  encoder.finish();
  return Buffer.from(encoder.bytes());
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

function save(name, bytes) {
  if (bytes.length > LIMIT) throw new Error(`${name} has ${bytes.length} bytes, more than a README should load`);
  for (const folder of FOLDERS) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, name), bytes);
  }
  console.log(`${name}: ${Math.round(bytes.length / 1000)} kB`);
}
