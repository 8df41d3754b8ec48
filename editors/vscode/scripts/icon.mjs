// Draws images/icon.png: a speech bubble that asks. Run by hand (node scripts/icon.mjs) when the drawing changes.
// Shapes are distances to their edge, so that the edge of every pixel is smooth without a drawing library.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { rgbaPng } from './png.mjs';

const SIZE = 256;
const INK = [24, 43, 73];
const PAPER = [250, 246, 236];
const MARK = [200, 60, 44];

const length = (x, y) => Math.hypot(x, y);
const box = (x, y, cx, cy, w, h, r) => {
  const dx = Math.abs(x - cx) - w + r;
  const dy = Math.abs(y - cy) - h + r;
  return length(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
};
const triangle = (x, y, corners) =>
  Math.max(...corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % 3];
    return ((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length(bx - ax, by - ay);
  }));
const line = (x, y, ax, ay, bx, by, w) => {
  const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
  return length(x - ax - t * (bx - ax), y - ay - t * (by - ay)) - w;
};
// The hook of the question mark: three quarters of a ring, from nine o'clock over the top to six.
const hook = (x, y, cx, cy, r, w) => {
  const lowerLeft = x < cx && y > cy;
  const ring = Math.abs(length(x - cx, y - cy) - r) - w;
  return lowerLeft ? Math.min(length(x - cx + r, y - cy), length(x - cx, y - cy - r)) - w : ring;
};

const LAYERS = [
  [INK, (x, y) => box(x, y, 128, 128, 128, 128, 52)],
  [PAPER, (x, y) => Math.min(box(x, y, 128, 112, 92, 76, 34), triangle(x, y, [[66, 232], [70, 176], [136, 176]]))],
  [MARK, (x, y) => Math.min(hook(x, y, 128, 91, 29, 10), line(x, y, 128, 120, 128, 133, 10), length(x - 128, y - 161) - 12)],
];

const pixels = Buffer.alloc(SIZE * SIZE * 4);
for (let y = 0; y < SIZE; y++) {
  for (let x = 0; x < SIZE; x++) {
    let pixel = [...INK, 0];
    for (const [colour, distance] of LAYERS) {
      const cover = Math.min(1, Math.max(0, 0.5 - distance(x + 0.5, y + 0.5)));
      pixel = pixel.map((old, i) => (i < 3 ? old + (colour[i] - old) * cover : Math.max(old, cover)));
    }
    pixels.set([...pixel.slice(0, 3).map(Math.round), Math.round(pixel[3] * 255)], (y * SIZE + x) * 4);
  }
}
writeFileSync(path.resolve(import.meta.dirname, '../images/icon.png'), rgbaPng(SIZE, SIZE, pixels));
