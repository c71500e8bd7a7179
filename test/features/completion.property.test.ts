import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { readOutline, type Section } from '../../server/src/structure/sections.ts';
import { lineRangeAt, nextLine } from '../../server/src/text/lines.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { designs } from '../rules/designs.ts';
import { SEED } from '../support/engine.ts';
import fc, { runs } from '../support/property.ts';
import { designDoc, SERVICE } from '../support/service.ts';
import { inserted } from '../support/suggest.ts';
import { open } from './navigation/files.ts';

/** What is typed on a line of its own, and the line above where it matters. */
const TYPED: readonly { readonly typed: string; readonly behind?: RegExp }[] = [
  { typed: '' },
  { typed: '', behind: /^---$/ },
  { typed: '#' },
  { typed: '## ' },
  { typed: '- ' },
  { typed: '  - ' },
  { typed: '<!-- ' },
  { typed: '<!-- design-docs' },
  { typed: '<!-- design-docs-disable ' },
  { typed: 'N' },
  { typed: 'n/a', behind: /^## / },
  { typed: '- Quality Level:' },
  { typed: '- Entry/Exit criteria:', behind: /Quality Level/ },
  { typed: '- Entry/Exit criteria: tests, ', behind: /Quality Level/ },
  { typed: 'See [there](' },
  { typed: 'See [there](#' },
];

/** The template at the highest level, with front matter. */
const SECURE = `---\nowner: ops\n---\n${SEED.replace(/(?<=Quality Level: ).*/, 'secure')}`;

const places = fc.record({
  text: fc.oneof({ weight: 3, arbitrary: designs() }, { weight: 1, arbitrary: fc.constant(SECURE) }),
  line: fc.constantFrom(...TYPED),
  at: fc.nat(),
  lineBreak: fc.constantFrom('\n', '\r\n'),
});

const KINDS = 'section marker level topic gate waiver anchor file rule directive key'.split(' ');

test('an entry changes its own line and what it says that it changes, and every other heading stays', () => {
  const seen = new Set<string>();
  const property = fc.property(places, ({ text, line: { typed, behind }, at, lineBreak }) => {
    const lines = text.split(/\r\n|\n|\r/);
    const found = behind ? lines.findIndex((line) => behind.test(line)) : -1;
    const index = found < 0 ? at % lines.length : found + 1;
    lines.splice(index, 0, typed);
    const before = lines.slice(0, index + 1).join(lineBreak);
    checkPlace(lines.join(lineBreak), before.length, seen);
  });
  fc.assert(property, { numRuns: runs(600) });
  assert.deepEqual([...seen].sort(), KINDS.toSorted(), 'each kind is offered somewhere');
});

function checkPlace(text: string, offset: number, seen: Set<string>): void {
  const source = designDoc(text);
  const line = lineRangeAt(text, offset);
  const others = headingsBeside(text, offset);
  const links = SERVICE.navigation([source, open('other_technical_design.md', '# Other')]).completeLinks(
    source,
    offset,
  );
  for (const completion of [...SERVICE.complete(source, offset, undefined), ...(links ?? [])]) {
    const { edit, otherEdits = [], kind } = completion;
    seen.add(kind);
    assert.ok(
      line.start <= edit.start && edit.start <= offset,
      'it begins on the line, at or before the cursor',
    );
    assert.ok(offset <= edit.end && edit.end <= line.end, 'it ends on the line, at or behind the cursor');
    const after = applyEdits(text, [{ ...edit, newText: inserted(completion) }, ...otherEdits]);
    const left = headingsOf(after).map(words);
    for (const heading of others)
      assert.ok(left.includes(words(heading)), `${completion.label} keeps ${words(heading)}`);
  }
}

/** The headings elsewhere that are headings whether the line says something or not. */
function headingsBeside(text: string, offset: number): Section[] {
  const line = lineRangeAt(text, offset);
  const blank = applyEdits(text, [{ ...line, newText: ' '.repeat(line.end - line.start) }]);
  const without = new Set(headingsOf(blank).map(({ heading }) => heading.start));
  const below = nextLine(text, offset);
  return headingsOf(text).filter(({ heading: { start, end, setext } }) => {
    // Whatever is written directly above an underlined heading becomes a part of it.
    const isBelow = setext && start <= below;
    return without.has(start) && (end < line.start || (line.end < start && !isBelow));
  });
}

function headingsOf(text: string): readonly Section[] {
  return readOutline(parseMarkdown(text)).sections;
}

function words({ title, rank }: Section): string {
  return `${'#'.repeat(rank)} ${title}`;
}
