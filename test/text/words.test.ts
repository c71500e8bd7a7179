import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasWords, mentioning } from '../../server/src/text/words.ts';
import fc, { runs } from '../support/property.ts';

const pieces = fc.constantFrom(
  'time',
  'out',
  'timeout',
  's',
  'é',
  '𝒜',
  ' ',
  '-',
  '_',
  '\n',
  '.',
  '—',
  '1',
  '😀',
);
const text = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
const phrase = fc
  .array(fc.constantFrom('time', 'out', 's', 'é', '𝒜', ' ', '-', '.', '😀'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const anyOf = (patterns: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'u');

test('phrases are found as a regular expression finds them, whole', () => {
  fc.assert(
    fc.property(text, fc.array(phrase, { minLength: 1, maxLength: 3 }), (words, phrases) => {
      assert.equal(hasWords(words, phrases), anyOf(phrases.map(escaped)).test(words));
    }),
    { numRuns: runs(400) },
  );
});

test('and joined in any way, and in their plural', () => {
  fc.assert(
    fc.property(text, fc.array(phrase, { minLength: 1, maxLength: 3 }), (words, phrases) => {
      const loose = phrases.map((each) => `${escaped(each).replace(/[\s-]+/g, '[\\s_-]?')}s?`);
      assert.equal(mentioning(phrases)(words), anyOf(loose).test(words));
    }),
    { numRuns: runs(400) },
  );
  const mentionsCheck = mentioning(['health check']);
  const told = [
    'health checks',
    'health-check',
    'healthcheck',
    'a health\ncheck.',
    'unhealth check',
    'health checker',
  ];
  assert.deepEqual(told.map(mentionsCheck), [true, true, true, true, false, false]);
});

test('without phrases nothing is found', () => {
  assert.equal(hasWords('time', []), false);
  assert.equal(mentioning([])('time'), false);
});
