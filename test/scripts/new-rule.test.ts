import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { scaffold } from '../../scripts/new-rule.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { bindText } from '../support/engine.ts';
import { readMarked } from '../support/marked.ts';

const root = join(import.meta.dirname, '../..');

/** A temporary copy of the engine's sources. */
function copySources(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(root, 'server'), join(folder, 'server'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

test('adds a new rule to the list of rules, and the rule finds the marked range of its example', async (t) => {
  const folder = copySources(t);
  assert.deepEqual(scaffold(folder, 'vague-heading', 'info'), [
    'server/src/rules/vague-heading.ts',
    'test/rules/vague-heading/cases.md',
    'server/src/rules/index.ts',
  ]);
  const index = pathToFileURL(join(folder, 'server/src/rules/index.ts')).href;
  const { RULES } = (await import(index)) as { RULES: readonly Rule[] };
  const rule = RULES.find(({ id }) => id === 'vague-heading');
  assert.equal(rule?.severity, 'info');
  const { text, ranges } = readMarked(rule.examples.bad);
  const document = bindText(text);
  const context = { severityOf: () => undefined, options: {}, unused: () => [], ruleIds: [] };
  const found = [...rule.find(document, context)].map(({ at: { start, end } }) => ({ start, end }));
  assert.deepEqual(found, ranges);
  assert.match(
    readFileSync(join(folder, 'test/rules/vague-heading/cases.md'), 'utf8'),
    /~ info vague-heading\n/,
  );
});

test('does not overwrite an existing rule', (t) => {
  const folder = copySources(t);
  const path = join(folder, 'server/src/rules/missing-section.ts');
  const before = readFileSync(path, 'utf8');
  assert.throws(() => scaffold(folder, 'missing-section', 'warning'), /missing-section\.ts already exists/);
  assert.equal(readFileSync(path, 'utf8'), before);
});
