import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { designWithOwnSections, finishedDesign } from '../../bench/documents.ts';
import { SCENARIOS, VSCODE_SCENARIOS } from '../../bench/lsp/scenarios.ts';
import { applyEdit, openDocument, textOf } from '../../bench/lsp/text.ts';

const text = finishedDesign(1e4);

for (const [name, { label, start }] of Object.entries({ ...SCENARIOS, ...VSCODE_SCENARIOS })) {
  test(`${label}: editor and server have the same text, and all edits are undone`, () => {
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

  test(`${label} changes the headings as expected`, () => {
    const document = openDocument('file:///a.md', text);
    const next = start(document.lines);
    // After 17 edits, the fence is open and the new heading is complete.
    for (let count = 0; count < 17; count++) applyEdit(document, next());
    const [before, after] = [text, textOf(document)].map(headings) as [string[], string[]];
    const changed = after.filter((title) => !before.includes(title)).length;
    const expected = { paragraph: [0, 0], line: [0, 0], heading: [0, 1], newheading: [1, 1] }[name];
    if (expected) assert.deepEqual([after.length - before.length, changed], expected);
    else assert.ok(after.length < before.length, 'the headings after the fence are code');
  });
}

function headings(markdown: string): string[] {
  const tokens = new MarkdownIt().parse(markdown, {});
  return tokens.flatMap(({ type }, index) =>
    type === 'heading_open' ? [tokens[index + 1]?.content ?? ''] : [],
  );
}

for (const write of [finishedDesign, designWithOwnSections]) {
  test(`${write.name} writes documents of the requested size`, () => {
    for (const size of [1e4, 1e5, 1e6]) {
      const { length } = write(size);
      assert.ok(Math.abs(length - size) < size / 10, `${length} for ${size}`);
    }
  });
}

test('documents with own sections have many of them', () => {
  for (const size of [1e4, 1e5, 1e6]) {
    const own = headings(designWithOwnSections(size)).filter((title) => title.startsWith('Component '));
    assert.ok(own.length > size / 2000, `${own.length} in ${size}`);
  }
});
