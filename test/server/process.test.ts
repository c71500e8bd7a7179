import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { SEED } from '../support/engine.ts';
import { SERVER, startClient } from '../support/lsp.ts';

async function run(t: TestContext, args: readonly string[], input: string) {
  const child = spawn(process.execPath, [SERVER, ...args]);
  t.after(() => child.kill());
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, errors };
}

test('exits with 0 after a shutdown', async (t) => {
  const client = await startClient(t);
  client.open('file:///home/a.md', SEED);
  assert.equal(await client.stop(), 0);
});

test('exits with 1 if it is told to exit without a shutdown', async (t) => {
  const client = await startClient(t);
  const exited = once(client.process, 'exit');
  await client.connection.sendNotification('exit');
  assert.deepEqual(await exited, [1, null]);
});

test('exits with 1 if its input ends without a shutdown', async (t) => {
  const client = await startClient(t);
  const exited = once(client.process, 'exit');
  client.process.stdin?.end();
  assert.deepEqual(await exited, [1, null]);
});

test('exits with 2 and says how it is started, if no transport is given', async (t) => {
  const { code, errors } = await run(t, [], '');
  assert.equal(code, 2);
  assert.match(errors, /^Usage: server\.js --stdio .*\n$/);
});

test('ends on input that is no message', async (t) => {
  const { code } = await run(t, ['--stdio'], 'GET / HTTP/1.1\r\n\r\nno message\r\n\r\n');
  assert.equal(typeof code, 'number');
});

test('the bundle serves a worker with nothing of Node', async () => {
  const worker = await webWorker();
  const { capabilities } = await worker.request<{ capabilities: object }>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  assert.ok('completionProvider' in capabilities);
  worker.notify('initialized', {});
  worker.notify('textDocument/didOpen', {
    textDocument: { uri: 'file:///a.md', languageId: 'markdown', version: 1, text: SEED },
  });
  const { items } = await worker.request<{ items: { code: string; severity: number }[] }>(
    'textDocument/diagnostic',
    { textDocument: { uri: 'file:///a.md' } },
  );
  const seen = items.filter(({ severity }) => severity !== 4).map(({ code }) => code);
  assert.deepEqual([...seen], ['unwritten-section', 'unset-quality-level']);
  assert.equal(await worker.request('shutdown', undefined), null);
});

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
}

/** The bundle in a context that has what a web worker has of what it needs, and no more. */
async function webWorker() {
  const answers = new Map<number, (result: unknown) => void>();
  const scope: Record<string, unknown> & { onmessage?: (event: { data: unknown }) => void } = {
    setTimeout,
    clearTimeout,
    crypto,
    TextEncoder,
    TextDecoder,
    URL,
    console,
    addEventListener() {},
    postMessage: ({ id, result }: Answer) => id !== undefined && answers.get(id)?.(result),
  };
  scope['self'] = scope;
  createContext(scope);
  runInContext(readFileSync(SERVER, 'utf8'), scope);
  // A worker gets its first message in a later turn than its script.
  await new Promise((resolve) => setImmediate(resolve));
  const send = (message: object) => scope.onmessage?.({ data: { jsonrpc: '2.0', ...message } });
  let count = 0;
  return {
    notify: (method: string, params: unknown) => send({ method, params }),
    request: <R>(method: string, params: unknown): Promise<R> =>
      new Promise((resolve) => {
        const id = ++count;
        answers.set(id, (result) => resolve(result as R));
        send({ id, method, params });
      }),
  };
}
