import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needOf, phasesAt } from '../../server/src/document/needs.ts';
import { lineRangeAt } from '../../server/src/text/lines.ts';
import { variantsOf } from '../document/examples.ts';
import { findingsOf, SEED, TECHNICAL_DESIGN } from '../support/engine.ts';
import { checkLaws, describeFindings } from './laws.ts';
import { finishedAt, partsOf, TITLES, WRITTEN, withHeading, without } from './written-document.ts';

const { levels, sections } = TECHNICAL_DESIGN;

test('a finished document has no findings, not even hints', () => {
  assert.equal(partsOf(WRITTEN).sections.length, TITLES.length);
  for (const { name } of levels) expectInAllForms(finishedAt(name), [], name);
});

for (const level of levels) {
  test(`each section that is missing from a finished document is reported at ${level.name}`, () => {
    const required = sections.filter((section) => needOf(TECHNICAL_DESIGN, section, level) === 'required');
    assert.ok(required.length >= 2);
    for (const { title, index } of sections) {
      const known = sections[index];
      const need = known && needOf(TECHNICAL_DESIGN, known, level);
      const expected =
        need === 'none'
          ? []
          : [`${need === 'required' ? 'warning' : 'hint'} missing-section ${headingBefore(index)}`];
      expectFindings(without(leveled(finishedAt(level.name), level.name), title), expected, title);
    }
  });

  test(`each section that is missing from the seed is reported at ${level.name}`, () => {
    const seed = leveled(SEED.replace(/experiment \|.*/, level.name), level.name);
    for (const known of sections) {
      const need = needOf(TECHNICAL_DESIGN, known, level);
      const isDue = need === 'required' && phasesAt(known, level)[0] === 0;
      const missing = `${isDue ? 'warning' : 'hint'} missing-section ${headingBefore(known.index)}`;
      const gone =
        partsOf(seed)
          .sections[known.index]?.split('\n')
          .filter((line) => line !== '') ?? [];
      const others = described(seed).filter((finding) => !gone.some((line) => finding.endsWith(` ${line}`)));
      const found = described(without(seed, known.title));
      const expected = need === 'none' ? others : [...others, missing];
      assert.deepEqual(found.sort(), expected.sort(), known.title);
    }
  });
}

test('a section moved to either end is one finding', () => {
  const { head, sections: parts } = partsOf(WRITTEN.replace(/\n*$/, '\n\n'));
  for (const [index, part] of parts.entries()) {
    const others = parts.toSpliced(index, 1);
    for (const [to, moved] of [
      [0, [part, ...others]],
      [parts.length - 1, [...others, part]],
    ] as const) {
      if (to === index) continue;
      const found = described(head + moved.join(''));
      // If two adjacent sections are swapped, either of them can be reported.
      const either = Math.abs(to - index) === 1 ? [TITLES[index], TITLES[to]] : [TITLES[index]];
      assert.equal(found.length, 1, `${TITLES[index]} to ${to}: ${found}`);
      assert.ok(
        either.some((title) => found[0] === `warning misplaced-section ## ${title}`),
        found[0],
      );
    }
  }
});

const SPELLINGS: Readonly<Record<string, (title: string) => string>> = {
  'with ASCII hyphens': (title) => `## ${title.replaceAll('‑', '-')}`,
  'with other dashes': (title) => `## ${title.replaceAll('‑', '–')}`,
  'with “and” for &': (title) => `## ${title.replaceAll('&', 'and')}`,
  'with & for “and”': (title) => `## ${title.replaceAll(' and ', ' & ')}`,
  'with an entity': (title) => `## ${title.replaceAll('&', '&amp;')}`,
  'in uppercase': (title) => `## ${title.toUpperCase()}`,
  'in lowercase': (title) => `## ${title.toLowerCase()}`,
  numbered: (title) => `## 3. ${title}`,
  'numbered on two levels': (title) => `## 3.2 ${title}`,
  'numbered in Roman': (title) => `## IV. ${title}`,
  bold: (title) => `## **${title}**`,
  'in emphasis': (title) => `## _${title}_`,
  'as code': (title) => `## \`${title}\``,
  'as a link': (title) => `## [${title}](https://example.com)`,
  'with an emoji before': (title) => `## 🚀 ${title}`,
  'with an emoji after': (title) => `## ${title} ⚙️`,
  'with a number, an emoji, and emphasis': (title) => `## 1. 🛡️ **${title}**`,
  'with closing number signs': (title) => `## ${title} ##`,
  'with more white space': (title) => `##   ${title.replaceAll(' ', '  ')}  `,
  indented: (title) => `   ## ${title}`,
  underlined: (title) => `${title}\n---`,
  'underlined over two lines': (title) => `${title.replace(' ', '\n')}\n-------`,
};

const rulesOf = (text: string) => findingsOf(text).map(({ severity, rule }) => `${severity} ${rule}`);
const ofSeed = rulesOf(SEED);

for (const [how, spell] of Object.entries(SPELLINGS)) {
  test(`each heading ${how} is that section`, () => {
    for (const title of TITLES) {
      const text = withHeading(WRITTEN, title, spell(title));
      expectFindings(text, [], title);
      const seed = withHeading(SEED, title, spell(title));
      assert.deepEqual(rulesOf(seed), ofSeed, title);
    }
    const all = TITLES.reduce((text, title) => withHeading(text, title, spell(title)), WRITTEN);
    expectInAllForms(all, [], 'all');
  });
}

test('each heading at a wrong level is one finding', () => {
  for (const title of TITLES) {
    for (const marks of ['#', '###', '####', '######']) {
      const heading = `${marks} ${title}`;
      expectFindings(
        withHeading(WRITTEN, title, heading),
        [`warning wrong-heading-level ${heading}`],
        heading,
      );
    }
  }
});

test('headings that are all off by the same number of levels are one finding', () => {
  const shifted = (by: number) => WRITTEN.replace(/^#{2,}(?= )/gm, (marks) => '#'.repeat(marks.length + by));
  for (const by of [-1, 1, 2, 3]) {
    const heading = `${'#'.repeat(2 + by)} Overview`;
    expectInAllForms(shifted(by), [`warning wrong-heading-level ${heading}`], heading);
  }
});

/** The document with its level also in the front matter, to keep the level when its section is removed. */
function leveled(text: string, level: string): string {
  return `---\nquality_level: ${level}\n---\n${text}`;
}

function headingBefore(index: number): string {
  return index > 0 ? `## ${TITLES[index - 1]}` : 'the title';
}

/** The severity, rule, and line of each finding. */
function described(text: string): string[] {
  const title = /^# .*$/m.exec(text)?.[0];
  return findingsOf(text).map(({ severity, rule, start }) => {
    const range = lineRangeAt(text, start);
    const line = text.slice(range.start, range.end);
    return `${severity} ${rule} ${line === title ? 'the title' : line}`;
  });
}

function expectFindings(text: string, expected: readonly string[], what: string): void {
  assert.deepEqual(described(text), expected, what);
  checkLaws(text);
}

/** Also with other line breaks and a byte order mark. */
function expectInAllForms(text: string, expected: readonly string[], what: string): void {
  expectFindings(text, expected, what);
  const places = describeFindings(text, findingsOf(text));
  for (const [kind, variant] of Object.entries(variantsOf(text)))
    assert.deepEqual(describeFindings(variant, findingsOf(variant)), places, `${what}, ${kind}`);
}
