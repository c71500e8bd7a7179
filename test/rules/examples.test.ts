import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/src/rules/check.ts';
import { RULES, SUPPRESSION_RULES } from '../../server/src/rules/index.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { DEFAULTS, exampleTemplate, findingsOf, visible } from '../support/engine.ts';
import { readMarked, writeMarked } from '../support/marked.ts';

/** The findings that count in an example of a rule: all visible ones, and for a rule that gives hints also its own. */
function shown(findings: readonly Finding[], { id, severity }: Rule): Finding[] {
  return severity === 'hint'
    ? findings.filter((finding) => finding.rule === id || visible([finding]).length > 0)
    : visible(findings);
}

const documentRules = [...RULES, ...SUPPRESSION_RULES];

for (const rule of documentRules) {
  const { bad, good, fixed } = rule.examples;
  const template = exampleTemplate(rule);
  const find = (text: string): Finding[] => findingsOf(text, DEFAULTS, template);
  describe(rule.id, () => {
    test('finds exactly what is marked in its bad example', () => {
      const { text, ranges } = readMarked(bad);
      assert.ok(ranges.length > 0, 'the bad example has no marks');
      const found = shown(find(text), rule);
      assert.deepEqual([...new Set(found.map((finding) => finding.rule))], [rule.id]);
      assert.equal(writeMarked(text, found), bad);
    });

    test('finds nothing in its good example', () => {
      const { text, ranges } = readMarked(good);
      assert.equal(ranges.length, 0, 'the good example has marks');
      assert.deepEqual(shown(find(text), rule), []);
    });

    test('the fix turns the bad example into the fixed one', () => {
      const { text } = readMarked(bad);
      const [first] = shown(find(text), rule);
      const fixes = first?.fixes() ?? [];
      assert.equal(
        fixes.length > 0,
        fixed !== undefined,
        'the example must have `fixed` if and only if there is a fix',
      );
      if (fixed === undefined) return;
      const fix = fixes.find((each) => each.preferred) ?? fixes[0];
      const result = applyEdits(text, fix?.edits ?? []);
      assert.equal(result, fixed);
      assert.deepEqual(
        shown(find(result), rule).filter((each) => each.rule === rule.id),
        [],
      );
    });

    test('every fix changes the document', () => {
      const { text } = readMarked(bad);
      for (const finding of find(text)) {
        for (const fix of finding.fixes()) assert.notEqual(applyEdits(text, fix.edits), text, fix.title);
      }
    });
  });
}

test('no rule is listed twice', () => {
  assert.equal(new Set(documentRules.map((rule) => rule.id)).size, documentRules.length);
});
