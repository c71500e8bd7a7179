import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/src/rules/check.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { findingsOf, visible } from '../support/engine.ts';
import { readMarked, writeMarked } from '../support/marked.ts';

/** The findings that matter in an example: those that are shown, and the rule's own whatever their severity. */
function shown(text: string, rule: string): Finding[] {
  const all = findingsOf(text);
  return all.filter((finding) => finding.rule === rule || visible([finding]).length > 0);
}

for (const rule of RULES) {
  const { bad, good, fixed } = rule.examples;
  describe(rule.id, () => {
    test('finds exactly what is marked in its bad example', () => {
      const { text, ranges } = readMarked(bad);
      assert.ok(ranges.length > 0, 'a bad example marks at least one place');
      const found = visible(shown(text, rule.id));
      assert.deepEqual([...new Set(found.map((finding) => finding.rule))], [rule.id]);
      assert.equal(writeMarked(text, found), bad);
    });

    test('finds nothing in its good example', () => {
      const { text, ranges } = readMarked(good);
      assert.equal(ranges.length, 0, 'a good example marks nothing');
      assert.deepEqual(visible(shown(text, rule.id)), []);
    });

    test('its fix makes of the bad example what it says', () => {
      const { text } = readMarked(bad);
      const own = findingsOf(text).filter((each) => each.rule === rule.id);
      const fixes = (visible(own)[0] ?? own[0])?.fixes() ?? [];
      assert.equal(
        fixes.length > 0,
        fixed !== undefined,
        'an example shows the fix if and only if there is one',
      );
      if (fixed === undefined) return;
      const fix = fixes.find((each) => each.preferred) ?? fixes[0];
      const result = applyEdits(text, fix?.edits ?? []);
      assert.equal(result, fixed);
      assert.deepEqual(
        visible(findingsOf(result)).filter((each) => each.rule === rule.id),
        [],
      );
    });

    test('every fix changes the document', () => {
      const { text } = readMarked(bad);
      for (const finding of findingsOf(text)) {
        for (const fix of finding.fixes()) assert.notEqual(applyEdits(text, fix.edits), text, fix.title);
      }
    });
  });
}

test('no rule is listed twice', () => {
  assert.equal(new Set(RULES.map((rule) => rule.id)).size, RULES.length);
});
