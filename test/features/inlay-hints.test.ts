import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/src/text/range.ts';
import { testExamples } from '../document/examples.ts';
import { SEED } from '../support/engine.ts';
import { designDoc, plain, SERVICE } from '../support/service.ts';

testExamples(new URL('inlay-hints.md', import.meta.url), (input) => {
  const hints = SERVICE.inlayHints(designDoc(input), { start: 0, end: input.length });
  const edits = hints.map(({ offset, label }) => ({ start: offset, end: offset, newText: ` «${label}»` }));
  return plain(applyEdits(input, edits)).replace(/\n$/, '');
});

test('returns only the hints of the requested range', () => {
  const all = SERVICE.inlayHints(designDoc(SEED), { start: 0, end: SEED.length });
  const start = SEED.indexOf('## Data Model');
  const some = SERVICE.inlayHints(designDoc(SEED), { start, end: SEED.indexOf('## Configuration') });
  assert.equal(all.length, 14, 'every section has a hint unless no level requires it');
  assert.deepEqual(
    some,
    all.filter(({ offset }) => offset > start && offset < SEED.indexOf('- Configuration surfaces')),
  );
  assert.equal(some.length, 3);
});
