import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexNames, namesIn } from '../../server/src/document/name-index.ts';
import fc, { runs } from '../support/property.ts';

const WORD = fc.constantFrom(
  'Card',
  'gateway',
  'card',
  'é',
  'e\u0301',
  '𝒜',
  'proxy',
  '2',
  '(x)',
  '@a/b',
  'ledger-db',
  '_',
);
const NAME = fc.array(WORD, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const BETWEEN = fc.constantFrom(
  ' ',
  '\n',
  ' \t\n  ',
  '  ',
  '-',
  '_',
  '__',
  '',
  '.',
  '`',
  '\t',
  `${' '.repeat(9)}\n`,
);
const TEXT = fc
  .array(fc.tuple(fc.oneof(WORD, NAME), BETWEEN), { maxLength: 12 })
  .map((parts) => parts.flat().join(''));

test('finds the same names as a regular expression with all names, the longer ones first', () => {
  let hits = 0;
  fc.assert(
    fc.property(fc.uniqueArray(NAME, { minLength: 1, maxLength: 6 }), TEXT, (names, text) => {
      const found = namesIn(text, indexNames(names));
      assert.deepEqual(found, namesByExpression(text, names));
      hits += found.length;
    }),
    { numRuns: runs(1000) },
  );
  assert.ok(hits > runs(300), `${hits} names were found`);
});

test('the number of lookups does not depend on the number of names', () => {
  const text = 'The Service 7 asks Service 8 for the parcel that Shop 9 sent.\n'.repeat(50);
  const lookups = (count: number): number => {
    const counter = { lookups: 0 };
    const names = ['Service', 'Shop'].flatMap((kind) =>
      Array.from({ length: count }, (_, nth) => `${kind} ${nth}`),
    );
    assert.equal(namesIn(text, counted(indexNames(names), counter)).length, 150);
    return counter.lookups;
  };
  assert.equal(lookups(10), lookups(1000));
});

/** The specification of the index, which is too slow for many names. */
function namesByExpression(text: string, names: readonly string[]): ReturnType<typeof namesIn> {
  const words = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) =>
      name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(' ', '(?: |[ \\t]{0,8}\\n[ \\t]{0,8})'),
    );
  const letter = '[\\p{L}\\p{N}\\p{M}]';
  const whole = new RegExp(`(?<!${letter}-?_{0,2})(?:${words.join('|')})(?!_{0,2}-?${letter})`, 'gu');
  return [...text.matchAll(whole)].map(({ 0: found, index }) => ({
    name: found.replace(/\s+/g, ' '),
    start: index,
    end: index + found.length,
  }));
}

function counted(
  index: ReturnType<typeof indexNames>,
  counter: { lookups: number },
): ReturnType<typeof indexNames> {
  const next = new Map([...index.next].map(([word, node]) => [word, counted(node, counter)]));
  const get = next.get.bind(next);
  next.get = (word) => {
    counter.lookups++;
    return get(word);
  };
  return { ...index, next };
}
