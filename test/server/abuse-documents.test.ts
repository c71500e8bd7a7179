import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { TEMPLATES } from '../../server/src/protocol.ts';
import {
  A,
  allAnswers,
  assertStillWorks,
  cancelled,
  changed,
  closed,
  documentParams,
  notification,
  opened,
  request,
  requests,
  START,
  START_PARAMS,
  session,
} from '../support/abuse.ts';
import { SEED } from '../support/engine.ts';
import { type Received, startWire } from '../support/wire.ts';

describe('documents out of order', () => {
  test('changing or closing a document that is not open does nothing, and an open one can be opened again', async (t) => {
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
    await assertStillWorks(t, wire);
  });

  test('versions may go backward or stay the same', async (t) => {
    const wire = await session(t);
    wire.send(changed(A, 9, { text: 'x' }), changed(A, 3, { text: 'y' }), changed(A, 3, { text: SEED }));
    await assertStillWorks(t, wire);
  });

  test('an invalid change has no effect, not even in part, and is logged', async (t) => {
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
    await assertStillWorks(t, wire);
  });

  test('reversed and out-of-range ranges leave a document that still works', async (t) => {
    const wire = await session(t);
    const at = (line: number, character: number) => ({ line, character });
    const odd = [at(-1, -1), at(0, -7), at(5, 0), at(2 ** 31, 2 ** 31), at(Number.MAX_SAFE_INTEGER, 1)];
    for (const start of odd)
      for (const end of odd) {
        wire.send(changed(A, 2, { range: { start, end }, text: 'x' }));
        const params = { ...documentParams, position: start, positions: odd, range: { start, end } };
        for (const [method] of requests(A).filter(([name]) => name.startsWith('textDocument/'))) {
          const { error } = await wire.ask(method, { ...params, context: { diagnostics: [] } });
          assert.equal(error, undefined, `${method} at ${JSON.stringify(start)}`);
        }
      }
    wire.send(changed(A, 3, { text: SEED }));
    await assertStillWorks(t, wire);
  });
});

describe('canceling', () => {
  const CANCELLED = -32800;

  test('a request before it is sent, right after it, after its answer, and an unknown request', async (t) => {
    const wire = await session(t);
    for (const [nth, [method, params]] of requests(A).entries()) {
      const [before, immediate, after] = [`${nth} before`, `${nth} right after`, `${nth} after`];
      // A request that is canceled before it is sent may be answered either way.
      wire.send(cancelled(before), request(before, method, params));
      wire.send(request(immediate, method, params), cancelled(immediate), cancelled(immediate));
      wire.send(request(after, method, params));
      const answers = await Promise.all(
        [before, immediate, after].map((id) => wire.until((each) => each.id === id)),
      );
      for (const { error } of answers) assert.ok(error === undefined || error.code === CANCELLED, method);
      assert.equal((answers[2] as Received).error, undefined);
      wire.send(cancelled(after), cancelled(after));
    }
    wire.send(cancelled('nobody'), cancelled(123_456));
    await assertStillWorks(t, wire);
  });

  test('many of many requests while the document changes', async (t) => {
    const wire = await session(t);
    const messages: unknown[] = [];
    const ids: string[] = [];
    for (let round = 0; round < 20; round++) {
      messages.push(changed(A, round + 2, { range: { start: START, end: START }, text: 'x' }));
      for (const [nth, [method, params]] of requests(A).entries()) {
        const id = `${round} ${nth}`;
        ids.push(id);
        messages.push(request(id, method, params));
        // A request is canceled right after it, some messages later, or never.
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
    await assertStillWorks(t, wire);
  });

  test('with an invalid id', async (t) => {
    const wire = await session(t);
    wire.send(...[null, undefined, {}, [1], true].map(cancelled), notification('$/cancelRequest'));
    wire.send(notification('$/cancelRequest', null), notification('$/cancelRequest', [1]));
    await assertStillWorks(t, wire);
  });
});

describe('clients', () => {
  test('of two servers are independent, and a restarted server starts from scratch', async (t) => {
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
    await assertStillWorks(t, second);
    await assertStillWorks(t, again);
  });

  test('that die end the server, even if its input stays open', async (t) => {
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

  test('that no longer read do not crash the server', async (t) => {
    const wire = await session(t);
    await wire.ask(TEMPLATES);
    wire.process.stdout.destroy();
    for (const [nth, [method, params]] of requests(A).entries()) wire.send(request(nth, method, params));
    wire.process.stdin.end();
    assert.equal(await wire.ended(), 1);
    assert.equal(wire.errors(), '');
  });
});
