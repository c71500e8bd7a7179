import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEAD, HOSTILE } from '../support/hostile.ts';
// First, so that the code is counted.
import { workOf } from '../support/work.ts';

const { askAll } = await import('../support/questions.ts');
const { designDoc, SERVICE } = await import('../support/service.ts');

function workOn(text: string): number {
  // A higher level repeats the same steps for more sections, which in a short document would outweigh all other work.
  const level = text.includes('Level: secure') ? 'secure' : 'experiment';
  return workOf(() => askAll(SERVICE, designDoc(text), text.length >> 1, level));
}

// What is done once is done before anything is counted.
workOn(HEAD);
const LENGTH = 500;

test('work is counted: that of loops, of strings, of arrays and of regular expressions', () => {
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
  test(`four times as many take no more than four times the work: ${name}`, () => {
    const [one, four] = [LENGTH, LENGTH * 4].map((length) => workOn(HEAD + fill(length))) as [number, number];
    // What grows with the square would take sixteen times as much. What is remembered may make the first seem cheap.
    assert.ok(four < one * 5, `${one} becomes ${four}`);
  });
