import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lineAt, lineBreakOf, lineRangeAt, lineStarts, nextLine } from '../../server/src/text/lines.ts';
import fc from '../support/property.ts';

const texts = fc
  .array(fc.constantFrom('\n', '\r\n', '\r', 'a', ' ', '🚀', '\u2028', '\uD800'), { maxLength: 20 })
  .map((units) => units.join(''));

test('lines start where the Language Server Protocol says', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const document = TextDocument.create('test:', 'markdown', 1, text);
      const expected = Array.from({ length: document.lineCount }, (_, line) =>
        document.offsetAt({ line, character: 0 }),
      );
      assert.deepEqual(lineStarts(text), expected);
    }),
  );
});

test('every offset is on the line that the protocol says', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, anywhere) => {
      const offset = anywhere % (text.length + 1);
      const document = TextDocument.create('test:', 'markdown', 1, text);
      const { line } = document.positionAt(offset);
      const start = document.offsetAt({ line, character: 0 });
      const next = document.offsetAt({ line: line + 1, character: 0 });
      assert.equal(lineAt(lineStarts(text), offset), line);
      assert.deepEqual(lineRangeAt(text, offset), {
        start,
        end: start + text.slice(start, next).replace(/[\r\n]+$/, '').length,
      });
      assert.equal(nextLine(text, offset), next);
    }),
  );
});

test('line starts can be computed from a later offset', () => {
  assert.deepEqual(lineStarts('a\nb\nc', 2), [2, 4]);
});

test('returns the first line break of a text', () => {
  assert.equal(lineBreakOf('a\r\nb\n'), '\r\n');
  assert.equal(lineBreakOf('a\rb\n'), '\r');
  assert.equal(lineBreakOf('a\nb\r\n'), '\n');
  assert.equal(lineBreakOf('words'), '\n');
});
