import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { skeleton } from '../../server/src/features/skeleton.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { readTemplateFile } from '../../server/src/template/template-file.ts';
import { bindText, findingsOf, SEED, TECHNICAL_DESIGN, TEMPLATES, visible } from '../support/engine.ts';

const PHASES_0_AND_1 = [
  'Overview',
  'Goals and Non\u2011Goals',
  'Architecture',
  'Quality',
  'Components',
  'Data Model',
  'Interfaces',
  'Testing Strategy',
];
const ALL = [
  ...PHASES_0_AND_1.slice(0, 7),
  'Configuration',
  'Error Handling & Resilience',
  'Performance & Scalability',
  'Security & Privacy',
  'Observability',
  'Testing Strategy',
  'Rollout & Migration',
];
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  experiment: ['Overview', 'Quality'],
  prototype: PHASES_0_AND_1,
  production: ALL,
  secure: ALL,
};

describe('the skeleton', () => {
  for (const level of TECHNICAL_DESIGN.levels) {
    test(`at ${level.name} has exactly the sections that the level requires, with the template’s text`, () => {
      const text = skeleton(TECHNICAL_DESIGN, { level, title: 'Parcel Tracking', isNamed: false });
      const [title, ...headings] = [...text.matchAll(/^#+ (.*)$/gm)].map(([, words]) => words);
      assert.equal(title, 'Parcel Tracking');
      assert.deepEqual(headings, NEEDED[level.name]);
      const template = SEED.replace('experiment | prototype | production | secure', level.name);
      for (const part of text
        .trimEnd()
        .split(/\n\n(?=<!--|## )/)
        .slice(1))
        assert.ok(template.includes(`${part}\n`), part);
      assert.match(text, /[^\n]\n$/);
    });

    test(`at ${level.name} shows findings only for the current phase`, () => {
      const text = skeleton(TECHNICAL_DESIGN, { level, title: 'Parcel Tracking', isNamed: false });
      const document = bindText(text);
      assert.equal(document.level.level, level);
      assert.deepEqual([document.recognition.kind, document.currentPhase], ['document', 0]);
      const shown = visible(findingsOf(text)).map(
        ({ rule, start }) => `${rule} ${text.slice(start, text.indexOf('\n', start))}`,
      );
      // From prototype on, gates are required, so the line about them is leftover guidance.
      const due =
        level.name === 'experiment'
          ? ['unwritten-section ## Overview']
          : [
              'unwritten-section ## Overview',
              'unwritten-section ## Goals and Non\u2011Goals',
              'leftover-guidance Entry/Exit criteria:',
            ];
      assert.deepEqual(shown, due);
    });
  }

  test('without a level has the sections of the lowest level and a finding for the level', () => {
    const text = skeleton(TECHNICAL_DESIGN, { level: undefined, title: '  ', isNamed: false });
    assert.match(text, /^# Technical Design\n/);
    assert.match(text, /^- Quality Level: experiment \| prototype \| production \| secure$/m);
    assert.ok(visible(findingsOf(text)).some(({ rule }) => rule === 'unset-quality-level'));
  });

  test('of another template keeps the text below its title and has uniform line breaks', () => {
    const source =
      '# Memo\r\n\r\nRead [this](x) first.\r\n\r\n## One\r\nWords.\r\n\r\n### Deep\r\nMore.\r\n\r\n## Two\r\n';
    assert.equal(
      write(source),
      '# Mine\n\nRead [this](x) first.\n\n## One\nWords.\n\n### Deep\nMore.\n\n## Two\n',
    );
  });

  test('omits text above the title, optional sections, and the policy', () => {
    const source = `---
status: draft
design-docs:
  sections:
    Two: { optional: true }
owner: names
---
Copy this file, then fill it in.

# {Title}

## One
Words.

### Deep (optional)
More.

<!-- This is an optional element. -->
## Two

## Three
`;
    assert.equal(
      write(source),
      `---
status: draft
owner: names
---

# Mine

## One
Words.

## Three
`,
    );
  });

  test('keeps the title’s placeholder if no title is given', () => {
    assert.equal(write('# {Title}\n\n## One\n', { title: '' }), '# {Title}\n\n## One\n');
  });

  test('has its title in the front matter if the template does', () => {
    const source = '---\ntitle: Title\n---\n\n## One\n';
    assert.equal(write(source, { title: 'Say "when"' }), '---\ntitle: "Say \\"when\\""\n---\n\n## One\n');
    assert.equal(write(source, { title: '' }), source);
  });

  test('has no title if the template has none', () => {
    assert.equal(
      write('- Date: today\n\n# One\nWords.\n\n# Two\n'),
      '- Date: today\n\n# One\nWords.\n\n# Two\n',
    );
  });

  test('fills in a level above the sections or in the front matter', () => {
    const policy = 'design-docs:\n  level-field: Stage\n';
    const above = `---\n${policy}---\n# Memo\n\n- Stage: alpha | beta\n\n## One\n`;
    assert.equal(write(above, { level: 'beta' }), '# Mine\n\n- Stage: beta\n\n## One\n');
    const front = `---\nstage: alpha | beta\n${policy}---\n# Memo\n\n## One\n`;
    assert.equal(write(front, { level: 'beta' }), '---\nstage: beta\n---\n\n# Mine\n\n## One\n');
  });

  test('names its template below the title if it would not be recognized', () => {
    const directive = '<!-- design-docs: template=memo -->';
    assert.equal(
      write('# Memo\n\n## One\n', { isNamed: true, title: '' }),
      `# Memo\n${directive}\n\n## One\n`,
    );
    assert.equal(
      write('Memo\n====\nWords.\n\n## One\n', { isNamed: true, title: '' }),
      `Memo\n====\n${directive}\nWords.\n\n## One\n`,
    );
    assert.equal(
      write('---\nstage: a\n---\n# Memo\n\n## One\n', { isNamed: true }),
      `---\nstage: a\n---\n\n# Mine\n${directive}\n\n## One\n`,
    );
  });

  test('names its template at the top if it has no title', () => {
    const directive = '<!-- design-docs: template=memo -->';
    assert.equal(
      write('# One\nWords.\n\n# Two\n', { isNamed: true }),
      `${directive}\n# One\nWords.\n\n# Two\n`,
    );
    assert.equal(
      write('---\ntitle: Title\n---\n\n## One\n', { isNamed: true }),
      `---\ntitle: "Mine"\n---\n${directive}\n\n## One\n`,
    );
  });

  for (const template of TEMPLATES.filter((each) => each !== TECHNICAL_DESIGN)) {
    test(`of ${template.id} has only unwritten sections as findings`, () => {
      const text = skeleton(template, { level: undefined, title: 'Parcels', isNamed: true });
      const rules = new Set(findingsOf(text, { gate: 'level', rules: {} }, template).map(({ rule }) => rule));
      assert.deepEqual([...rules], ['unwritten-section']);
      const { why, template: named } = bindText(text).recognition;
      assert.deepEqual([why, named], ['directive', template]);
    });
  }
});

function write(source: string, options: { title?: string; level?: string; isNamed?: boolean } = {}): string {
  const { template } = readTemplateFile('memo', parseMarkdown(source));
  const level = template.levels.find(({ name }) => name === options.level);
  return skeleton(template, { title: options.title ?? 'Mine', level, isNamed: options.isNamed ?? false });
}

test('fills in the level field even if another field has the same choices', () => {
  const source = `# T

<!-- Phase 0: One -->
## Status
- Maturity: sketch | pilot | live
- Quality Level: sketch | pilot | live

<!-- Phase 0: One -->
## Plan
Write it.
`;
  const { template } = readTemplateFile('t', parseMarkdown(source));
  const [, level] = template.levels;
  const text = skeleton(template, { level, title: 'Payments', isNamed: false });
  assert.match(text, /^- Maturity: sketch \| pilot \| live\n- Quality Level: pilot$/m);
});
