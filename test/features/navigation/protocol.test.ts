import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ClientCapabilities,
  CompletionRequest,
  DefinitionRequest,
  DocumentLinkRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type ResponseError,
  type TextDocumentPositionParams,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver/node';
import type { HostFeature } from '../../../server/src/protocol.ts';
import { type Client, PULL, PUSH, startClient } from '../../support/lsp.ts';

const A = 'file:///home/a%20technical_design.md';
const B = 'file:///home/b_technical_design.md';
const README = 'file:///home/README.md';
const PREPARES: ClientCapabilities = { ...PULL, textDocument: { rename: { prepareSupport: true } } };

function openAll(client: Client): void {
  client.open(
    A,
    '\uFEFF# Technical Design\r\n\r\n😀 [a](#risks) [b](b_technical_design.md)\r\n\r\n## Risks\r\n',
  );
  client.open(B, '# Other\n\n[a](<a technical_design.md#risks>)\n');
  client.open(README, '# Read me\n\n[a](#read-me) [b](a%20technical_design.md#risks)\n');
}

function at(uri: string, line: number, character: number): TextDocumentPositionParams {
  return { textDocument: { uri }, position: { line, character } };
}

function on(line: number, start: number, end: number) {
  return { start: { line, character: start }, end: { line, character: end } };
}

test('an editor without Markdown support gets document links, definitions, references, and workspace symbols', async (context) => {
  const client = await startClient(context, { capabilities: PUSH });
  const { connection } = client;
  openAll(client);
  assert.deepEqual(await connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri: A } }), [
    { range: on(2, 7, 13), target: `${A}#L5,1` },
    { range: on(2, 19, 40), target: B },
  ]);
  const heading = { uri: A, range: on(4, 0, 8) };
  assert.deepEqual(await connection.sendRequest(DefinitionRequest.type, at(B, 2, 20)), heading);
  const references = { ...at(A, 4, 4), context: { includeDeclaration: true } };
  assert.deepEqual(await connection.sendRequest(ReferencesRequest.type, references), [
    heading,
    { uri: A, range: on(2, 7, 13) },
    { uri: B, range: on(2, 5, 32) },
    { uri: README, range: on(2, 18, 47) },
  ]);
  const symbols = await connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'ri' });
  assert.deepEqual(symbols, [
    { name: 'Risks', kind: 15, location: heading, containerName: 'Technical Design' },
  ]);
});

test('a rename edits all open files, with their versions if the client supports versioned edits', async (context) => {
  for (const capabilities of [PREPARES, PUSH]) {
    const client = await startClient(context, { capabilities });
    const { connection, initialized } = client;
    const isAsked = capabilities === PREPARES;
    assert.deepEqual(initialized.capabilities.renameProvider, isAsked ? { prepareProvider: true } : true);
    openAll(client);
    client.change(B, 2, { range: on(0, 2, 2), text: '😀' });
    const edit = await connection.sendRequest(RenameRequest.type, { ...at(B, 2, 20), newName: 'Costs & Co' });
    const inA = [
      { range: on(4, 3, 8), newText: 'Costs & Co' },
      { range: on(2, 8, 13), newText: 'costs--co' },
    ];
    const inB = [{ range: on(2, 27, 32), newText: 'costs--co' }];
    const inReadme = [{ range: on(2, 42, 47), newText: 'costs--co' }];
    const documentChanges = [
      { textDocument: { uri: A, version: 1 }, edits: inA },
      { textDocument: { uri: B, version: 2 }, edits: inB },
      { textDocument: { uri: README, version: 1 }, edits: inReadme },
    ];
    const changes = { [A]: inA, [B]: inB, [README]: inReadme };
    const isVersioned = capabilities.workspace?.workspaceEdit?.documentChanges;
    assert.deepEqual(edit, isVersioned ? { documentChanges } : { changes });
  }
});

test('a rename where nothing can be renamed fails with the reason', async (context) => {
  const client = await startClient(context, { capabilities: PREPARES });
  const { connection } = client;
  openAll(client);
  const text = await connection.sendRequest(PrepareRenameRequest.type, at(A, 4, 3));
  assert.deepEqual(text, { range: on(4, 3, 8), placeholder: 'Risks' });
  const reason = /^Nothing to rename here/;
  const isRefusal = ({ message }: ResponseError): boolean => reason.test(message);
  await assert.rejects(connection.sendRequest(PrepareRenameRequest.type, at(A, 1, 0)), isRefusal);
  const rename = { ...at(A, 1, 0), newName: 'Costs' };
  await assert.rejects(connection.sendRequest(RenameRequest.type, rename), isRefusal);
  assert.deepEqual(client.logged, [], 'a rejected rename is not logged as an error');
});

test('the server completes anchors after #', async (context) => {
  const client = await startClient(context);
  client.open(A, '# Technical Design\n\n[a](#)\n\n## Risks\n');
  const params = { ...at(A, 2, 5), context: { triggerKind: 2 as const, triggerCharacter: '#' } };
  const answer = await client.connection.sendRequest(CompletionRequest.type, params);
  const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
  assert.deepEqual(
    items.map(({ label, textEdit }) => [label, textEdit]),
    [
      ['technical-design', { range: on(2, 5, 5), newText: 'technical-design' }],
      ['risks', { range: on(2, 5, 5), newText: 'risks' }],
    ],
  );
});

test('returns nothing for other Markdown files, for closed files, and if the tool is turned off', async (context) => {
  const off = await startClient(context, { settings: { enable: false } });
  const other = await startClient(context);
  for (const [client, uri] of [
    [off, A],
    [other, README],
    [other, 'file:///home/closed_technical_design.md'],
  ] as const) {
    openAll(client);
    const { connection } = client;
    const place = at(uri, 0, 4);
    const references = { ...place, context: { includeDeclaration: true } };
    assert.deepEqual(await connection.sendRequest(DocumentLinkRequest.type, place), []);
    assert.equal(await connection.sendRequest(DefinitionRequest.type, at(uri, 2, 5)), null);
    assert.deepEqual(await connection.sendRequest(ReferencesRequest.type, references), []);
    assert.equal(await connection.sendRequest(PrepareRenameRequest.type, place), null);
    assert.equal(await connection.sendRequest(RenameRequest.type, { ...place, newName: 'X' }), null);
    assert.equal(await connection.sendRequest(CompletionRequest.type, at(uri, 2, 5)), null);
  }
  const found = await other.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'read' });
  assert.deepEqual(found, []);
  assert.deepEqual(await off.connection.sendRequest(WorkspaceSymbolRequest.type, { query: '' }), []);
});

const PROVIDERS = {
  documentSymbol: 'documentSymbolProvider',
  workspaceSymbol: 'workspaceSymbolProvider',
  documentLink: 'documentLinkProvider',
  foldingRange: 'foldingRangeProvider',
  selectionRange: 'selectionRangeProvider',
} as const satisfies Partial<Record<HostFeature, string>>;

test('the server does not register features that the host provides', async (context) => {
  const all = Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[];
  const offered = ({ initialized }: Client): string[] => {
    const capabilities = initialized.capabilities as Readonly<Record<string, unknown>>;
    return all.filter((feature) => capabilities[PROVIDERS[feature]]);
  };
  assert.deepEqual(offered(await startClient(context)), all);
  const hostProvides: HostFeature[] = [...all, 'anchorCompletion'];
  const hosted = await startClient(context, { initializationOptions: { hostProvides } });
  assert.deepEqual(offered(hosted), []);
  openAll(hosted);
  assert.equal(await hosted.connection.sendRequest(CompletionRequest.type, at(A, 2, 9)), null);
  const withoutLinks = { initializationOptions: { hostProvides: ['documentLink'] as const } };
  const some = await startClient(context, withoutLinks);
  assert.deepEqual(
    offered(some),
    all.filter((feature) => feature !== 'documentLink'),
  );
});
