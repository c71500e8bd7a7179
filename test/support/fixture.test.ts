import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { applyUpdates } from '../../scripts/tests/update.ts';
import { readExamples } from '../document/examples.ts';
import { readCases, writeCase } from '../rules/cases.ts';
import { findingsOf, visible } from './engine.ts';
import { type Example, expectBlock, type Fixture, openFixture, type Update } from './fixture.ts';

const FENCE = '`'.repeat(8);

/**
 * Writes a fixture file, and returns the updates that its examples record for the actual results, and the updated text.
 */
function recordUpdates<E extends Example>(
  t: TestContext,
  source: string,
  read: (source: string) => readonly E[],
  actual: (example: E) => string,
): { readonly updates: readonly Update[]; readonly text: string } {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-'));
  const records = join(folder, 'records');
  writeFileSync(join(folder, 'fixture.md'), source);
  writeFileSync(records, '');
  t.after(() => rmSync(folder, { recursive: true }));
  const fixture = openFixture(join(folder, 'fixture.md'), read);
  whileUpdating(records, () => expectAll(fixture, actual));
  assert.equal(readFileSync(fixture.path, 'utf8'), source, 'a test does not write to a fixture');
  const lines = readFileSync(records, 'utf8').split('\n').slice(0, -1);
  const updates = lines.map((line): Update => JSON.parse(line));
  return { updates, text: applyUpdates(source, updates) };
}

function expectAll<E extends Example>(fixture: Fixture<E>, actual: (example: E) => string): void {
  for (const example of fixture.examples) expectBlock(fixture, example, actual(example));
}

function whileUpdating(records: string, act: () => void): void {
  const { DESIGN_DOCS_UPDATE, DESIGN_DOCS_UPDATE_RECORDS } = process.env;
  Object.assign(process.env, { DESIGN_DOCS_UPDATE: '1', DESIGN_DOCS_UPDATE_RECORDS: records });
  try {
    act();
  } finally {
    for (const [name, value] of Object.entries({ DESIGN_DOCS_UPDATE, DESIGN_DOCS_UPDATE_RECORDS }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

function example(name: string, input: string, expected: string): string {
  return `## ${name}\n\n${FENCE}option\n${input}.\n${expected}${FENCE}\n`;
}

const PROSE = '\uFEFF# Examples \t\n\nA café, 🚀 and a trailing blank. \n\n';

test('replaces only the expectations that differ', (t) => {
  const before = [
    PROSE,
    example('Wrong', 'a\n', 'the old\ntext\n'),
    example('Right', 'b\n', '.\nB\n'),
    '\nProse in between.\r\n\n',
    example('Empty', '🚀\n\n', ''),
    '\n\nThe end',
  ];
  const answers: Record<string, string> = { Wrong: 'A\n.\n\nA\n', Right: '.\nB\n', Empty: '🚀\n' };
  const { updates, text } = recordUpdates(
    t,
    before.join(''),
    readExamples,
    ({ name }) => answers[name] ?? '',
  );
  assert.deepEqual(
    updates.map(({ name, expected, actual }) => [name, expected, actual]),
    [
      ['Wrong', 'the old\ntext\n', 'A\n.\n\nA\n'],
      ['Empty', '', '🚀\n'],
    ],
  );
  const after = before
    .with(1, example('Wrong', 'a\n', 'A\n.\n\nA\n'))
    .with(4, example('Empty', '🚀\n\n', '🚀\n'));
  assert.equal(text, after.join(''));
});

test('rejects a result that would change the input or the number of examples', (t) => {
  const source = example('First', 'a\n', 'A\n') + example('Second', 'b\n', 'B\n');
  for (const actual of [`${FENCE}\n`, `A\n${example('Third', 'c\n', 'C\n')}`, 'A', '\uD800\n'])
    assert.throws(() => recordUpdates(t, source, readExamples, () => actual), assert.AssertionError, actual);
  const cases = '//- A case [nothing]\n# Payments\n';
  for (const more of ['\n//- Another\n', 'Words', '\n~ hint missing-section: A message\nof two lines'])
    assert.throws(
      () => recordUpdates(t, cases, readCases, ({ head, text }) => `${head}\n${text}${more}`),
      more,
    );
});

test('a difference fails the test unless fixtures are updated', (t) => {
  const source = example('Wrong', 'a\n', 'A\n');
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'fixture.md'), source);
  const fixture = openFixture(join(folder, 'fixture.md'), readExamples);
  const update = process.env['DESIGN_DOCS_UPDATE'];
  delete process.env['DESIGN_DOCS_UPDATE'];
  t.after(() => update !== undefined && Object.assign(process.env, { DESIGN_DOCS_UPDATE: update }));
  assert.throws(() => expectAll(fixture, () => 'B\n'), { actual: 'B\n', expected: 'A\n' });
  expectAll(fixture, () => 'A\n');
});

const DOCUMENT = (marks: Readonly<Record<string, string>>): string => `# Payments

## Overvieww
${marks['heading'] ?? ''}Customers pay by card.

## Quality
- Quality Level: gold
${marks['level'] ?? ''}`;

const [FOUND] = visible(findingsOf(DOCUMENT({})));
const HEADING = `~~~~~~~~~~~~ warning misspelled-heading: ${FOUND?.message}\n`;

test('rewrites the marks of a case from its findings, and marks without messages stay without them', (t) => {
  const level = '                 ~~~~ error unknown-quality-level\n';
  const written = { heading: HEADING, level };
  const right = `//- Right\n${DOCUMENT(written)}`;
  const sources = {
    'a message': { heading: HEADING.replace(/: .*/, ': Another text.'), level },
    'a severity and a length': { heading: HEADING.replace('~ warning', ' info'), level },
    'a missing mark': { level },
    'a mark too many': { ...written, level: `${level}~ error missing-title\n` },
  };
  for (const [what, marks] of Object.entries(sources)) {
    const source = `//- ${what} [gate=2]\n${DOCUMENT(marks)}\n${right}`;
    const { updates, text } = recordUpdates(t, source, readCases, casesWithMarks);
    assert.equal(updates.length, 1, what);
    assert.equal(text, `//- ${what} [gate=2]\n${DOCUMENT(written)}\n${right}`, what);
  }
});

test('a rewritten case has [nothing] if and only if there are no findings', (t) => {
  const nothing = DOCUMENT({}).replace('Overvieww', 'Overview').replace('gold', 'experiment');
  const source = `//- Nothing\n${nothing}\n//- Much [nothing]\n${DOCUMENT({})}`;
  const { text } = recordUpdates(t, source, readCases, casesWithMarks);
  const [first = '', second = ''] = text.split(/(?<=\n\n)(?=\/\/- )/);
  assert.equal(first, `//- Nothing [nothing]\n${nothing}\n`);
  assert.match(
    second,
    /^\/\/- Much\n# Payments\n\n## Overvieww\n~{12} warning misspelled-heading: “Overvieww” /,
  );
});

function casesWithMarks(each: ReturnType<typeof readCases>[number]): string {
  return writeCase(each, visible(findingsOf(each.text)));
}
