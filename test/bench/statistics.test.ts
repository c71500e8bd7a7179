import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, mergeRounds, percentile, rounded } from '../../bench/statistics.ts';

test('a median is the middle value, or the mean of the two middle values', () => {
  assert.equal(median([30, 1, 2]), 2);
  assert.equal(median([4, 1, 30, 2]), 3);
  assert.equal(median([]), undefined);
});

test('a percentile is one of the values', () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  assert.equal(percentile(values, 0.95), 19);
  assert.equal(percentile(values, 1), 20);
  assert.equal(percentile(values, 0), 1);
  assert.equal(percentile([7], 0.95), 7);
  assert.equal(percentile([], 0.5), undefined);
});

test('a number is rounded to two decimal places, and undefined stays undefined', () => {
  assert.equal(rounded(undefined), undefined);
  assert.equal(rounded(1.239), 1.24);
});

test('rounds are merged number by number, in nested objects too', () => {
  const round = (p50: number): object => ({ server: 'ours', size: 10, edits: { heading: { p50 } } });
  assert.deepEqual(mergeRounds([round(5), round(1), round(2)]), {
    server: 'ours',
    size: 10,
    edits: { heading: { p50: 2 } },
  });
  assert.throws(() => mergeRounds([]), /no rounds/);
});
