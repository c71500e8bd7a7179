import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertLineAbove, removeLines } from '../../server/src/document/edits/whole-lines.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { applyEdits } from '../../server/src/text/range.ts';

/** Removes the text between `[` and `]`, with the given line break; `undefined` if there is no edit. */
function removed(marked: string, lineBreak: string): string | undefined {
  const source = marked.replaceAll('\n', lineBreak);
  const text = source.replace(/[[\]]/g, '');
  const range = { start: source.indexOf('['), end: source.indexOf(']') - 1 };
  const edits = removeLines(parseMarkdown(text), range);
  return edits.length > 0 ? applyEdits(text, edits).replaceAll(lineBreak, '\n') : undefined;
}

const REMOVALS: Readonly<Record<string, readonly [string, string | undefined]>> = {
  'a line': ['a\n[b]\nc\n', 'a\nc\n'],
  'an indented line with white space after it': ['a\n  [b]  \nc\n', 'a\nc\n'],
  'several lines': ['a\n[b\nc]\nd\n', 'a\nd\n'],
  'a line between blank lines, and the blank lines below it': ['a\n\n[b]\n\n\nc\n', 'a\n\nc\n'],
  'a line below a blank line': ['a\n\n[b]\nc\n', 'a\n\nc\n'],
  'a line above a blank line': ['a\n[b]\n\nc\n', 'a\n\nc\n'],
  'the first line': ['[a]\n\nb\n', 'b\n'],
  'the last line and the blank lines above it': ['a  \n\n[b]\n', 'a  \n'],
  'the last line, without a line break': ['a\n\n[b]', 'a'],
  'the only line': ['[a]\n', ''],
  'lines in a quote': ['a\n\n> [b\n> c]\n\nd\n', 'a\n\nd\n'],
  'nothing if there is text before it': ['a [b]\n', undefined],
  'nothing if there is text after it': ['[a] b\n', undefined],
  'a line after a byte order mark': ['\uFEFF[a]\nb\n', '\uFEFFb\n'],
};

for (const [what, [marked, expected]] of Object.entries(REMOVALS)) {
  test(`removes ${what}`, () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) assert.equal(removed(marked, lineBreak), expected);
  });
}

test('inserts a line above another, after a byte order mark, and with the same line break', () => {
  const insert = (text: string, offset: number): string =>
    applyEdits(text, [insertLineAbove(text, offset, 'new')]);
  assert.equal(insert('a\r\n  b', 6), 'a\r\nnew\r\n  b');
  assert.equal(insert('\uFEFFa\n', 1), '\uFEFFnew\na\n');
  assert.equal(insert('a', 1), 'new\na');
});
