import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits, contains, overlaps, type TextEdit } from '../../server/src/text/range.ts';
import fc from '../support/property.ts';

/** A text, and edits of it in any order that start at different offsets and do not overlap. */
const edited = fc
  .tuple(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(5), fc.string()), { maxLength: 5 }),
  )
  .chain(([text, wishes]) => {
    const byStart = new Map(
      wishes.map(([start, length, newText]) => [start % text.length, { length, newText }]),
    );
    const starts = [...byStart.keys()].sort((a, b) => a - b);
    const edits = starts.map((start, index) => {
      const { length, newText } = byStart.get(start) as { length: number; newText: string };
      return { start, end: Math.min(start + length, starts[index + 1] ?? text.length), newText };
    });
    return fc.tuple(fc.constant(text), fc.shuffledSubarray(edits, { minLength: edits.length }));
  });

test('applying edits in any order gives the result of the protocol', () => {
  fc.assert(
    fc.property(edited, ([text, edits]) => {
      const document = TextDocument.create('test:', 'markdown', 1, text);
      const range = ({ start, end }: TextEdit) => ({
        start: document.positionAt(start),
        end: document.positionAt(end),
      });
      fc.pre(!/\r\n/.test(text));
      const expected = TextDocument.applyEdits(
        document,
        edits.map((edit) => ({ range: range(edit), newText: edit.newText })),
      );
      assert.equal(applyEdits(text, edits), expected);
    }),
  );
});

test('applying edits at once is the same as applying them one by one from the last', () => {
  fc.assert(
    fc.property(edited, ([text, edits]) => {
      const fromLast = edits.toSorted((a, b) => b.start - a.start);
      assert.equal(
        applyEdits(text, edits),
        fromLast.reduce((result, edit) => applyEdits(result, [edit]), text),
      );
    }),
  );
});

test('edits that replace text with itself change nothing', () => {
  fc.assert(
    fc.property(edited, ([text, edits]) => {
      assert.equal(
        applyEdits(
          text,
          edits.map(({ start, end }) => ({ start, end, newText: text.slice(start, end) })),
        ),
        text,
      );
    }),
  );
});

test('insertions at the same offset keep their order and come before a replacement there', () => {
  const edits = [
    { start: 1, end: 2, newText: 'B' },
    { start: 1, end: 1, newText: '1' },
    { start: 1, end: 1, newText: '2' },
  ];
  assert.equal(applyEdits('abc', edits), 'a12Bc');
});

test('rejects overlapping edits', () => {
  const edits = [
    { start: 0, end: 2, newText: '' },
    { start: 1, end: 3, newText: '' },
  ];
  assert.throws(() => applyEdits('abc', edits), new RangeError('edits overlap at offset 1'));
});

test('a range contains the offsets at both ends, and overlaps a range that it touches', () => {
  assert.ok(contains({ start: 1, end: 3 }, 1) && contains({ start: 1, end: 3 }, 3));
  assert.ok(!contains({ start: 1, end: 3 }, 0) && !contains({ start: 1, end: 3 }, 4));
  assert.ok(overlaps({ start: 1, end: 3 }, { start: 3, end: 4 }));
  assert.ok(!overlaps({ start: 1, end: 3 }, { start: 4, end: 5 }));
});
