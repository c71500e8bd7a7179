import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol } from 'vscode-languageserver/node';
import { HEAD, HOSTILE } from '../support/hostile.ts';
import { startClient } from '../support/lsp.ts';

const LARGE: Readonly<Record<string, string>> = {
  'ten megabytes': `${HEAD}${`${'Words of a document. '.repeat(10)}\n\n`.repeat(48_000)}`,
  'a line of five megabytes': `${HEAD}${'x'.repeat(4_999_900)}`,
  '100,000 headings': `${HEAD}${'## Own\n'.repeat(100_000)}`,
  '5,000 nested lists': `${HEAD}${'- '.repeat(5000)}x\n`,
  '5,000 nested quotes': `${HEAD}${'> '.repeat(5000)}x\n`,
  ...Object.fromEntries(Object.entries(HOSTILE).map(([name, fill]) => [name, HEAD + fill(2000)])),
};

test('the server handles any document, and answers about other documents stay correct', async (t) => {
  const client = await startClient(t);
  const small = 'file:///home/small.md';
  client.open(small, HEAD);
  const expected = (await client.pull(small)).items;
  assert.ok(expected.length > 0);
  for (const [name, text] of Object.entries(LARGE)) {
    const uri = 'file:///home/design-doc.md';
    client.open(uri, text);
    assert.ok((await client.pull(uri)).items.length > 0, name);
    const position = { line: 4, character: 1 };
    const ask = <T>(method: string): Promise<T> =>
      client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position });
    assert.ok((await ask<DocumentSymbol[]>('documentSymbol')).length > 0, name);
    await ask('completion');
    await ask('hover');
    client.change(uri, 2, { range: { start: position, end: position }, text: '\uD800\0x' });
    assert.ok((await client.pull(uri)).items.length > 0, name);
    client.close(uri);
  }
  client.change(small, 2, {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    text: '',
  });
  assert.deepEqual((await client.pull(small)).items, expected);
  assert.deepEqual(client.logged, []);
  assert.equal(await client.stop(), 0);
});
