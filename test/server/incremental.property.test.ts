import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CodeActionRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  type Position,
  SemanticTokensRequest,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { documents } from '../markdown/documents.ts';
import { designs } from '../rules/designs.ts';
import { acts } from '../support/edits.ts';
import { type Client, startClient } from '../support/lsp.ts';
import fc, { runs } from '../support/property.ts';

/** How an editor names a place: as it is, behind the end of its line, behind the end of the document, or before it. */
const SAID = [
  'as it is',
  'as it is',
  'as it is',
  'behind its line',
  'behind the end',
  'before the start',
] as const;
type Said = (typeof SAID)[number];

const change = fc.record({
  act: acts(fc.oneof(documents(), designs())),
  start: fc.constantFrom(...SAID),
  end: fc.constantFrom(...SAID),
  isWhole: fc.integer({ min: 0, max: 19 }).map((number) => number === 0),
});

/** Each notification brings several changes, of which each speaks of the text that the one before it makes. */
const notifications = fc.array(
  fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 4 }), isAsked: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
);

test('after any notifications a document is told of as the same text opened anew', async (t) => {
  const client = await startClient(t, { initializationOptions: { readiness: true } });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(designs(), documents()), notifications, async (begun, all) => {
      const uri = `file:///home/${++count}/design-doc.md`;
      let text = `<!-- design-docs: template=technical-design -->\n${begun}`;
      client.open(uri, text);
      for (const [nth, { changes, isAsked }] of all.entries()) {
        const told = changes.map(({ act, start, end, isWhole }) => {
          const { newText, ...range } = act(text, []);
          const [event, after] = isWhole
            ? whole(`${text.slice(0, range.start)}${newText}${text.slice(range.end)}`)
            : partial(text, [placed(text, range.start, start), placed(text, range.end, end)], newText);
          text = after;
          return event;
        });
        client.change(uri, nth + 2, ...told);
        if (isAsked) await assertReadAs(client, uri, text, nth + 2);
      }
      await assertReadAs(client, uri, text, all.length + 1);
      client.close(uri);
    }),
    { numRuns: runs(60) },
  );
  assert.deepEqual(client.logged, []);
});

function whole(text: string): [TextDocumentContentChangeEvent, string] {
  return [{ text }, text];
}

/** A change between two positions, and what a document that counts its lines anew makes of the text. */
function partial(
  text: string,
  [start, end]: readonly [Position, Position],
  newText: string,
): [TextDocumentContentChangeEvent, string] {
  const document = TextDocument.create('', 'markdown', 0, text);
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  // What a range means whose end is before its start, nobody says; so none is sent here.
  const range = { start, end: to < from ? start : end };
  const after = text.slice(0, from) + newText + text.slice(Math.max(from, to));
  return [{ range, text: newText }, after];
}

function placed(text: string, offset: number, said: Said): Position {
  const { line, character } = TextDocument.create('', 'markdown', 0, text).positionAt(offset);
  if (said === 'behind its line') return { line, character: character + 100_000 };
  if (said === 'behind the end') return { line: line + 100_000, character };
  return said === 'before the start' ? { line: -1, character: -character } : { line, character };
}

/** Asks all about a document, and all about another of the same text. */
async function assertReadAs(client: Client, uri: string, text: string, version: number): Promise<void> {
  const fresh = uri.replace('/home/', '/fresh/');
  client.open(fresh, text);
  const edited = await told(client, uri, version);
  assert.equal(edited, await told(client, fresh, 1), JSON.stringify(text));
  client.close(fresh);
}

async function told(client: Client, uri: string, version: number): Promise<string> {
  const textDocument = { uri };
  const start = { line: 0, character: 0 };
  const { connection, readiness } = client;
  const answers = {
    diagnostics: (await client.pull(uri)).items,
    symbols: await connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
    folding: await connection.sendRequest(FoldingRangeRequest.type, { textDocument }),
    tokens: await connection.sendRequest(SemanticTokensRequest.type, { textDocument }),
    actions: await connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range: { start, end: { line: 1e6, character: 0 } },
      context: { diagnostics: [] },
    }),
  };
  // It is sent within two turns of the server, of which each answer took one; and only if it has changed.
  const last = readiness.findLast((each) => each.uri === uri);
  assert.ok(last, 'readiness was sent');
  return Object.entries({ ...answers, readiness: { ...last, version } })
    .map(([name, answer]) => `${name}: ${JSON.stringify(answer)}`)
    .join('\n')
    .replaceAll(uri, 'the document')
    .replaceAll(`"version":${version}`, '"version":0');
}
