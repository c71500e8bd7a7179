import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { SEED } from '../support/engine.ts';
import { SERVER, startClient } from '../support/lsp.ts';

async function run(t: TestContext, args: readonly string[], input: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [SERVER, ...args], { env: { ...process.env, ...env } });
  t.after(() => child.kill());
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.on('error', () => {});
  // A client that sends `exit` keeps the pipe open until the server has exited.
  child.stdin.write(input);
  if (input !== session) child.stdin.end();
  const [code] = await once(child, 'close');
  return { code, errors };
}

test('exits with 0 after a shutdown', async (t) => {
  const client = await startClient(t);
  client.open('file:///home/a.md', SEED);
  assert.equal(await client.stop(), 0);
});

test('exits with 1 after an exit without a shutdown', async (t) => {
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

test('exits with 2 and prints the usage if no transport is given', async (t) => {
  const { code, errors } = await run(t, [], '');
  assert.equal(code, 2);
  assert.match(errors, /^Usage: server\.js --stdio .*\n$/);
});

test('exits on input that is not a message', async (t) => {
  const { code } = await run(t, ['--stdio'], 'GET / HTTP/1.1\r\n\r\nno message\r\n\r\n');
  assert.equal(typeof code, 'number');
});

/** The messages of a minimal session. */
const session = [
  { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
  { method: 'initialized', params: {} },
  { id: 2, method: 'shutdown' },
  { method: 'exit' },
]
  .map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }))
  .map((body) => `Content-Length: ${body.length}\r\n\r\n${body}`)
  .join('');

test('compiled code is cached in the user’s cache folder, and compiled again if the cache is broken', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const env = { XDG_CACHE_HOME: folder, LOCALAPPDATA: folder, NODE_COMPILE_CACHE: undefined };
  const start = (): ReturnType<typeof run> => run(t, ['--stdio'], session, env);
  const cached = (): string[] =>
    globSync('design-docs/compiled/*/*', { cwd: folder }).map((name) => join(folder, name));
  assert.deepEqual(await start(), { code: 0, errors: '' });
  assert.equal(cached().length, 1);
  const [file = ''] = cached();
  const { size } = statSync(file);
  assert.ok(size > 50_000, `${size} bytes`);
  writeFileSync(file, 'broken');
  assert.deepEqual(await start(), { code: 0, errors: '' });
  assert.deepEqual(cached(), [file]);
  assert.ok(statSync(file).size > 50_000);
});

test('starts if nothing can be cached', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, '']) {
    const env = { XDG_CACHE_HOME: path, LOCALAPPDATA: path, HOME: path, NODE_COMPILE_CACHE: undefined };
    assert.deepEqual(await run(t, ['--stdio'], session, env), { code: 0, errors: '' });
  }
  assert.equal(readFileSync(file, 'utf8'), '');
});

test('the bundle runs in a web worker without Node', async () => {
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

/** Runs the bundle in a context with only those globals of a web worker that it needs. */
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
  runInContext(readFileSync(join(dirname(SERVER), 'server', 'main.js'), 'utf8'), scope);
  // A worker gets its first message after the turn in which its script runs.
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
