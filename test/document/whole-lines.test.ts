import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertLineAbove, removeLines } from '../../server/src/document/edits/whole-lines.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { applyEdits } from '../../server/src/text/range.ts';

/** The text without its part between `[` and `]`, with each kind of line break; `undefined` if no edit is offered. */
function removed(marked: string, lineBreak: string): string | undefined {
  const source = marked.replaceAll('\n', lineBreak);
  const text = source.replace(/[[\]]/g, '');
  const range = { start: source.indexOf('['), end: source.indexOf(']') - 1 };
  const edits = removeLines(parseMarkdown(text), range);
  return edits.length > 0 ? applyEdits(text, edits).replaceAll(lineBreak, '\n') : undefined;
}

const REMOVALS: Readonly<Record<string, readonly [string, string | undefined]>> = {
  'a line': ['a\n[b]\nc\n', 'a\nc\n'],
  'indented, with white space behind': ['a\n  [b]  \nc\n', 'a\nc\n'],
  'several lines': ['a\n[b\nc]\nd\n', 'a\nd\n'],
  'between blank lines, of which one kind stays': ['a\n\n[b]\n\n\nc\n', 'a\n\nc\n'],
  'below a blank line': ['a\n\n[b]\nc\n', 'a\n\nc\n'],
  'above a blank line': ['a\n[b]\n\nc\n', 'a\n\nc\n'],
  'the first line': ['[a]\n\nb\n', 'b\n'],
  'the last line and the blank lines above it': ['a  \n\n[b]\n', 'a  \n'],
  'the last line, without a line break': ['a\n\n[b]', 'a'],
  'the only line': ['[a]\n', ''],
  'in a quote': ['a\n\n> [b\n> c]\n\nd\n', 'a\n\nd\n'],
  'not with something before it': ['a [b]\n', undefined],
  'not with something behind it': ['[a] b\n', undefined],
  'behind a byte order mark': ['\uFEFF[a]\nb\n', '\uFEFFb\n'],
};

for (const [what, [marked, expected]] of Object.entries(REMOVALS)) {
  test(`removes ${what}`, () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) assert.equal(removed(marked, lineBreak), expected);
  });
}

test('a line goes above another, below a byte order mark and with the same line break', () => {
  const insert = (text: string, offset: number): string =>
    applyEdits(text, [insertLineAbove(text, offset, 'new')]);
  assert.equal(insert('a\r\n  b', 6), 'a\r\nnew\r\n  b');
  assert.equal(insert('\uFEFFa\n', 1), '\uFEFFnew\na\n');
  assert.equal(insert('a', 1), 'new\na');
});
