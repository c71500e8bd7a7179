import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '../../server/src/rules/index.ts';
import { DEFAULTS, exampleTemplate, findingsOf } from '../support/engine.ts';
import { readMarked } from '../support/marked.ts';

/** The number of a rule's findings in its own bad example, after replacing some text, with the given options. */
function found(id: string, options: Readonly<Record<string, unknown>>, from = '', to = ''): number {
  const rule = RULES.find((each) => each.id === id) ?? assert.fail(`there is no rule ${id}`);
  const text = readMarked(rule.examples.bad).text.replace(from, to);
  const settings = { ...DEFAULTS, rules: { [id]: options } };
  return findingsOf(text, settings, exampleTemplate(rule)).filter((finding) => finding.rule === id).length;
}

test('unmeasurable-goal accepts additional measures', () => {
  assert.equal(found('unmeasurable-goal', {}), 1);
  assert.equal(found('unmeasurable-goal', { measures: ['Fast'] }), 0);
  assert.equal(found('unmeasurable-goal', { measures: ['slow'] }), 1);
});

for (const id of ['unexplained-waiver', 'unresolved-question']) {
  test(`${id} applies from a level on`, () => {
    assert.equal(found(id, {}), 1);
    assert.equal(found(id, {}, 'production', 'prototype'), 0);
    assert.equal(found(id, { from: 'Prototype' }, 'production', 'prototype'), 1);
    assert.equal(found(id, { from: 'gold' }), 0);
  });
}
