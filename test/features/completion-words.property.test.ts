import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Completion } from '../../server/src/features/completion/entry.ts';
import { fold } from '../../server/src/text/fold.ts';
import { lineRangeAt } from '../../server/src/text/lines.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { designs } from '../rules/designs.ts';
import { SEED } from '../support/engine.ts';
import fc, { runs } from '../support/property.ts';
import { designDoc, plain, SERVICE } from '../support/service.ts';
import { inserted, passesFilter } from '../support/suggest.ts';

/** What is typed in the middle of a line, or instead of its beginning. */
const TYPED = [
  '',
  '',
  '',
  '',
  '<!-- design-docs-disable ',
  '#',
  '## ',
  '- ',
  '- **',
  '<!-- ',
  '<!-- Ph',
  'Sec',
  '- Quality Level: ',
  '- Quality Level: pro',
];

const VALUES = [
  'production, since customers pay',
  'gold (agreed by the board)',
  'TBD; ask Ada',
  '<!-- why? -->',
  '',
];

const GATES = ['tests, our own walk', 'lint and more of it', 'Everybody is happy', 'tests, li', ''];

const KINDS = ['directive', 'gate', 'key', 'level', 'marker', 'rule', 'section', 'topic', 'waiver'];

const places = fc.record({
  text: fc.oneof(
    { weight: 3, arbitrary: designs() },
    { weight: 1, arbitrary: fc.constantFrom(...['secure', 'production'].map(seedAt)) },
  ),
  value: fc.option(fc.constantFrom(...VALUES), { nil: undefined }),
  gates: fc.constantFrom(...GATES),
  typed: fc.constantFrom(...TYPED),
  near: fc.constantFrom(undefined, /^- Entry/m, /^- Quality/m, /^- \*\*/m),
  line: fc.nat(),
  column: fc.oneof(fc.constantFrom(0, 23, 30, 80), fc.nat({ max: 40 })),
  isReplaced: fc.boolean(),
});

/** Places of what chance alone does not complete in every run. */
const RARE = [
  { text: seedAt('production'), gates: 'tests, li', near: /^- Entry/m, line: 0, column: 80 },
  { text: `---\n\n---\n${SEED}`, gates: '', near: undefined, line: 1, column: 0 },
  { text: `# T\n\n## Overview\n\n${SEED}`, gates: '', near: undefined, line: 3, column: 0 },
].map((place) => ({ ...place, value: undefined, typed: '', isReplaced: false }));

/**
 * An entry may take away the word in which the cursor stands, words that it says too, at least in part, a line that is
 * still the template's, and, being one itself, a field's value up to its note, a comment to this tool and a key. All
 * other words of the document stay where they are, and none is glued to what is inserted.
 */
test('an entry takes away no word of the author’s but the one under the cursor, and line breaks stay', () => {
  const kinds = new Set<string>();
  const property = fc.property(places, ({ text, value, gates, typed, near, line, column, isReplaced }) => {
    const valued = text
      .replace(/(?<=Quality Level: ).*/, (old) => value ?? old)
      .replace(/(?<=Entry\/Exit criteria:)(?=[\r\n])/, () => ` ${gates}`);
    const starts = [...valued.matchAll(/^/gm)].map(({ index }) => index);
    const start = near?.exec(valued)?.index ?? starts[line % starts.length] ?? 0;
    const at = Math.min(start + column, lineRangeAt(valued, start).end);
    const from = isReplaced ? start : at;
    const edited = valued.slice(0, from) + typed + valued.slice(at);
    checkPlace(edited, from + typed.length, kinds);
  });
  fc.assert(property, { numRuns: runs(1000), examples: RARE.map((place) => [place]) });
  assert.deepEqual([...kinds].sort(), KINDS);
});

function seedAt(level: string): string {
  return SEED.replace(/(?<=Quality Level: ).*/, level);
}

function checkPlace(text: string, offset: number, kinds: Set<string>): void {
  for (const completion of SERVICE.complete(designDoc(text), offset, undefined)) {
    const { edit, otherEdits = [], kind } = completion;
    if (!passesFilter(text.slice(edit.start, offset), completion.filterText)) continue;
    kinds.add(kind);
    const newText = inserted(completion);
    const lost = lostWords(text, offset, completion);
    assert.deepEqual(lost, [], `${completion.label} keeps the author’s words`);
    const isGlued = /[\p{L}\p{N}]$/u.test(newText) && /^[\p{L}\p{N}]/u.test(text.slice(edit.end));
    assert.ok(!isGlued, `${completion.label} is parted from what follows`);
    for (const other of otherEdits) assert.match(text.slice(other.start, other.end), /^<!--\s*phase/i);
    // Where the line breaks are of one kind, they stay so.
    if (isUniform(text)) plain(applyEdits(text, [{ ...edit, newText }, ...otherEdits]));
  }
}

/** The words of the author that stood where the entry now stands, and that it does not say. */
function lostWords(text: string, offset: number, completion: Completion): string[] {
  const { edit, kind } = completion;
  const line = lineRangeAt(text, offset);
  if (TEMPLATE_LINES.has(bare(text.slice(line.start, line.end)))) return [];
  // The names of rules and keys are words with marks in them.
  const [end, start] = kind === 'rule' || kind === 'key' ? [/[\w-]+$/, /^[\w-]+/] : [WORD_END, WORD_START];
  const typed = text.slice(edit.start, offset);
  const before = typed.replace(end, '');
  const rest = text.slice(offset, edit.end);
  const after = before === typed ? rest : rest.replace(start, '');
  const own = kind === 'level' ? after.replace(VALUE, '') : `${before} ${after}`;
  const said = wordsOf(inserted(completion));
  return wordsOf(own).filter(
    (word) => !REPLACED[kind]?.includes(word) && !said.some((each) => each.startsWith(word)),
  );
}

const WORD_END = /[\p{L}\p{M}\p{N}]+$/u;
const WORD_START = /^[\p{L}\p{M}\p{N}]+/u;

/** Up to the last level that is named, else up to a note. */
const VALUE = /^.*\b(?:experiment|prototype|production|secure)\b|^(?:(?! # )[^([;,<])*/is;

const COMMENTS = wordsOf(`${SEED.match(/<!--.*-->/g)?.join('\n')} design docs template technical`);

/** What stands where an entry of a kind is to stand, and is one of its kind. */
const REPLACED: Partial<Record<Completion['kind'], readonly string[]>> = {
  marker: COMMENTS,
  directive: COMMENTS,
  key: wordsOf('quality level'),
};

const TEMPLATE_LINES = new Set(SEED.split('\n').map(bare));

/** A line without what makes it a list item or heading, and without emphasis. */
function bare(line: string): string {
  return fold(line.replace(/^\s*(?:[-#]+\s+)?/, '').replace(/[*_]/g, ''));
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isUniform(text: string): boolean {
  return new Set(text.match(/\r\n|\r|\n/g)).size < 2;
}
