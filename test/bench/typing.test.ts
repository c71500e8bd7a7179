import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { finishedDesign } from '../../bench/documents.ts';
import { SCENARIOS } from '../../bench/lsp/scenarios.ts';
import { applyEdit, openDocument, textOf } from '../../bench/lsp/text.ts';

const text = finishedDesign(1e4);

for (const [name, { label, start }] of Object.entries(SCENARIOS)) {
  test(`${label}: the editor's text is the server's, and all is undone`, () => {
    const document = openDocument('file:///a.md', text);
    const server = TextDocument.create(document.uri, 'markdown', 1, text);
    const next = start(document.lines);
    for (let count = 0; count < 21; count++) {
      const edit = next();
      applyEdit(document, edit);
      TextDocument.update(server, [edit], count + 2);
      assert.equal(textOf(document), server.getText());
    }
    assert.notEqual(textOf(document), text);
    for (const edit of document.undo.toReversed()) applyEdit(document, edit);
    assert.equal(textOf(document), text);
  });

  test(`${label} changes what its name says`, () => {
    const document = openDocument('file:///a.md', text);
    const next = start(document.lines);
    // After so many the fence is open, and the new heading is written whole.
    for (let count = 0; count < 17; count++) applyEdit(document, next());
    const [before, after] = [text, textOf(document)].map(headings) as [string[], string[]];
    const changed = after.filter((title) => !before.includes(title)).length;
    const expected = { paragraph: [0, 0], heading: [0, 1], newheading: [1, 1] }[name];
    if (expected) assert.deepEqual([after.length - before.length, changed], expected);
    else assert.ok(after.length < before.length, 'a fence takes in what is behind it');
  });
}

function headings(markdown: string): string[] {
  const tokens = new MarkdownIt().parse(markdown, {});
  return tokens.flatMap(({ type }, index) =>
    type === 'heading_open' ? [tokens[index + 1]?.content ?? ''] : [],
  );
}

test('documents are as large as they are asked to be', () => {
  for (const size of [1e4, 1e5, 1e6]) {
    const { length } = finishedDesign(size);
    assert.ok(Math.abs(length - size) < size / 10, `${length} for ${size}`);
  }
});
