import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/**
 * Reduces a screenshot to a PNG with a small color palette, about a quarter of the size. Text keeps its edges; only
 * colors that look the same are merged. The browser decodes the PNG.
 */
export async function withFewColors(page: Page, png: Buffer): Promise<Buffer> {
  const { width, height, pixels } = await page.evaluate(readPixels, png.toString('base64'));
  const colors = Array.from({ length: width * height }, (_, index) => colorAt(pixels, index * 4));
  const palette = commonColors(colors);
  const nearest = new Map(colors.map((color) => [color, -1]));
  for (const color of nearest.keys()) nearest.set(color, nearestIn(palette, color));
  const rows = Buffer.alloc((width + 1) * height);
  for (const [index, color] of colors.entries())
    rows[index + Math.floor(index / width) + 1] = nearest.get(color) ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(partsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Runs in the page. */
async function readPixels(base64: string): Promise<{ width: number; height: number; pixels: number[] }> {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(image, 0, 0);
  return { width, height, pixels: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
}

function colorAt(pixels: readonly number[], at: number): number {
  return [0, 1, 2].reduce((color, part) => (color << 8) | (pixels[at + part] ?? 0), 0);
}

/** The most common colors, and at least one for every hue, so that small colored details keep their color. */
function commonColors(colors: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const common = [...counts].sort(([, a], [, b]) => b - a).map(([color]) => color);
  const hueOf = (color: number): number => color & 0xe0e0e0;
  const seen = new Set<number>();
  const ofEachHue = common.filter((color) => seen.size < seen.add(hueOf(color)).size);
  return [...new Set([...ofEachHue.slice(0, 32), ...common.slice(0, 24)])];
}

function nearestIn(palette: readonly number[], color: number): number {
  const distances = palette.map((other) => {
    const parts = partsOf(other);
    return partsOf(color).reduce((sum, part, index) => sum + (part - (parts[index] ?? 0)) ** 2, 0);
  });
  return distances.indexOf(Math.min(...distances));
}

function partsOf(color: number): number[] {
  return [color >> 16, (color >> 8) & 255, color & 255];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
