import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { EDIT, EXPLAIN, SKELETON, TEMPLATE_PLACE, TEMPLATES } from '../../server/src/protocol.ts';
import { SEED } from './engine.ts';
import { CAPABLE, startWire, type Wire } from './wire.ts';

export const A = 'file:///home/a.md';
export const START = { line: 0, character: 0 };
export const ALL = { start: START, end: { line: 9999, character: 0 } };
export const START_PARAMS = { processId: process.pid, rootUri: null, capabilities: CAPABLE };

export const request = (id: unknown, method: unknown, params?: unknown) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});
export const notification = (method: string, params?: unknown) => ({ jsonrpc: '2.0', method, params });
export const opened = (uri: string, text: string, version = 1) =>
  notification('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version, text } });
export const changed = (uri: string, version: unknown, ...contentChanges: unknown[]) =>
  notification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
export const closed = (uri: string) => notification('textDocument/didClose', { textDocument: { uri } });
export const cancelled = (id: unknown) => notification('$/cancelRequest', { id });

/** One request of every kind about a document. */
export const requests = (uri: string): readonly (readonly [method: string, params: object | undefined])[] => {
  const textDocument = { uri };
  const at = { textDocument, position: START };
  return [
    ['textDocument/diagnostic', { textDocument }],
    ['textDocument/completion', at],
    ['textDocument/hover', at],
    ['textDocument/inlayHint', { textDocument, range: ALL }],
    ['textDocument/codeAction', { textDocument, range: ALL, context: { diagnostics: [] } }],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/foldingRange', { textDocument }],
    ['textDocument/selectionRange', { textDocument, positions: [START] }],
    ['textDocument/codeLens', { textDocument }],
    ['textDocument/documentLink', { textDocument }],
    ['textDocument/definition', at],
    ['textDocument/references', { ...at, context: { includeDeclaration: true } }],
    ['workspace/symbol', { query: '' }],
    [EDIT, { uri, action: { kind: 'setLevel', level: 'secure' } }],
    [EXPLAIN, { uri }],
    [TEMPLATE_PLACE, { uri, section: 'overview' }],
    [SKELETON, { template: 'adr', title: 'T', level: undefined }],
    [TEMPLATES, undefined],
  ];
};

/** An initialized session in which one document is open. */
export async function session(t: TestContext): Promise<Wire> {
  const wire = startWire(t);
  await wire.ask('initialize', START_PARAMS);
  wire.send(notification('initialized', {}), opened(A, SEED));
  return wire;
}

/** The answers of a new session without abuse. */
let expectedAnswers: readonly string[] | undefined;

/** Asserts that the server answers every request as in a new session and shuts down with code 0. */
export async function assertStillWorks(t: TestContext, wire: Wire): Promise<void> {
  expectedAnswers ??= await allAnswers(await session(t), A);
  assert.deepEqual(await allAnswers(wire, A), expectedAnswers);
  wire.send(request('bye', 'shutdown'), notification('exit'));
  assert.equal(await wire.ended(), 0, wire.errors());
}

/** The answers to all requests about a document, as JSON without URIs, versions, and result ids. */
export async function allAnswers(wire: Wire, uri: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const [method, params] of requests(uri)) {
    const { error, result } = await wire.ask(method, params);
    assert.equal(error, undefined, method);
    const text = JSON.stringify({ method, result }).replaceAll(uri, 'the document');
    answers.push(text.replace(/"(?:resultId|version)":"?\d+"?/g, ''));
  }
  return answers;
}

// Error codes of JSON-RPC and LSP.
export const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
export const INVALID_PARAMS = -32602;
export const METHOD_NOT_FOUND = -32601;
export const NOT_INITIALIZED = -32002;

export const documentParams = { textDocument: { uri: A } };
