import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Finding } from '../../server/src/rules/check.ts';
import { RULES, SUPPRESSION_RULES } from '../../server/src/rules/index.ts';
import { variantsOf } from '../document/examples.ts';
import { DEFAULTS, findingsOf } from '../support/engine.ts';
import { expectBlock, openFixture } from '../support/fixture.ts';
import { type Case, readCases, writeCase } from './cases.ts';
import { checkLaws, describeFindings } from './laws.ts';

const files = globSync('*/*.md', { cwd: import.meta.dirname, exclude: ['template-*/**'] }).sort();

for (const file of files) {
  const rule = dirname(file);
  test(`${rule}: ${basename(file, '.md')}`, async (group) => {
    const fixture = openFixture(join(import.meta.dirname, file), readCases);
    for (const example of fixture.examples)
      await group.test(example.name, () => {
        expectBlock(fixture, example, writeCase(example, checkCase(rule, example)));
      });
  });
}

test('each rule has cases, and each folder has a rule', () => {
  const ids = [...RULES, ...SUPPRESSION_RULES].map(({ id }) => id).sort();
  assert.deepEqual([...new Set(files.map((file) => dirname(file)))], ids);
});

/** The findings in a case, after checking what must be true of every document. */
function checkCase(rule: string, { gate, template, text }: Case): readonly Finding[] {
  const shown = (source: string): Finding[] =>
    findingsOf(source, { ...DEFAULTS, gate }, template).filter(
      (finding) => finding.rule === rule || finding.severity !== 'hint',
    );
  const found = shown(text);
  for (const [kind, variant] of Object.entries(variantsOf(text))) {
    assert.deepEqual(describeFindings(variant, shown(variant)), describeFindings(text, found), kind);
    checkLaws(variant, template);
  }
  checkLaws(text, template);
  checkLaws(text.trimEnd(), template);
  return found;
}
