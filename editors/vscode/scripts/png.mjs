// Writes PNG files: what is needed for the icon (colour and transparency) and for screenshots (a palette, a third of the size).

import { crc32, deflateSync } from 'node:zlib';

/** A picture of RGBA bytes. */
export function rgbaPng(width, height, pixels) {
  return png(width, height, 6, 4, pixels, []);
}

/** A picture of one index a pixel into a palette of at most 256 [r, g, b]. */
export function indexedPng(width, height, indices, palette) {
  return png(width, height, 3, 1, indices, [chunk('PLTE', Buffer.from(palette.flatMap((colour) => colour.slice(0, 3))))]);
}

function png(width, height, colourType, bytesPerPixel, bytes, extra) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType], 8); // eight bits a sample
  const stride = width * bytesPerPixel;
  const rows = Buffer.alloc(height * (1 + stride)); // every row begins with its filter: 0, none, best for flat colours
  for (let y = 0; y < height; y++) rows.set(bytes.subarray(y * stride, (y + 1) * stride), y * (1 + stride) + 1);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
