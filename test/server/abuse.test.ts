import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TEMPLATES } from '../../server/src/protocol.ts';
import {
  A,
  assertStillWorks,
  closed,
  documentParams,
  INVALID_PARAMS,
  INVALID_REQUEST,
  METHOD_NOT_FOUND,
  NOT_INITIALIZED,
  notification,
  opened,
  PARSE_ERROR,
  request,
  requests,
  START,
  START_PARAMS,
  session,
} from '../support/abuse.ts';
import { SEED } from '../support/engine.ts';
import { CAPABLE, frame, startWire } from '../support/wire.ts';

describe('an invalid message is answered with an error, and the server continues', () => {
  const nonsense: readonly [name: string, message: unknown, code: number, id: unknown][] = [
    ['invalid JSON', '{"jsonrpc": "2.0", "id": 1,', PARSE_ERROR, null],
    ['an empty message', '', PARSE_ERROR, null],
    ['a batch', [request(1, 'textDocument/diagnostic', documentParams)], INVALID_REQUEST, null],
    ['a number', 7, INVALID_REQUEST, null],
    ['null', null, INVALID_REQUEST, null],
    ['a deeply nested array', '['.repeat(20_000) + ']'.repeat(20_000), INVALID_REQUEST, null],
    ['no method', {}, INVALID_REQUEST, null],
    ['a method that is not a string', request(5, 7), INVALID_REQUEST, 5],
    ['an id that is null', request(null, 'textDocument/diagnostic', documentParams), INVALID_REQUEST, null],
    [
      'an id that is an object',
      request({}, 'textDocument/diagnostic', documentParams),
      INVALID_REQUEST,
      null,
    ],
    ['an unknown method', request(5, 'no/such'), METHOD_NOT_FOUND, 5],
    ['“constructor” as the method', request(5, 'constructor', {}), METHOD_NOT_FOUND, 5],
    ['an unknown optional method', request('five', '$/no/such', {}), METHOD_NOT_FOUND, 'five'],
    ['a second initialize', request(5, 'initialize', START_PARAMS), INVALID_REQUEST, 5],
  ];
  for (const [name, message, code, id] of nonsense) {
    test(name, async (t) => {
      const wire = await session(t);
      wire.write(frame(message));
      const answer = await wire.until(({ error }) => error !== undefined);
      assert.deepEqual([answer.error?.code, answer.id], [code, id]);
      assert.match(answer.error?.message ?? '', /^[A-Z].{10}/);
      await assertStillWorks(t, wire);
    });
  }

  test('invalid parameters', async (t) => {
    const wire = await session(t);
    const broken = [
      undefined,
      null,
      7,
      'x',
      [],
      [1, 2],
      {},
      { textDocument: null },
      { textDocument: { uri: 7 } },
    ];
    const half = [
      {
        ...documentParams,
        position: { line: '0', character: 0 },
        range: { start: START },
        positions: [null],
      },
      { ...documentParams, position: { line: 0.5, character: 0 }, range: 3, positions: 'all' },
    ];
    for (const [method] of requests(A).filter(([, params]) => params)) {
      const hasPosition = /position|completion|hover|definition|references|inlay|codeAction|selection/.test(
        method,
      );
      for (const params of hasPosition ? [...broken, ...half] : broken) {
        const { error } = await wire.ask(method, params);
        assert.equal(error?.code, INVALID_PARAMS, `${method} ${JSON.stringify(params)}`);
        assert.ok(error.message.startsWith(method), error.message);
      }
    }
    await assertStillWorks(t, wire);
  });

  test('responses to unknown requests, with and without a result', async (t) => {
    const wire = await session(t);
    wire.send({ jsonrpc: '2.0', id: 99, result: 1 }, { jsonrpc: '2.0', id: 98 });
    wire.send({ jsonrpc: '2.0', id: 97, error: { code: 1, message: 'no' } });
    await assertStillWorks(t, wire);
  });

  test('a response without a result counts as an answer', async (t) => {
    const wire = startWire(t);
    const capabilities = { ...CAPABLE, workspace: { configuration: true } };
    await wire.ask('initialize', { ...START_PARAMS, capabilities });
    wire.send(notification('initialized', {}), opened(A, SEED));
    const { id } = await wire.until(({ method }) => method === 'workspace/configuration');
    wire.send({ jsonrpc: '2.0', id });
    await assertStillWorks(t, wire);
  });
});

describe('a valid message', () => {
  test('may arrive byte by byte', async (t) => {
    const wire = await session(t);
    const bytes = Buffer.from(
      frame(request('piece', 'textDocument/hover', { ...documentParams, position: START })),
    );
    for (const byte of bytes) wire.write(Buffer.from([byte]));
    assert.equal((await wire.until(({ id }) => id === 'piece')).error, undefined);
    await assertStillWorks(t, wire);
  });

  test('may have other headers, with names in any case', async (t) => {
    const wire = await session(t);
    const body = JSON.stringify(request('other', TEMPLATES));
    const type = 'Content-Type: application/vscode-jsonrpc; charset=utf-8';
    wire.write(`${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    assert.equal((await wire.until(({ id }) => id === 'other')).error, undefined);
    await assertStillWorks(t, wire);
  });
});

describe('after an invalid header the server exits and says why', () => {
  const message = JSON.stringify(request('late', 'textDocument/diagnostic', documentParams));
  const broken: Readonly<Record<string, string>> = {
    'no length': `X-Length: ${message.length}\r\n\r\n${message}`,
    'a length that is not a number': `Content-Length: many\r\n\r\n${message}`,
    'a length that is too short': `Content-Length: 10\r\n\r\n${message}`,
    'a length that is too long': `Content-Length: ${message.length + 30}\r\n\r\n${message}`,
    'a huge length': `Content-Length: 99999999999999\r\n\r\n${message}`,
    'a negative length': `Content-Length: -5\r\n\r\n${message}`,
    'lines without carriage returns': `Content-Length: ${message.length}\n\n${message}`,
    'a byte order mark': `\uFEFF${frame(message)}`,
    'no header': `${message}\r\n\r\n`,
    'binary data': '\u0000\u00FF\r\n\r\n',
  };
  for (const [name, bytes] of Object.entries(broken)) {
    test(name, async (t) => {
      const wire = await session(t);
      // The server may read some of the following messages as the rest of the broken one.
      wire.write(bytes + frame(message).repeat(3));
      assert.equal(await wire.ended(), 1);
      assert.match(
        wire.errors(),
        /^The language server is exiting because its input is not a valid stream of messages: \S.*/,
      );
    });
  }

  test('the server waits for the rest of an incomplete message until the client exits', async (t) => {
    const wire = await session(t);
    wire.write(`Content-Length: 99999\r\n\r\n${message}`);
    wire.process.stdin.end();
    assert.equal(await wire.ended(), 1);
  });
});

describe('messages outside of a session', () => {
  test('before initialize, requests fail and notifications have no effect', async (t) => {
    const wire = startWire(t);
    wire.send(opened('file:///home/early.md', SEED), notification('initialized', {}));
    for (const [method, params] of requests(A))
      assert.equal((await wire.ask(method, params)).error?.code, NOT_INITIALIZED, method);
    await wire.ask('initialize', START_PARAMS);
    wire.send(notification('initialized', {}), opened(A, SEED));
    const early = { textDocument: { uri: 'file:///home/early.md' } };
    assert.deepEqual((await wire.ask('textDocument/diagnostic', early)).result, { kind: 'full', items: [] });
    await assertStillWorks(t, wire);
  });

  test('after shutdown, requests fail and only exit has an effect', async (t) => {
    const wire = await session(t);
    assert.equal((await wire.ask('shutdown')).result, null);
    for (const [method, params] of [...requests(A), ['shutdown', undefined] as const])
      assert.equal((await wire.ask(method, params)).error?.code, INVALID_REQUEST, method);
    wire.send(closed(A), notification('exit'));
    assert.equal(await wire.ended(), 0);
  });

  test('invalid parameters of initialize are ignored', async (t) => {
    const partial = {
      completion: { completionItem: { resolveSupport: {} } },
      codeAction: { dataSupport: true, resolveSupport: {} },
    };
    const nothing = { processId: null, rootUri: null, workspaceFolders: null, capabilities: CAPABLE };
    const odd = [
      { ...nothing, processId: 'me', rootUri: 7, workspaceFolders: 'all', initializationOptions: 'x' },
      { ...nothing, processId: -1.5, rootUri: {}, workspaceFolders: [null], clientInfo: 3, locale: [] },
      { capabilities: { ...CAPABLE, general: 7, window: null, workspace: [] } },
      { capabilities: { ...CAPABLE, textDocument: { ...CAPABLE.textDocument, ...partial } } },
    ];
    for (const params of odd) {
      const wire = startWire(t);
      const { result } = await wire.ask('initialize', params);
      const plain = await startWire(t).ask('initialize', nothing);
      assert.deepEqual(result, plain.result);
      wire.send(notification('initialized', {}), opened(A, SEED));
      await assertStillWorks(t, wire);
    }
    const wire = startWire(t);
    assert.equal((await wire.ask('initialize', 'x')).error?.code, INVALID_PARAMS);
    const { result } = await wire.ask('initialize', {});
    assert.ok(result, 'initialize may be sent again after it failed');
  });
});
