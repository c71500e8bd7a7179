import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { SEED } from '../support/engine.ts';
import { atCursor, designDoc, SERVICE, sourceOf } from '../support/service.ts';

const WITHOUT_DATA_MODEL = SEED.replace(/<!--[^\n]*\n## Data Model\n[^#]*?\n\n/, '').replace(
  'experiment | prototype | production | secure',
  'prototype',
);

/** The titles of the actions at the cursor, in their order. */
function titles(marked: string): string[] {
  const { source, offset } = atCursor(marked);
  return SERVICE.codeActions(source, { start: offset, end: offset }).map(({ title }) => title);
}

test('offers to set and to raise the level where its value is', () => {
  assert.deepEqual(titles(SEED.replace('Level: experiment', 'Level: exp$0eriment')), [
    'Set the quality level to experiment',
    'Set the quality level to prototype',
    'Set the quality level to production',
    'Set the quality level to secure',
    'Raise to prototype: adds 1 gate',
    'Raise to production: adds 3 topics, 4 gates',
    'Raise to secure: adds 7 topics, 5 gates',
    'Ignore this finding here (add a reason)',
  ]);
});

test('offers an insertion only in the range of its finding', () => {
  assert.deepEqual(titles(WITHOUT_DATA_MODEL.replace('## Comp', '## Co$0mp')), [
    'Insert “Data Model”',
    'Mark as not applicable',
  ]);
  assert.deepEqual(titles(WITHOUT_DATA_MODEL.replace('## Inter', '## In$0ter')), ['Mark as not applicable']);
});

test('inserts a section with the template’s text at its place', () => {
  const source = designDoc(WITHOUT_DATA_MODEL);
  const whole = { start: 0, end: WITHOUT_DATA_MODEL.length };
  const action = SERVICE.codeActions(source, whole).find(({ title }) => title === 'Insert “Data Model”');
  const level = SEED.replace('experiment | prototype | production | secure', 'prototype');
  assert.equal(applyEdits(WITHOUT_DATA_MODEL, action?.edits ?? []), level);
});

test('every action changes the document, and its finding is reported', () => {
  for (const text of [
    SEED,
    WITHOUT_DATA_MODEL,
    '## Overwiev\n',
    SEED.replaceAll('\n## ', '\n### ').replaceAll('\n', '\r\n'),
  ]) {
    const source = designDoc(text);
    const actions = SERVICE.codeActions(source, { start: 0, end: text.length });
    const findings = new Set(SERVICE.findings(source).map(({ rule, start }) => `${rule} ${start}`));
    for (const { title, edits, finding } of actions) {
      assert.notEqual(applyEdits(text, edits), text, title);
      assert.ok(!finding || findings.has(`${finding.rule} ${finding.start}`));
    }
  }
});

test('offers no actions of a rule that is off, or in a file that is not a design document', () => {
  const off = { ...DEFAULT_SETTINGS, rules: { 'unset-quality-level': 'off' as const } };
  const source = sourceOf('file:///home/design-doc.md', SEED, off);
  const whole = { start: 0, end: SEED.length };
  assert.deepEqual(
    SERVICE.codeActions(source, whole).filter(({ title }) => title.includes('quality level')),
    [],
  );
  const other = { ...designDoc('# Shopping\n\nTODO\n'), uri: 'file:///shopping.md' };
  assert.deepEqual(SERVICE.codeActions(other, whole), []);
});
