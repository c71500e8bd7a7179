import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEAD, HOSTILE } from '../support/hostile.ts';
// Imported first, because only modules that are imported after it are counted.
import { workOf } from '../support/work.ts';

const { askAll } = await import('../support/questions.ts');
const { designDoc, SERVICE } = await import('../support/service.ts');

function workOn(text: string): number {
  // A higher level repeats the same work for more sections, which would outweigh all other work in a short document.
  const level = text.includes('Level: secure') ? 'secure' : 'experiment';
  return workOf(() => askAll(SERVICE, designDoc(text), text.length >> 1, level));
}

// Fills caches, so that one-time work is not counted.
workOn(HEAD);
const LENGTH = 500;

test('the count of work includes loops, and methods of strings, arrays, and regular expressions', () => {
  const text = 'x '.repeat(1000);
  const works: readonly (() => unknown)[] = [
    () => text.indexOf('y'),
    () => text.split('y'),
    () => /y/.test(text),
    () => text.replace(/x/g, 'y'),
    () => Array.from(text).slice(),
    () => designDoc(text),
  ];
  for (const work of works) assert.ok(workOf(() => void work()) >= 1000, String(work));
});

for (const [name, fill] of Object.entries(HOSTILE))
  test(`the work grows linearly with the size of the document: ${name}`, () => {
    const [one, four] = [LENGTH, LENGTH * 4].map((length) => workOn(HEAD + fill(length))) as [number, number];
    // Quadratic work would grow 16 times. The limit is not 4, because caches may make the first measurement too small.
    assert.ok(four < one * 5, `${one} becomes ${four}`);
  });
