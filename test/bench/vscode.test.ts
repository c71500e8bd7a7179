import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogOutputChannel, Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { measureEngineEdits } from '../../bench/engine-edits.ts';
import { ours, refNaive, refNull } from '../../bench/lsp/servers.ts';
import { measureVscode, vscodeCapabilities, vscodeOptions } from '../../bench/lsp/vscode.ts';
import { readClient } from '../../server/src/lsp/client.ts';
import { mockVscode } from '../client/vscode.ts';

mockVscode();
const { connectServer } = await import('../../client/src/server.ts');

test('the initialization options are those of the VS Code extension', async () => {
  const client = { onNotification() {}, onRequest() {}, async start() {} };
  let options: LanguageClientOptions | undefined;
  const server = connectServer({
    createClient: async (_id, _name, given) => {
      options = given;
      return client as unknown as BaseLanguageClient;
    },
    extensionUri: 'file:///extension/' as unknown as Uri,
    output: {} as LogOutputChannel,
    onReadiness() {},
  });
  await server.start();
  assert.deepEqual(vscodeOptions, options?.initializationOptions);
});

test('the sent capabilities turn on every client feature that the server knows', () => {
  const client = readClient({
    processId: null,
    rootUri: null,
    capabilities: vscodeCapabilities,
    initializationOptions: vscodeOptions,
  });
  const unused = Object.entries(client).filter(([, value]) => value === false);
  assert.deepEqual(unused, []);
});

for (const server of [ours, refNull, refNaive]) {
  test(`${server.name} answers all requests of VS Code and sends the readiness`, async () => {
    const { edits } = await measureVscode(server, 1e4, { edits: 3, warmup: 1, budget: 10_000 });
    for (const { p50, p95 } of Object.values(edits)) assert.ok(p50 > 0 && p95 >= p50);
  });
}

test('the engine benchmark measures each edit as a whole and each of its requests', () => {
  const phase = { least: 60, most: 60, budget: 0 };
  const rows = measureEngineEdits([1e4], { warmup: phase, measured: phase });
  assert.deepEqual(
    rows.map(({ document }) => document),
    ['template sections', 'own sections'],
  );
  for (const { times } of rows) {
    assert.ok(times.total > 0);
    for (const each of Object.values(times)) assert.ok(each <= times.total, JSON.stringify(times));
  }
});
