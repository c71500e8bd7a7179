import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../server/src/features/progress/explain.ts';
import { bindText, findingsOf, templateFrom } from '../support/engine.ts';

const TEMPLATE = templateFrom(`# {Title}

## Goals
What is to be reached, with a measure.
- Quality Level: low | high

## {A} {B} {C} {D} end
`);

/** Lines that would take minutes if any check took quadratic time. */
const LINES: Readonly<Record<string, string>> = {
  'open brackets': '('.repeat(300_000),
  'notes after a level': `- Quality Level: ${'('.repeat(300_000)}x`,
  'punctuation after a level': `- Quality Level: low${'!'.repeat(300_000)}x`,
  'brackets after a waiver': `N/A: ${')'.repeat(300_000)}x`,
  'items in brackets': '- [name]\n'.repeat(50_000),
  'values in brackets': '- Owner: [name]\n'.repeat(30_000),
};

for (const [name, line] of Object.entries(LINES)) {
  test(`checks in time: ${name}`, () => {
    assert.ok(findingsOf(`# Payments\n\n## Goals\n${line}\n`, undefined, TEMPLATE).length > 0);
  });
}

test('matches a heading of many words against many placeholders in time', () => {
  const headings = `## ${'x '.repeat(5000)}y\n\n## one two three four five end\n`;
  const { binding } = bindText(`# Payments\n\n${headings}`, TEMPLATE);
  assert.deepEqual(
    [...binding.repeats.keys()].map(({ name }) => name),
    ['one two three four five end'],
  );
});

test('reads template headings with many brackets in time', () => {
  const headings = [1, 2].map((number) => `## Step ${number} ${'('.repeat(100_000)}x\n`);
  assert.equal(templateFrom(`# T\n\n${headings.join('\n')}`).sections.length, 2);
});

test('explains many suppressions in time', () => {
  const text = `# Payments\n\n${'<!-- design-docs-disable empty-section: x -->\n\n'.repeat(10_000)}`;
  const document = bindText(text, TEMPLATE);
  assert.match(explain('a.md', document.recognition, document, []), /Line 20001: /);
});

test('a definition in a code block does not turn a placeholder into a link', () => {
  const text = '# Payments\n\n## Goals\n- [name]\n\n~~~\n[name]: x\n~~~\n\n- [link]\n\n[link]: x\n';
  const [section] = bindText(text, TEMPLATE).sections;
  assert.deepEqual(
    section?.ownContent?.placeholders.map(({ word }) => word),
    ['[name]'],
  );
});
