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

test('finds phrases as whole words, like a regular expression', () => {
  fc.assert(
    fc.property(text, fc.array(phrase, { minLength: 1, maxLength: 3 }), (words, phrases) => {
      assert.equal(hasWords(words, phrases), anyOf(phrases.map(escaped)).test(words));
    }),
    { numRuns: runs(400) },
  );
});

test('finds phrases with any separator, and in the plural', () => {
  fc.assert(
    fc.property(text, fc.array(phrase, { minLength: 1, maxLength: 3 }), (words, phrases) => {
      const loose = phrases.map((each) => `${escaped(each).replace(/[\s-]+/g, '[\\s_-]?')}s?`);
      assert.equal(mentioning(phrases)(words), anyOf(loose).test(words));
    }),
    { numRuns: runs(400) },
  );
  const mentionsCheck = mentioning(['health check']);
  const texts = [
    'health checks',
    'health-check',
    'healthcheck',
    'a health\ncheck.',
    'unhealth check',
    'health checker',
  ];
  assert.deepEqual(texts.map(mentionsCheck), [true, true, true, true, false, false]);
});

test('finds nothing without phrases', () => {
  assert.equal(hasWords('time', []), false);
  assert.equal(mentioning([])('time'), false);
});
