import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CompletionRequest,
  DidChangeConfigurationNotification,
  HoverRequest,
  InlayHintRequest,
  RegistrationRequest,
  ResponseError,
} from 'vscode-languageserver/node';
import { SEED } from '../support/engine.ts';
import { type Client, type ClientOptions, PULL, PUSH, startClient } from '../support/lsp.ts';

const A = 'file:///home/a.md';

function codes(items: readonly { code?: unknown }[]): unknown[] {
  return [...new Set(items.map(({ code }) => code))];
}

/** Changes the settings of a client that answers for them, and waits until the server asks it to refresh. */
async function configure(client: Client, options: ClientOptions, settings: unknown): Promise<void> {
  const before = client.refreshed.inlayHints;
  options.settings = settings;
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await client.until(() => client.refreshed.inlayHints > before);
}

test('settings are requested if the client supports it, before anything is checked', async (t) => {
  const client = await startClient(t, { settings: { rules: { 'unwritten-section': 'off' } } });
  client.open(A, SEED);
  assert.deepEqual(codes((await client.pull(A)).items), ['unset-quality-level']);
  assert.deepEqual(client.registered, ['workspace/didChangeConfiguration']);
});

test('changed settings are requested again, and diagnostics and hints are refreshed', async (t) => {
  const options: ClientOptions = { settings: {} };
  const client = await startClient(t, options);
  client.open(A, SEED);
  const first = await client.pull(A);
  assert.ok(first.items.every(({ severity }) => severity !== 1));
  await configure(client, options, { gate: 'level' });
  assert.ok(client.refreshed.diagnostics > 0);
  const strict = await client.pull(A, first.resultId);
  assert.equal(strict.kind, 'full');
  assert.ok(strict.items.some(({ severity, code }) => severity === 1 && code === 'unwritten-section'));
});

test('settings are taken from the notification if the client cannot be asked, and diagnostics are pushed again', async (t) => {
  const client = await startClient(t, { capabilities: PUSH });
  client.open(A, SEED);
  await client.until(() => client.published.length === 1);
  const settings = { designDocs: { rules: { 'unwritten-section': 'off' } } };
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
  const again = await client.until(() => client.published[1]);
  assert.deepEqual(codes(again.diagnostics), ['unset-quality-level']);
  assert.equal(again.version, 1);
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  const defaults = await client.until(() => client.published[2]);
  assert.deepEqual(defaults.diagnostics, client.published[0]?.diagnostics);
});

test('each invalid setting is reported once, and the rest applies', async (t) => {
  const wrong = { gate: 'strict', enable: 1, rules: { 'unwritten-section': 'off' }, unknown: true };
  const options: ClientOptions = { settings: wrong };
  const client = await startClient(t, options);
  client.open(A, SEED);
  assert.deepEqual(codes((await client.pull(A)).items), ['unset-quality-level']);
  const messages = client.warnings.map(({ message }) => message).sort();
  assert.equal(messages.length, 2);
  assert.match(messages[0] ?? '', /designDocs\.enable must be true or false\. The value 1 is ignored\./);
  assert.match(
    messages[1] ?? '',
    /designDocs\.gate must be "progressive", "level", or a phase number\. The value "strict" is ignored\./,
  );
  await configure(client, options, { ...wrong, inlayHints: false });
  await client.pull(A);
  assert.equal(client.warnings.length, 2, 'a message is not repeated');
  await configure(client, options, { rules: { 'no-such-rule': 'off', 'unset-quality-level': 'off' } });
  assert.deepEqual(codes((await client.pull(A)).items), ['unwritten-section'], 'the other rules apply');
  assert.match(
    client.warnings[2]?.message ?? '',
    /designDocs\.rules has unknown rules \(no-such-rule\)\. Its valid entries still apply\./,
  );
});

test('invalid settings of any type do no harm', async (t) => {
  const options: ClientOptions = { settings: null };
  const client = await startClient(t, options);
  client.open(A, SEED);
  const { items } = await client.pull(A);
  for (const settings of [
    'x',
    7,
    [],
    { rules: [] },
    { rules: null },
    { gate: -1 },
    { gate: 1.5 },
    { inlayHints: 'no' },
  ]) {
    await configure(client, options, settings);
    assert.deepEqual((await client.pull(A)).items, items, JSON.stringify(settings));
  }
});

test('the server is silent while it is turned off, and works once it is turned on', async (t) => {
  const options: ClientOptions = { settings: { enable: false }, initializationOptions: { readiness: true } };
  const client = await startClient(t, options);
  client.open(A, SEED);
  const textDocument = { uri: A };
  const position = { line: 3, character: 4 };
  const level = {
    line: SEED.split('\n').findIndex((line) => line.startsWith('- Quality Level:')),
    character: 17,
  };
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const ask = async () => [
    (await client.pull(A)).items,
    await client.connection.sendRequest(CompletionRequest.type, {
      textDocument,
      position: level,
    }),
    await client.connection.sendRequest(HoverRequest.type, { textDocument, position }),
    await client.connection.sendRequest(InlayHintRequest.type, { textDocument, range }),
  ];
  assert.deepEqual(await ask(), [[], null, null, []]);
  const kinds = () => client.readiness.map(({ kind }) => kind);
  await client.until(() => kinds().length === 1);
  assert.deepEqual(kinds(), ['none']);
  await configure(client, options, { enable: true });
  for (const answer of await ask()) assert.ok(Array.isArray(answer) ? answer.length > 0 : answer !== null);
  await client.until(() => kinds().length === 2);
  await configure(client, options, { enable: false });
  await client.until(() => kinds().length === 3);
  assert.deepEqual(kinds(), ['none', 'document', 'none']);
});

test('inlay hints can be turned off separately', async (t) => {
  const client = await startClient(t, { settings: { inlayHints: false } });
  client.open(A, SEED);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  assert.deepEqual(
    await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: A }, range }),
    [],
  );
  assert.ok((await client.pull(A)).items.length > 0);
});

test('a client that rejects registration and settings requests gets the defaults', async (t) => {
  const refuse = () => new ResponseError(-32601, 'not here');
  const client = await startClient(t, { capabilities: PULL }, (connection) => {
    connection.onRequest(RegistrationRequest.type, refuse);
    connection.onRequest('workspace/configuration', refuse);
    connection.onRequest('workspace/diagnostic/refresh', refuse);
    connection.onRequest('workspace/inlayHint/refresh', refuse);
  });
  client.open(A, SEED);
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await client.until(() => client.logged.filter((line) => line.includes('not here')).length >= 3);
  assert.ok((await client.pull(A)).items.length > 0);
  assert.equal(await client.stop(), 0);
});
