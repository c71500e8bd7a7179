import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { skeleton } from '../../server/src/features/skeleton.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { parseTemplate } from '../../server/src/template/template.ts';
import { bindText, findingsOf, SEED, TECHNICAL_DESIGN, visible } from '../support/engine.ts';

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
    test(`at ${level.name} has exactly the sections that the level needs, as the template writes them`, () => {
      const text = skeleton(TECHNICAL_DESIGN, level, 'Parcel Tracking');
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

    test(`at ${level.name} is a calm beginning`, () => {
      const text = skeleton(TECHNICAL_DESIGN, level, 'Parcel Tracking');
      const document = bindText(text);
      assert.equal(document.level.level, level);
      assert.deepEqual([document.recognition.kind, document.currentPhase], ['document', 0]);
      const seen = visible(findingsOf(text)).map(
        ({ rule, start }) => `${rule} ${text.slice(start, text.indexOf('\n', start))}`,
      );
      const due = level.name === 'experiment' ? ['Overview'] : ['Overview', 'Goals and Non\u2011Goals'];
      assert.deepEqual(
        seen,
        due.map((title) => `unwritten-section ## ${title}`),
      );
    });
  }

  test('without a level has what the lowest level needs, and asks for the level', () => {
    const text = skeleton(TECHNICAL_DESIGN, undefined, '  ');
    assert.match(text, /^# Technical Design\n/);
    assert.match(text, /^- Quality Level: experiment \| prototype \| production \| secure$/m);
    assert.ok(visible(findingsOf(text)).some(({ rule }) => rule === 'unset-quality-level'));
  });

  test('of another template keeps what it says below its title, and ends lines alike', () => {
    const source =
      '# Memo\r\n\r\nRead [this](x) first.\r\n\r\n## One\r\nWords.\r\n\r\n### Deep\r\nMore.\r\n\r\n## Two\r\n';
    const template = parseTemplate('memo', parseMarkdown(source));
    assert.equal(
      skeleton(template, undefined, 'Mine').replaceAll('\r\n', '\n'),
      '# Mine\n\nRead [this](x) first.\n\n## One\nWords.\n\n### Deep\nMore.\n\n## Two\n',
    );
  });
});
