import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleSettings } from '../../server/src/rules/check.ts';
import { check } from '../../server/src/rules/check.ts';
import { RULES, SUPPRESSION_RULES } from '../../server/src/rules/index.ts';
import type { Rule, Severity } from '../../server/src/rules/rule.ts';
import { bindText, exampleTemplate, findingsOf } from '../support/engine.ts';
import { readMarked } from '../support/marked.ts';

const DOCUMENT_RULES = [...RULES, ...SUPPRESSION_RULES];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** The severities of a rule's findings in its own bad example. */
function severitiesOf(rule: Rule, settings: Partial<RuleSettings> = {}): readonly Severity[] {
  const { text } = readMarked(rule.examples.bad);
  const all = { gate: 'progressive', rules: {}, ...settings } as const;
  const own = findingsOf(text, all, exampleTemplate(rule))
    .filter((finding) => finding.rule === rule.id)
    .map(({ severity }) => severity);
  return [...new Set(own)].sort();
}

test('each rule has its default severity', () => {
  const found = DOCUMENT_RULES.map((rule) => [rule.id, ...severitiesOf(rule)]);
  assert.deepEqual(found, [
    ['missing-section', 'hint', 'warning'],
    ['duplicate-section', 'warning'],
    ['misplaced-section', 'warning'],
    ['misspelled-heading', 'warning'],
    ['wrong-heading-level', 'warning'],
    ['missing-title', 'warning'],
    ['multiple-titles', 'warning'],
    ['missing-phase-marker', 'hint'],
    ['wrong-phase-marker', 'warning'],
    ['malformed-phase-marker', 'warning'],
    ['orphan-phase-marker', 'warning'],
    ['missing-quality-level', 'warning'],
    ['unset-quality-level', 'warning'],
    ['unknown-quality-level', 'error'],
    ['conflicting-quality-level', 'error'],
    ['empty-section', 'warning'],
    ['unwritten-section', 'warning'],
    ['leftover-guidance', 'warning'],
    ['leftover-placeholder', 'warning'],
    ['missing-topic', 'warning'],
    ['unmeasurable-goal', 'warning'],
    ['missing-gate', 'warning'],
    ['unexplained-waiver', 'info'],
    ['unresolved-question', 'info'],
    ['unknown-choice', 'warning'],
    ['unknown-suppression', 'warning'],
    ['unused-suppression', 'hint'],
  ]);
});

test('a rule can be set to each severity, and turned off', () => {
  for (const rule of DOCUMENT_RULES) {
    const own = rule.severity === 'progressive' ? severitiesOf(rule) : [];
    const later = own.filter((severity) => severity === 'hint');
    for (const severity of SEVERITIES) {
      const expected = [...new Set([severity, ...later])].sort();
      assert.deepEqual(severitiesOf(rule, { rules: { [rule.id]: severity } }), expected, rule.id);
    }
    assert.deepEqual(severitiesOf(rule, { rules: { [rule.id]: 'off' } }), [], rule.id);
  }
});

test('a gate makes progressive findings errors and does not change others', () => {
  for (const rule of DOCUMENT_RULES) {
    const own = severitiesOf(rule);
    const gated =
      rule.severity === 'progressive'
        ? own.map((severity) => (severity === 'hint' ? severity : 'error'))
        : own;
    assert.deepEqual(severitiesOf(rule, { gate: 'level' }), gated.toSorted(), rule.id);
    assert.deepEqual(severitiesOf(rule, { gate: 0 }), gated.toSorted(), rule.id);
  }
});

test('a severity from the settings overrides a gate', () => {
  const [rule] = RULES.filter(({ id }) => id === 'unwritten-section');
  const settings = { gate: 'level', rules: { 'unwritten-section': 'info' } } as const;
  assert.deepEqual(rule && severitiesOf(rule, settings), ['info']);
});

test('an error in a rule is reported, and the other rules still run', () => {
  const text = '# T\n\n## Overvew\nWords.\n\n## Overview\nWords.\n';
  const document = bindText(text);
  const broken = {
    ...document,
    get markers(): never {
      throw new Error('no markers');
    },
  };
  const failed: string[] = [];
  const found = check(broken, { gate: 'progressive', rules: {} }, (rule) => failed.push(rule));
  assert.deepEqual(failed.sort(), [
    'malformed-phase-marker',
    'missing-phase-marker',
    'orphan-phase-marker',
    'wrong-phase-marker',
  ]);
  assert.deepEqual(
    found.map(({ rule }) => rule),
    findingsOf(text).map(({ rule }) => rule),
  );
});
