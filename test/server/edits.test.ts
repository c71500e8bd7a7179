import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DocumentSymbolRequest, type Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SEED } from '../support/engine.ts';
import { type Client, startClient } from '../support/lsp.ts';

const A = 'file:///home/a.md';

/** Asserts that the server's answers for the edited document equal those for `text` opened fresh. */
async function assertSameAsFresh(client: Client, text: string): Promise<void> {
  const fresh = 'file:///home/fresh.md';
  client.open(fresh, text);
  const symbols = (uri: string) =>
    client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
  assert.deepEqual(await symbols(A), await symbols(fresh));
  const found = async (uri: string) =>
    JSON.stringify((await client.pull(uri)).items).replaceAll(uri, 'the document');
  assert.equal(await found(A), await found(fresh));
  client.close(fresh);
}

function caret(line: number, character: number): Range {
  return { start: { line, character }, end: { line, character } };
}

const LEVEL = '## Quality\n- Quality Level: secure\n\n';

test('positions count UTF-16 code units, so astral characters count twice', async (t) => {
  const client = await startClient(t);
  client.open(A, `${LEVEL}## 🚀🚀 Overview\nWords 𝒳.\n`);
  client.change(A, 2, {
    range: { start: { line: 3, character: 5 }, end: { line: 3, character: 7 } },
    text: 'ö',
  });
  await assertSameAsFresh(client, `${LEVEL}## 🚀ö Overview\nWords 𝒳.\n`);
  client.change(A, 3, { range: caret(4, 8), text: '\n\n## Data Model' });
  await assertSameAsFresh(client, `${LEVEL}## 🚀ö Overview\nWords 𝒳\n\n## Data Model.\n`);
});

test('positions after the end of a line or of the document mean that end', async (t) => {
  const client = await startClient(t);
  client.open(A, LEVEL);
  client.change(A, 2, { range: caret(0, 999), text: ' of Service' });
  await assertSameAsFresh(client, LEVEL.replace('Quality\n', 'Quality of Service\n'));
  client.change(A, 3, { range: caret(999, 999), text: '## Overview' });
  await assertSameAsFresh(client, `${LEVEL.replace('Quality\n', 'Quality of Service\n')}## Overview`);
  client.change(A, 4, {
    range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    text: LEVEL,
  });
  await assertSameAsFresh(client, LEVEL);
});

test('edits keep CRLF line breaks', async (t) => {
  const client = await startClient(t);
  const text = SEED.replaceAll('\n', '\r\n');
  client.open(A, text);
  client.change(A, 2, { range: caret(3, 11), text: ' and Goals\r\nWords.\r\n' });
  await assertSameAsFresh(client, text.replace('## Overview', '## Overview and Goals\r\nWords.\r\n'));
});

test('several changes in one notification apply in order', async (t) => {
  const client = await startClient(t);
  client.open(A, LEVEL);
  client.change(
    A,
    2,
    { range: caret(3, 0), text: '## Overview\n' },
    { range: caret(3, 11), text: ' 🚀' },
    { range: caret(4, 0), text: 'Words.\n' },
  );
  await assertSameAsFresh(client, `${LEVEL}## Overview 🚀\nWords.\n`);
});

test('hundreds of random edits, including lone surrogates', async (t) => {
  const client = await startClient(t);
  let text = SEED.replaceAll('\n', '\r\n');
  client.open(A, text);
  const random = generator(7);
  for (let version = 2; version <= 300; version++) {
    const mirror = TextDocument.create(A, 'markdown', version, text);
    const start = { line: random(mirror.lineCount + 2), character: random(40) };
    const end = {
      line: start.line + random(3),
      character: random(3) === 0 ? 999 : start.character + random(4),
    };
    const change = { range: { start, end }, text: PIECES[random(PIECES.length)] as string };
    const from = mirror.offsetAt(start);
    text = text.slice(0, from) + change.text + text.slice(Math.max(from, mirror.offsetAt(end)));
    client.change(A, version, change);
    if (version % 50 === 0) await assertSameAsFresh(client, text);
  }
});

const PIECES = [
  '',
  '\n',
  '\r\n',
  '# ',
  '## Overview\n',
  '🚀',
  '\uD83D',
  '```\n',
  '<!-- Phase 1: Core Technical -->\n',
  '-->',
  '- Quality Level: secure\n',
  '|',
  'words ',
  SEED,
];

/** Pseudorandom numbers, the same in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}
