import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { checkTemplate, type Finding } from '../../server/src/rules/check.ts';
import { TEMPLATE_RULES } from '../../server/src/rules/index.ts';
import { LIMITS, readTemplateFile } from '../../server/src/template/template-file.ts';
import { variantsOf } from '../document/examples.ts';
import { DEFAULTS } from '../support/engine.ts';
import { expectBlock, openFixture } from '../support/fixture.ts';
import { readMarked, writeMarked } from '../support/marked.ts';
import fc, { runs } from '../support/property.ts';
import { type Case, readCases, writeCase } from './cases.ts';
import { describeFindings } from './laws.ts';

const files = globSync('template-*/*.md', { cwd: import.meta.dirname }).sort();

for (const file of files) {
  test(`${dirname(file)}: ${basename(file, '.md')}`, async (group) => {
    const fixture = openFixture(join(import.meta.dirname, file), readCases);
    for (const example of fixture.examples)
      await group.test(example.name, () => {
        expectBlock(fixture, example, writeCase(example, checkCase(example)));
      });
  });
}

test('each template rule has cases, and each folder has a rule', () => {
  const ids = TEMPLATE_RULES.map(({ id }) => id).sort();
  assert.deepEqual([...new Set(files.map((file) => dirname(file)))], ids);
});

for (const { id, examples } of TEMPLATE_RULES) {
  describe(id, () => {
    test('finds exactly what is marked in its bad example', () => {
      const { text, ranges } = readMarked(examples.bad);
      assert.ok(ranges.length > 0, 'the bad example has no marks');
      const found = findingsIn(text);
      assert.deepEqual([...new Set(found.map(({ rule }) => rule))], [id]);
      assert.equal(writeMarked(text, found), examples.bad);
    });

    test('finds nothing in its good example', () => {
      assert.deepEqual(findingsIn(examples.good), []);
    });
  });
}

const EXAMPLE = `---
design-docs:
  sections:
    Nowhere: {}
---
# Payments

## A
## B
## B
`;

test('settings change the severity of a rule, and turn it off', () => {
  const rules = { 'template-policy': 'info', 'template-duplicate-heading': 'off' } as const;
  const found = checkTemplate(
    readTemplateFile('example', parseMarkdown(EXAMPLE)),
    { ...DEFAULTS, rules },
    fail,
  );
  assert.deepEqual(
    found.map(({ rule, severity }) => `${severity} ${rule}`),
    ['info template-policy'],
  );
});

test('a template with too many characters or headings has one finding', () => {
  const headings = '## Same\n<!-- Phase x -->\n'.repeat(LIMITS.headings + 1);
  const long = `# Long\n## A\n## A\n${'word '.repeat(LIMITS.characters / 5)}`;
  for (const [text, limit] of [
    [headings, '1,000 headings'],
    [long, '1,000,000 characters'],
  ] as const) {
    const [only, ...others] = findingsIn(text);
    assert.deepEqual([only?.rule, only?.severity, others], ['template-unusable', 'error', []]);
    assert.ok(only?.message.includes(limit), only?.message);
  }
});

test('a template with the maximum number of headings is read', () => {
  const text = Array.from({ length: LIMITS.headings }, (_, index) => `## Part${'x'.repeat(index)}\n`).join(
    '',
  );
  assert.deepEqual(findingsIn(text), []);
});

test('findings are inside the text for any front matter', () => {
  const words = [
    'levels',
    'sections',
    'A',
    'B',
    'aliases',
    'topics',
    'label',
    'from',
    'phase',
    'gates',
    'names',
  ];
  const more = [
    'section',
    'low',
    'high',
    '1',
    '9',
    'null',
    'true',
    '__proto__',
    'constructor',
    '&a',
    '*a',
    '<<',
  ];
  const signs = [
    ': ',
    ':\n    ',
    '\n  ',
    '\n',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"',
    "'",
    '|\n',
    '#',
    '\t',
    '\r\n',
  ];
  const part = fc.constantFrom(...words, ...more, ...signs, ...signs);
  const policy = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
  const body = '---\n# T\nQuality Level: low | high\n\n<!-- Phase 1: One -->\n## A\n## B\n';
  const property = fc.property(policy, (yaml) => {
    const text = `---\ndesign-docs:\n  ${yaml}\n${body}`;
    for (const { start, end, message } of findingsIn(text))
      assert.ok(0 <= start && start <= end && end <= text.length, message);
  });
  fc.assert(property, { numRuns: runs(1000) });
});

const root = join(import.meta.dirname, '../..');
const shared = join(root, '../shared/templates');
const builtIn = globSync('templates/*.md', { cwd: root }).map((file) => join(root, file));
const known = existsSync(shared)
  ? globSync('[a-z]*.md', { cwd: shared }).map((file) => join(shared, file))
  : [];

for (const file of [...builtIn, ...known]) {
  test(`the template ${basename(file)} has no findings`, () => {
    const text = readFileSync(file, 'utf8');
    assert.deepEqual(describeFindings(text, findingsIn(text)), []);
  });
}

test('the templates of well-known projects exist', {
  skip: known.length === 0 && 'there is no such folder',
}, () => {
  assert.ok(known.length > 10);
});

function fail(rule: string, error: unknown): never {
  throw new Error(`${rule} threw`, { cause: error });
}

function findingsIn(text: string): Finding[] {
  return checkTemplate(readTemplateFile('example', parseMarkdown(text)), DEFAULTS, fail);
}

function checkCase({ text }: Case): readonly Finding[] {
  const found = findingsIn(text);
  for (const [kind, variant] of Object.entries(variantsOf(text))) {
    const again = findingsIn(variant);
    assert.deepEqual(describeFindings(variant, again), describeFindings(text, found), kind);
    for (const { start, end } of again) assert.ok(0 <= start && start <= end && end <= variant.length);
  }
  return found;
}
