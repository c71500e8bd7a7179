import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestIncreasing } from '../../server/src/text/longest-increasing.ts';
import fc from '../support/property.ts';

const increasing = (numbers: readonly number[]): number[] => [
  ...longestIncreasing(numbers, (number) => number),
];

test('keeps the longest increasing subsequence, and of several the one that ends first', () => {
  assert.deepEqual(increasing([]), []);
  assert.deepEqual(increasing([1, 2, 3]), [1, 2, 3]);
  assert.deepEqual(increasing([2, 1]), [2]);
  assert.deepEqual(increasing([4, 1, 2, 3]), [1, 2, 3]);
  assert.deepEqual(increasing([1, 3, 4, 2, 5]), [1, 3, 4, 5]);
  assert.deepEqual(increasing([3, 4, 1, 2]), [3, 4]);
});

test('there is no longer increasing subsequence', () => {
  const numbers = fc.uniqueArray(fc.nat(40), { maxLength: 12 });
  fc.assert(
    fc.property(numbers, (all) => {
      const kept = increasing(all);
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

test('gets the number of each item only once', () => {
  let calls = 0;
  const numbers = Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 50_021);
  longestIncreasing(numbers, (number) => {
    calls++;
    return number;
  });
  assert.equal(calls, numbers.length);
});

/** The length of the longest increasing subsequence, by brute force: with and without the first number. */
function longest([first, ...rest]: readonly number[], above = -1): number {
  if (first === undefined) return 0;
  const without = longest(rest, above);
  return first > above ? Math.max(without, 1 + longest(rest, first)) : without;
}
