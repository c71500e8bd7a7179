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

/** Text that is typed in the middle of a line or replaces its beginning. */
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

/** Places for kinds of completions that random places do not reach in every run. */
const RARE = [
  { text: seedAt('production'), gates: 'tests, li', near: /^- Entry/m, line: 0, column: 80 },
  { text: `---\n\n---\n${SEED}`, gates: '', near: undefined, line: 1, column: 0 },
  { text: `# T\n\n## Overview\n\n${SEED}`, gates: '', near: undefined, line: 3, column: 0 },
].map((place) => ({ ...place, value: undefined, typed: '', isReplaced: false }));

/**
 * A completion may replace the word at the cursor, words that its own text contains at least in part, and a line of the
 * template. A completion of a value may replace the old value up to a note, and one of a comment or a key may replace a
 * comment or a key. All other words of the document stay, and the inserted text does not touch them.
 */
test('a completion replaces no words of the author except the one at the cursor, and keeps the line breaks', () => {
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
    assert.deepEqual(lost, [], `${completion.label} keeps the words of the author`);
    const touchesNextWord = /[\p{L}\p{N}]$/u.test(newText) && /^[\p{L}\p{N}]/u.test(text.slice(edit.end));
    assert.ok(!touchesNextWord, `${completion.label} is separated from the next word`);
    for (const other of otherEdits) assert.match(text.slice(other.start, other.end), /^<!--\s*phase/i);
    // Uniform line breaks must stay uniform.
    if (isUniform(text)) plain(applyEdits(text, [{ ...edit, newText }, ...otherEdits]));
  }
}

/** The author's words that the completion replaces and does not contain itself. */
function lostWords(text: string, offset: number, completion: Completion): string[] {
  const { edit, kind } = completion;
  const line = lineRangeAt(text, offset);
  if (TEMPLATE_LINES.has(bare(text.slice(line.start, line.end)))) return [];
  // Names of rules and keys contain hyphens.
  const [end, start] = kind === 'rule' || kind === 'key' ? [/[\w-]+$/, /^[\w-]+/] : [WORD_END, WORD_START];
  const typed = text.slice(edit.start, offset);
  const before = typed.replace(end, '');
  const rest = text.slice(offset, edit.end);
  const after = before === typed ? rest : rest.replace(start, '');
  const own = kind === 'level' ? after.replace(VALUE, '') : `${before} ${after}`;
  const insertedWords = wordsOf(inserted(completion));
  return wordsOf(own).filter(
    (word) => !REPLACED[kind]?.includes(word) && !insertedWords.some((each) => each.startsWith(word)),
  );
}

const WORD_END = /[\p{L}\p{M}\p{N}]+$/u;
const WORD_START = /^[\p{L}\p{M}\p{N}]+/u;

/** The text up to the last level in it or, without a level, up to a note. */
const VALUE = /^.*\b(?:experiment|prototype|production|secure)\b|^(?:(?! # )[^([;,<])*/is;

const COMMENTS = wordsOf(`${SEED.match(/<!--.*-->/g)?.join('\n')} design docs template technical`);

/** Words that a completion of the same kind may replace. */
const REPLACED: Partial<Record<Completion['kind'], readonly string[]>> = {
  marker: COMMENTS,
  directive: COMMENTS,
  key: wordsOf('quality level'),
};

const TEMPLATE_LINES = new Set(SEED.split('\n').map(bare));

/** A line without its list marker or hashes, and without emphasis. */
function bare(line: string): string {
  return fold(line.replace(/^\s*(?:[-#]+\s+)?/, '').replace(/[*_]/g, ''));
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isUniform(text: string): boolean {
  return new Set(text.match(/\r\n|\r|\n/g)).size < 2;
}
