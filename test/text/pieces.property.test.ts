import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type EditedText, textDocument } from '../../server/src/lsp/text-document.ts';
import fc, { runs } from '../support/property.ts';

const NAMED = { uri: 'file:///a.md', languageId: 'markdown' };

test('after many edits, a text behaves like that of vscode-languageserver-textdocument', () => {
  fc.assert(
    fc.property(texts(), fc.array(fc.tuple(fc.nat(), fc.nat(), texts()), { maxLength: 8 }), (text, edits) => {
      let ours = textDocument(NAMED, 1, text);
      assertSame(ours, text);
      for (const [from, length, newText] of edits) {
        const before = ours.getText();
        const start = from % (before.length + 1);
        const end = Math.min(before.length, start + (length % 3 === 0 ? length % 50_000 : length % 5));
        ours = ours.edited({ start, end, newText }, ours.version + 1);
        assertSame(ours, before.slice(0, start) + newText + before.slice(end));
      }
    }),
    { numRuns: runs(150) },
  );
});

/** Texts with every kind of line break, some of them longer than one piece. */
function texts(): fc.Arbitrary<string> {
  const words = fc.constantFrom(
    'a',
    'b\u{1F600}',
    '\r',
    '\n',
    '\r\n',
    '\n\r',
    '',
    '# x\n',
    '\u2028',
    '\uD800',
  );
  const short = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(''));
  return fc.oneof(
    short,
    fc.tuple(short, fc.integer({ min: 1000, max: 9000 })).map(([some, n]) => some.repeat(n)),
  );
}

function assertSame(ours: EditedText, text: string): void {
  const theirs = TextDocument.create(NAMED.uri, NAMED.languageId, ours.version, text);
  // Not assert.equal, because its message would contain both texts.
  assert.ok(ours.getText() === text);
  assert.equal(ours.length, text.length);
  assert.equal(ours.lineCount, theirs.lineCount);
  const step = Math.max(1, Math.floor(text.length / 40));
  for (let offset = -1; offset <= text.length + 1; offset += step)
    assert.deepEqual(ours.positionAt(offset), theirs.positionAt(offset), `position at ${offset}`);
  const lines = Math.max(1, Math.floor(theirs.lineCount / 20));
  for (let line = -1; line <= theirs.lineCount; line += lines) {
    for (const character of [-1, 0, 1, 2, 7, 100_000])
      assert.equal(
        ours.offsetAt({ line, character }),
        theirs.offsetAt({ line, character }),
        `${line}:${character}`,
      );
    assert.deepEqual(ours.getLineRange(line), theirs.getLineRange(line), `range of line ${line}`);
    assert.equal(ours.getEOLCharacters(line), theirs.getEOLCharacters(line), `break of line ${line}`);
  }
  const range = {
    start: ours.positionAt(Math.floor(text.length / 3)),
    end: ours.positionAt(text.length - 1),
  };
  assert.ok(ours.getText(range) === theirs.getText(range));
}
