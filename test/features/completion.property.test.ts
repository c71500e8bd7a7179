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

/** Text that is typed on its own line, and the line above it if that matters. */
const TYPED: readonly { readonly typed: string; readonly after?: RegExp }[] = [
  { typed: '' },
  { typed: '', after: /^---$/ },
  { typed: '#' },
  { typed: '## ' },
  { typed: '- ' },
  { typed: '  - ' },
  { typed: '<!-- ' },
  { typed: '<!-- design-docs' },
  { typed: '<!-- design-docs-disable ' },
  { typed: 'N' },
  { typed: 'n/a', after: /^## / },
  { typed: '- Quality Level:' },
  { typed: '- Entry/Exit criteria:', after: /Quality Level/ },
  { typed: '- Entry/Exit criteria: tests, ', after: /Quality Level/ },
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

test('a completion changes only its own line and its declared other edits, and keeps all other headings', () => {
  const seen = new Set<string>();
  const property = fc.property(places, ({ text, line: { typed, after }, at, lineBreak }) => {
    const lines = text.split(/\r\n|\n|\r/);
    const found = after ? lines.findIndex((line) => after.test(line)) : -1;
    const index = found < 0 ? at % lines.length : found + 1;
    lines.splice(index, 0, typed);
    const before = lines.slice(0, index + 1).join(lineBreak);
    checkPlace(lines.join(lineBreak), before.length, seen);
  });
  fc.assert(property, { numRuns: runs(600) });
  assert.deepEqual([...seen].sort(), KINDS.toSorted(), 'each kind of completion is offered');
});

function checkPlace(text: string, offset: number, seen: Set<string>): void {
  const source = designDoc(text);
  const line = lineRangeAt(text, offset);
  const others = independentHeadings(text, offset);
  const links = SERVICE.navigation([source, open('other_technical_design.md', '# Other')]).completeLinks(
    source,
    offset,
  );
  for (const completion of [...SERVICE.complete(source, offset, undefined), ...(links ?? [])]) {
    const { edit, otherEdits = [], kind } = completion;
    seen.add(kind);
    assert.ok(
      line.start <= edit.start && edit.start <= offset,
      'the edit starts on the line, at or before the cursor',
    );
    assert.ok(
      offset <= edit.end && edit.end <= line.end,
      'the edit ends on the line, at or after the cursor',
    );
    const after = applyEdits(text, [{ ...edit, newText: inserted(completion) }, ...otherEdits]);
    const left = headingsOf(after).map(words);
    for (const heading of others)
      assert.ok(left.includes(words(heading)), `${completion.label} keeps ${words(heading)}`);
  }
}

/** The headings on other lines that are headings whether or not the line at the offset is blank. */
function independentHeadings(text: string, offset: number): Section[] {
  const line = lineRangeAt(text, offset);
  const blank = applyEdits(text, [{ ...line, newText: ' '.repeat(line.end - line.start) }]);
  const without = new Set(headingsOf(blank).map(({ heading }) => heading.start));
  const below = nextLine(text, offset);
  return headingsOf(text).filter(({ heading: { start, end, setext } }) => {
    // Text directly above an underlined heading becomes part of the heading.
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
