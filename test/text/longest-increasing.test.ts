import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestIncreasing } from '../../server/src/text/longest-increasing.ts';
import fc from '../support/property.ts';

const rising = (numbers: readonly number[]): number[] => [...longestIncreasing(numbers, (number) => number)];

test('keeps the most that rise, and of several rows the one that ends first', () => {
  assert.deepEqual(rising([]), []);
  assert.deepEqual(rising([1, 2, 3]), [1, 2, 3]);
  assert.deepEqual(rising([2, 1]), [2]);
  assert.deepEqual(rising([4, 1, 2, 3]), [1, 2, 3]);
  assert.deepEqual(rising([1, 3, 4, 2, 5]), [1, 3, 4, 5]);
  assert.deepEqual(rising([3, 4, 1, 2]), [3, 4]);
});

test('no longer row rises', () => {
  const numbers = fc.uniqueArray(fc.nat(40), { maxLength: 12 });
  fc.assert(
    fc.property(numbers, (all) => {
      const kept = rising(all);
      assert.deepEqual(
        kept,
        all.filter((number) => kept.includes(number)),
        'in the order given',
      );
      assert.ok(kept.every((number, index) => index === 0 || number > (kept[index - 1] as number)));
      assert.equal(kept.length, longest(all));
    }),
  );
});

test('each item is asked once', () => {
  let asked = 0;
  const numbers = Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 50_021);
  longestIncreasing(numbers, (number) => {
    asked++;
    return number;
  });
  assert.equal(asked, numbers.length);
});

/** The length of the longest rising row, by trying each with and without its first number. */
function longest([first, ...rest]: readonly number[], above = -1): number {
  if (first === undefined) return 0;
  const without = longest(rest, above);
  return first > above ? Math.max(without, 1 + longest(rest, first)) : without;
}
