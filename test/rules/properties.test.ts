import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES, SUPPRESSION_RULES } from '../../server/src/rules/index.ts';
import { findingsOf } from '../support/engine.ts';
import fc, { runs } from '../support/property.ts';
import { designs } from './designs.ts';
import { checkLaws } from './laws.ts';

test('findings are inside the text, and every fix reduces findings without harm', () => {
  const tried = new Set<string>();
  const property = fc.property(designs(), (text) => {
    checkLaws(text);
    for (const { rule } of findingsOf(text)) tried.add(rule);
  });
  fc.assert(property, { numRuns: runs(600) });
  // The technical design has no strict choices.
  const expected = [...RULES, ...SUPPRESSION_RULES]
    .map(({ id }) => id)
    .filter((id) => id !== 'unknown-choice');
  assert.deepEqual([...tried].sort(), expected.sort(), 'each rule must find something');
});
