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
import { editSteps } from '../support/edits.ts';
import { type Client, startClient } from '../support/lsp.ts';
import fc, { runs } from '../support/property.ts';

/**
 * How a position is sent: exactly, or after the end of its line, after the end of the document, or before its start.
 */
const FORMS = ['exact', 'exact', 'exact', 'after its line', 'after the end', 'before the start'] as const;
type Form = (typeof FORMS)[number];

const change = fc.record({
  act: editSteps(fc.oneof(documents(), designs())),
  start: fc.constantFrom(...FORMS),
  end: fc.constantFrom(...FORMS),
  isWhole: fc.integer({ min: 0, max: 19 }).map((number) => number === 0),
});

/** Notifications with several changes each. A change refers to the text after the previous one. */
const notifications = fc.array(
  fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 4 }), isChecked: fc.boolean() }),
  { minLength: 1, maxLength: 8 },
);

test('after any changes, answers equal those for the same text opened fresh', async (t) => {
  const client = await startClient(t, { initializationOptions: { readiness: true } });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(designs(), documents()), notifications, async (initial, all) => {
      const uri = `file:///home/${++count}/design-doc.md`;
      let text = `<!-- design-docs: template=technical-design -->\n${initial}`;
      client.open(uri, text);
      for (const [nth, { changes, isChecked }] of all.entries()) {
        const events = changes.map(({ act, start, end, isWhole }) => {
          const { newText, ...range } = act(text, []);
          const [event, after] = isWhole
            ? whole(`${text.slice(0, range.start)}${newText}${text.slice(range.end)}`)
            : partial(
                text,
                [positionOf(text, range.start, start), positionOf(text, range.end, end)],
                newText,
              );
          text = after;
          return event;
        });
        client.change(uri, nth + 2, ...events);
        if (isChecked) await assertSameAsFresh(client, uri, text, nth + 2);
      }
      await assertSameAsFresh(client, uri, text, all.length + 1);
      client.close(uri);
    }),
    { numRuns: runs(60) },
  );
  assert.deepEqual(client.logged, []);
});

function whole(text: string): [TextDocumentContentChangeEvent, string] {
  return [{ text }, text];
}

/** A change between two positions, and the text after it according to vscode-languageserver-textdocument. */
function partial(
  text: string,
  [start, end]: readonly [Position, Position],
  newText: string,
): [TextDocumentContentChangeEvent, string] {
  const document = TextDocument.create('', 'markdown', 0, text);
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  // The meaning of a range whose end is before its start is not specified, so no such range is sent.
  const range = { start, end: to < from ? start : end };
  const after = text.slice(0, from) + newText + text.slice(Math.max(from, to));
  return [{ range, text: newText }, after];
}

function positionOf(text: string, offset: number, form: Form): Position {
  const { line, character } = TextDocument.create('', 'markdown', 0, text).positionAt(offset);
  if (form === 'after its line') return { line, character: character + 100_000 };
  if (form === 'after the end') return { line: line + 100_000, character };
  return form === 'before the start' ? { line: -1, character: -character } : { line, character };
}

/** Asserts that all answers about a document equal those about a new document with the same text. */
async function assertSameAsFresh(client: Client, uri: string, text: string, version: number): Promise<void> {
  const fresh = uri.replace('/home/', '/fresh/');
  client.open(fresh, text);
  const edited = await answersFor(client, uri, version);
  assert.equal(edited, await answersFor(client, fresh, 1), JSON.stringify(text));
  client.close(fresh);
}

async function answersFor(client: Client, uri: string, version: number): Promise<string> {
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
  // Readiness is sent within two turns of the server's event loop, and each answer above took one.
  const last = readiness.findLast((each) => each.uri === uri);
  assert.ok(last, 'no readiness was sent');
  return Object.entries({ ...answers, readiness: { ...last, version } })
    .map(([name, answer]) => `${name}: ${JSON.stringify(answer)}`)
    .join('\n')
    .replaceAll(uri, 'the document')
    .replaceAll(`"version":${version}`, '"version":0');
}
