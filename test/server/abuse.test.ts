import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, type TestContext, test } from 'node:test';
import { EDIT, EXPLAIN, SKELETON, TEMPLATE_PLACE, TEMPLATES } from '../../server/src/protocol.ts';
import { SEED } from '../support/engine.ts';
import { CAPABLE, frame, type Received, startWire, type Wire } from '../support/wire.ts';

const A = 'file:///home/a.md';
const START = { line: 0, character: 0 };
const ALL = { start: START, end: { line: 9999, character: 0 } };
const START_PARAMS = { processId: process.pid, rootUri: null, capabilities: CAPABLE };

const request = (id: unknown, method: unknown, params?: unknown) => ({ jsonrpc: '2.0', id, method, params });
const notification = (method: string, params?: unknown) => ({ jsonrpc: '2.0', method, params });
const opened = (uri: string, text: string, version = 1) =>
  notification('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version, text } });
const changed = (uri: string, version: unknown, ...contentChanges: unknown[]) =>
  notification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
const closed = (uri: string) => notification('textDocument/didClose', { textDocument: { uri } });
const cancelled = (id: unknown) => notification('$/cancelRequest', { id });

/** One request of every kind about a document. */
const requests = (uri: string): readonly (readonly [method: string, params: object | undefined])[] => {
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

/** A session in which one document is open. */
async function session(t: TestContext): Promise<Wire> {
  const wire = startWire(t);
  await wire.ask('initialize', START_PARAMS);
  wire.send(notification('initialized', {}), opened(A, SEED));
  return wire;
}

/** What is answered in a session in which nothing happened. */
let undisturbed: readonly string[] | undefined;

/** That every request is answered as it is in such a session. */
async function assertWell(t: TestContext, wire: Wire): Promise<void> {
  undisturbed ??= await allAnswers(await session(t), A);
  assert.deepEqual(await allAnswers(wire, A), undisturbed);
  wire.send(request('bye', 'shutdown'), notification('exit'));
  assert.equal(await wire.ended(), 0, wire.errors());
}

async function allAnswers(wire: Wire, uri: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const [method, params] of requests(uri)) {
    const { error, result } = await wire.ask(method, params);
    assert.equal(error, undefined, method);
    const text = JSON.stringify({ method, result }).replaceAll(uri, 'the document');
    answers.push(text.replace(/"(?:resultId|version)":"?\d+"?/g, ''));
  }
  return answers;
}

const PARSE = -32700;
const INVALID = -32600;
const PARAMS = -32602;
const METHOD = -32601;
const EARLY = -32002;

const about = { textDocument: { uri: A } };

describe('a message that makes no sense is answered with an error, and the server goes on', () => {
  const nonsense: readonly [name: string, message: unknown, code: number, id: unknown][] = [
    ['no JSON', '{"jsonrpc": "2.0", "id": 1,', PARSE, null],
    ['nothing', '', PARSE, null],
    ['a batch', [request(1, 'textDocument/diagnostic', about)], INVALID, null],
    ['a number', 7, INVALID, null],
    ['null', null, INVALID, null],
    ['a deep list', '['.repeat(20_000) + ']'.repeat(20_000), INVALID, null],
    ['no method', {}, INVALID, null],
    ['a method that is no word', request(5, 7), INVALID, 5],
    ['an id that is null', request(null, 'textDocument/diagnostic', about), INVALID, null],
    ['an id that is an object', request({}, 'textDocument/diagnostic', about), INVALID, null],
    ['a method that nobody knows', request(5, 'no/such'), METHOD, 5],
    ['a method of an object', request(5, 'constructor', {}), METHOD, 5],
    ['an optional method that nobody knows', request('five', '$/no/such', {}), METHOD, 'five'],
    ['a second beginning', request(5, 'initialize', START_PARAMS), INVALID, 5],
  ];
  for (const [name, message, code, id] of nonsense) {
    test(name, async (t) => {
      const wire = await session(t);
      wire.write(frame(message));
      const answer = await wire.until(({ error }) => error !== undefined);
      assert.deepEqual([answer.error?.code, answer.id], [code, id]);
      assert.match(answer.error?.message ?? '', /^[A-Z].{10}/);
      await assertWell(t, wire);
    });
  }

  test('parameters of the wrong kind', async (t) => {
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
      { ...about, position: { line: '0', character: 0 }, range: { start: START }, positions: [null] },
      { ...about, position: { line: 0.5, character: 0 }, range: 3, positions: 'all' },
    ];
    for (const [method] of requests(A).filter(([, params]) => params)) {
      const some = /position|completion|hover|definition|references|inlay|codeAction|selection/.test(method);
      for (const params of some ? [...broken, ...half] : broken) {
        const { error } = await wire.ask(method, params);
        assert.equal(error?.code, PARAMS, `${method} ${JSON.stringify(params)}`);
        assert.ok(error.message.startsWith(method), error.message);
      }
    }
    await assertWell(t, wire);
  });

  test('answers to what nobody asked, and such without a result', async (t) => {
    const wire = await session(t);
    wire.send({ jsonrpc: '2.0', id: 99, result: 1 }, { jsonrpc: '2.0', id: 98 });
    wire.send({ jsonrpc: '2.0', id: 97, error: { code: 1, message: 'no' } });
    await assertWell(t, wire);
  });

  test('a client that answers without a result has answered', async (t) => {
    const wire = startWire(t);
    const capabilities = { ...CAPABLE, workspace: { configuration: true } };
    await wire.ask('initialize', { ...START_PARAMS, capabilities });
    wire.send(notification('initialized', {}), opened(A, SEED));
    const { id } = await wire.until(({ method }) => method === 'workspace/configuration');
    wire.send({ jsonrpc: '2.0', id });
    await assertWell(t, wire);
  });
});

describe('what is written in pieces', () => {
  test('is read as if it came at once', async (t) => {
    const wire = await session(t);
    const bytes = Buffer.from(frame(request('piece', 'textDocument/hover', { ...about, position: START })));
    for (const byte of bytes) wire.write(Buffer.from([byte]));
    assert.equal((await wire.until(({ id }) => id === 'piece')).error, undefined);
    await assertWell(t, wire);
  });

  test('may have other headers, and their names in any case', async (t) => {
    const wire = await session(t);
    const body = JSON.stringify(request('other', TEMPLATES));
    const type = 'Content-Type: application/vscode-jsonrpc; charset=utf-8';
    wire.write(`${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    assert.equal((await wire.until(({ id }) => id === 'other')).error, undefined);
    await assertWell(t, wire);
  });
});

describe('a frame that is broken ends the server, which says why', () => {
  const message = JSON.stringify(request('late', 'textDocument/diagnostic', about));
  const broken: Readonly<Record<string, string>> = {
    'no length': `X-Length: ${message.length}\r\n\r\n${message}`,
    'a length that is no number': `Content-Length: many\r\n\r\n${message}`,
    'a length that is too short': `Content-Length: 10\r\n\r\n${message}`,
    'a length that is too long': `Content-Length: ${message.length + 30}\r\n\r\n${message}`,
    'a length beyond measure': `Content-Length: 99999999999999\r\n\r\n${message}`,
    'a negative length': `Content-Length: -5\r\n\r\n${message}`,
    'lines that end otherwise': `Content-Length: ${message.length}\n\n${message}`,
    'a byte order mark': `\uFEFF${frame(message)}`,
    'no header at all': `${message}\r\n\r\n`,
    'bytes that are no text': '\u0000\u00FF\r\n\r\n',
  };
  for (const [name, bytes] of Object.entries(broken)) {
    test(name, async (t) => {
      const wire = await session(t);
      // A client that goes on writing finds out; what it goes on with may be taken for the end of what is broken.
      wire.write(bytes + frame(message).repeat(3));
      assert.equal(await wire.ended(), 1);
      assert.match(
        wire.errors(),
        /^The language server ends, since what it reads is not made of messages: \S.*/,
      );
    });
  }

  test('what is longer than what comes is waited for, until the client goes', async (t) => {
    const wire = await session(t);
    wire.write(`Content-Length: 99999\r\n\r\n${message}`);
    wire.process.stdin.end();
    assert.equal(await wire.ended(), 1);
  });
});

describe('a session out of order', () => {
  test('before it begins, nothing is answered and nothing is kept', async (t) => {
    const wire = startWire(t);
    wire.send(opened('file:///home/early.md', SEED), notification('initialized', {}));
    for (const [method, params] of requests(A))
      assert.equal((await wire.ask(method, params)).error?.code, EARLY, method);
    await wire.ask('initialize', START_PARAMS);
    wire.send(notification('initialized', {}), opened(A, SEED));
    const early = { textDocument: { uri: 'file:///home/early.md' } };
    assert.deepEqual((await wire.ask('textDocument/diagnostic', early)).result, { kind: 'full', items: [] });
    await assertWell(t, wire);
  });

  test('after its end, nothing is answered but the end', async (t) => {
    const wire = await session(t);
    assert.equal((await wire.ask('shutdown')).result, null);
    for (const [method, params] of [...requests(A), ['shutdown', undefined] as const])
      assert.equal((await wire.ask(method, params)).error?.code, INVALID, method);
    wire.send(closed(A), notification('exit'));
    assert.equal(await wire.ended(), 0);
  });

  test('what a client tells of itself that makes no sense counts as not told', async (t) => {
    const halfTold = {
      completion: { completionItem: { resolveSupport: {} } },
      codeAction: { dataSupport: true, resolveSupport: {} },
    };
    const nothing = { processId: null, rootUri: null, workspaceFolders: null, capabilities: CAPABLE };
    const odd = [
      { ...nothing, processId: 'me', rootUri: 7, workspaceFolders: 'all', initializationOptions: 'x' },
      { ...nothing, processId: -1.5, rootUri: {}, workspaceFolders: [null], clientInfo: 3, locale: [] },
      { capabilities: { ...CAPABLE, general: 7, window: null, workspace: [] } },
      { capabilities: { ...CAPABLE, textDocument: { ...CAPABLE.textDocument, ...halfTold } } },
    ];
    for (const params of odd) {
      const wire = startWire(t);
      const { result } = await wire.ask('initialize', params);
      const plain = await startWire(t).ask('initialize', nothing);
      assert.deepEqual(result, plain.result);
      wire.send(notification('initialized', {}), opened(A, SEED));
      await assertWell(t, wire);
    }
    const wire = startWire(t);
    assert.equal((await wire.ask('initialize', 'x')).error?.code, PARAMS);
    const { result } = await wire.ask('initialize', {});
    assert.ok(result, 'a beginning that failed may be made again');
  });
});

describe('documents out of order', () => {
  test('what is not open cannot be changed or closed, and what is open may be opened anew', async (t) => {
    const wire = await session(t);
    const other = 'file:///home/other.md';
    wire.send(
      changed(other, 2, { text: SEED }),
      closed(other),
      closed(other),
      opened(A, '# Something else\n', 7),
      opened(A, SEED, 1),
    );
    const { result } = await wire.ask('textDocument/diagnostic', { textDocument: { uri: other } });
    assert.deepEqual(result, { kind: 'full', items: [] });
    await assertWell(t, wire);
  });

  test('versions that go backwards or stay do not matter', async (t) => {
    const wire = await session(t);
    wire.send(changed(A, 9, { text: 'x' }), changed(A, 3, { text: 'y' }), changed(A, 3, { text: SEED }));
    await assertWell(t, wire);
  });

  test('a change that makes no sense is done in no part, and logged', async (t) => {
    const wire = await session(t);
    const good = { range: { start: START, end: START }, text: 'half ' };
    const bad: readonly unknown[] = [
      null,
      7,
      {},
      { text: 7 },
      { range: null, text: 'x' },
      { range: { start: START }, text: 'x' },
      { range: { start: START, end: { line: 'x', character: 0 } }, text: 'x' },
      { range: { start: START, end: { line: 0.5, character: 0 } }, text: 'x' },
    ];
    for (const each of bad) wire.send(changed(A, 2, good, each));
    wire.send(
      changed(A, null, good),
      changed(A, 'x', good),
      notification('textDocument/didChange', { textDocument: { uri: A, version: 2 }, contentChanges: good }),
      notification('textDocument/didChange'),
      notification('textDocument/didOpen', { textDocument: { uri: A } }),
      notification('textDocument/didClose', [A]),
      notification('workspace/didChangeWatchedFiles', { changes: [{}] }),
      notification('workspace/didChangeWorkspaceFolders', { event: null }),
      notification('workspace/didChangeConfiguration', null),
      notification('no/such/notification', 7),
    );
    await wire.ask(TEMPLATES);
    const logged = wire.received.filter(({ method }) => method === 'window/logMessage');
    assert.ok(logged.length >= bad.length + 7, `${logged.length} messages in the log`);
    await assertWell(t, wire);
  });

  test('ranges turned around, before the start and behind the end leave a document that can be mended', async (t) => {
    const wire = await session(t);
    const at = (line: number, character: number) => ({ line, character });
    const odd = [at(-1, -1), at(0, -7), at(5, 0), at(2 ** 31, 2 ** 31), at(Number.MAX_SAFE_INTEGER, 1)];
    for (const start of odd)
      for (const end of odd) {
        wire.send(changed(A, 2, { range: { start, end }, text: 'x' }));
        const params = { ...about, position: start, positions: odd, range: { start, end } };
        for (const [method] of requests(A).filter(([name]) => name.startsWith('textDocument/'))) {
          const { error } = await wire.ask(method, { ...params, context: { diagnostics: [] } });
          assert.equal(error, undefined, `${method} at ${JSON.stringify(start)}`);
        }
      }
    wire.send(changed(A, 3, { text: SEED }));
    await assertWell(t, wire);
  });
});

describe('cancelling', () => {
  const CANCELLED = -32800;

  test('before, right behind and after a request, and what nobody asked', async (t) => {
    const wire = await session(t);
    for (const [nth, [method, params]] of requests(A).entries()) {
      const [before, behind, after] = [`${nth} before`, `${nth} behind`, `${nth} after`];
      // A client that cancels what it has not asked yet has asked in the end, and is told the one or the other.
      wire.send(cancelled(before), request(before, method, params));
      wire.send(request(behind, method, params), cancelled(behind), cancelled(behind));
      wire.send(request(after, method, params));
      const answers = await Promise.all(
        [before, behind, after].map((id) => wire.until((each) => each.id === id)),
      );
      for (const { error } of answers) assert.ok(error === undefined || error.code === CANCELLED, method);
      assert.equal((answers[2] as Received).error, undefined);
      wire.send(cancelled(after), cancelled(after));
    }
    wire.send(cancelled('nobody'), cancelled(123_456));
    await assertWell(t, wire);
  });

  test('many of many, while the document changes', async (t) => {
    const wire = await session(t);
    const messages: unknown[] = [];
    const ids: string[] = [];
    for (let round = 0; round < 20; round++) {
      messages.push(changed(A, round + 2, { range: { start: START, end: START }, text: 'x' }));
      for (const [nth, [method, params]] of requests(A).entries()) {
        const id = `${round} ${nth}`;
        ids.push(id);
        messages.push(request(id, method, params));
        // A request is cancelled right behind it, some messages later, or never.
        if (nth % 3 > 0) messages.push(cancelled(ids.at(-nth % 7) ?? id));
      }
    }
    wire.send(...messages);
    for (const id of ids) {
      const { error } = await wire.until((each) => each.id === id);
      assert.ok(error === undefined || error.code === CANCELLED, error?.message);
    }
    assert.equal(wire.received.filter(({ id }) => ids.includes(id as string)).length, ids.length);
    wire.send(changed(A, 99, { text: SEED }));
    await assertWell(t, wire);
  });

  test('by an id that is none', async (t) => {
    const wire = await session(t);
    wire.send(...[null, undefined, {}, [1], true].map(cancelled), notification('$/cancelRequest'));
    wire.send(notification('$/cancelRequest', null), notification('$/cancelRequest', [1]));
    await assertWell(t, wire);
  });
});

describe('clients', () => {
  test('of two servers know nothing of each other, and one that starts again starts anew', async (t) => {
    const [first, second] = [await session(t), await session(t)];
    const before = await allAnswers(first, A);
    second.send(changed(A, 2, { text: '# Something else\n' }));
    assert.notDeepEqual(await allAnswers(second, A), before);
    assert.deepEqual(await allAnswers(first, A), before);
    first.process.kill('SIGKILL');
    await first.ended();
    const again = await session(t);
    assert.deepEqual(await allAnswers(again, A), before);
    second.send(changed(A, 3, { text: SEED }));
    await assertWell(t, second);
    await assertWell(t, again);
  });

  test('that die take the server with them, even if its input stays open', async (t) => {
    const client = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    t.after(() => client.kill('SIGKILL'));
    const wire = startWire(t);
    await wire.ask('initialize', { ...START_PARAMS, processId: client.pid });
    wire.send(notification('initialized', {}), opened(A, SEED));
    const gone = once(client, 'exit');
    client.kill('SIGKILL');
    await gone;
    assert.equal(await wire.ended(), 1);
  });

  test('that no longer listen do not bring the server down before they are gone', async (t) => {
    const wire = await session(t);
    await wire.ask(TEMPLATES);
    wire.process.stdout.destroy();
    for (const [nth, [method, params]] of requests(A).entries()) wire.send(request(nth, method, params));
    wire.process.stdin.end();
    assert.equal(await wire.ended(), 1);
    assert.equal(wire.errors(), '');
  });
});
