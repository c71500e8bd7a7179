import assert from 'node:assert/strict';
import { type ChildProcess, type ForkOptions, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  SocketMessageReader,
  SocketMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { CLI, diskFolder, runCli } from '../support/cli.ts';
import { SEED } from '../support/engine.ts';
import { brief } from '../support/lsp.ts';

interface Started {
  readonly child: ChildProcess;
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** Closes the connection without a shutdown request. */
  leave(): void;
}

type Start = (t: TestContext, ...more: string[]) => Promise<Started>;

/** Editors append such arguments. They must be ignored. */
const APPENDED = `--clientProcessId=${process.pid}`;

const overStdio: Start = async (t, ...more) => {
  const child = started(t, spawn(process.execPath, [CLI, 'lsp', '--stdio', ...more]));
  const { stdin, stdout } = child;
  const reader = new StreamMessageReader(stdout);
  return { child, reader, writer: new StreamMessageWriter(stdin), leave: () => stdin.end() };
};

const overNodeIpc: Start = async (t, ...more) => {
  const options: ForkOptions = { silent: true };
  const child = started(t, fork(CLI, ['lsp', '--node-ipc', ...more], options));
  const leave = (): void => child.disconnect();
  return { child, reader: new IPCMessageReader(child), writer: new IPCMessageWriter(child), leave };
};

const overSocket: Start = async (t, ...more) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return calledBack(t, server, ['--socket', String((server.address() as AddressInfo).port), ...more]);
};

const overPipe: Start = async (t, ...more) => {
  const name = process.platform === 'win32' ? '\\\\.\\pipe\\' : `${diskFolder(t).path}/`;
  const pipe = `${name}design-docs-${process.pid}`;
  const server = createServer().listen(pipe);
  await once(server, 'listening');
  return calledBack(t, server, [`--pipe=${pipe}`, ...more]);
};

async function calledBack(t: TestContext, server: Server, args: readonly string[]): Promise<Started> {
  t.after(() => server.close());
  const child = started(t, spawn(process.execPath, [CLI, 'lsp', ...args]));
  const [socket] = (await once(server, 'connection')) as [Socket];
  const leave = (): void => void socket.destroy();
  return { child, reader: new SocketMessageReader(socket), writer: new SocketMessageWriter(socket), leave };
}

function started<C extends ChildProcess>(t: TestContext, child: C): C {
  t.after(() => child.kill('SIGKILL'));
  return child;
}

const transports = Object.entries({ stdio: overStdio, socket: overSocket, pipe: overPipe, ipc: overNodeIpc });

for (const [name, start] of transports) {
  test(`serves an editor over ${name}, and ends when it exits`, async (t) => {
    const { child, reader, writer } = await start(t, APPENDED, '--log=off', 'more');
    const printed = Promise.all([text(child.stdout as Socket), text(child.stderr as Socket)]);
    const ended = once(child, 'exit');
    const connection = createProtocolConnection(reader, writer);
    const published = new Promise<PublishDiagnosticsParams>((resolve) =>
      connection.onNotification(PublishDiagnosticsNotification.type, resolve),
    );
    connection.listen();
    const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.equal(serverInfo?.name, 'design-docs');
    await connection.sendNotification(InitializedNotification.type, {});
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: 'file:///a.md', languageId: 'markdown', version: 1, text: SEED },
    });
    const visible = (await published).diagnostics.filter(({ severity }) => severity !== 4);
    assert.deepEqual(visible.map(brief), [
      '4:1-4:12 warning unwritten-section',
      '18:18-18:62 warning unset-quality-level',
    ]);
    assert.equal(await connection.sendRequest(ShutdownRequest.type), null);
    await connection.sendNotification(ExitNotification.type);
    assert.deepEqual(await ended, [0, null]);
    const [out, err] = await printed;
    assert.equal(unframed(out), '');
    assert.equal(err, '');
  });

  test(`exits with 1 if the editor over ${name} disconnects without a shutdown`, async (t) => {
    const { child, reader, writer, leave } = await start(t);
    const ended = once(child, 'exit');
    const connection = createProtocolConnection(reader, writer);
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      // This process keeps running, but it must not keep the server alive.
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    leave();
    assert.deepEqual(await ended, [1, null]);
  });
}

/** The part of the output that is not protocol messages. */
function unframed(output: string): string {
  const bytes = Buffer.from(output);
  let at = 0;
  for (;;) {
    const header = /^Content-Length: (\d+)\r\n\r\n/.exec(bytes.subarray(at, at + 40).toString('latin1'));
    if (!header) return bytes.subarray(at).toString();
    const start = at + header[0].length;
    at = start + Number(header[1]);
    JSON.parse(bytes.subarray(start, at).toString());
  }
}

test('reports a missing or invalid transport in one line, with exit code 2', async () => {
  const nowhere = join(import.meta.dirname, 'no-such.sock');
  const which = 'Give exactly one transport: --stdio, --socket <port>, --pipe <name>, or --node-ipc.';
  const calls: readonly (readonly [readonly string[], string])[] = [
    [[], which],
    [['--stdoi'], which],
    [['--stdio', '--socket=1234'], which],
    [['--socket=0'], '--socket must be a port number from 1 to 65535.'],
    [['--node-ipc'], '--node-ipc works only in a process that was forked by a Node.js process.'],
    [
      ['--pipe', nowhere],
      `Nothing listens at ${nowhere}: connect ENOENT ${nowhere}. Start the editor first.`,
    ],
  ];
  for (const [args, message] of calls) {
    const { code, stdout, stderr } = await runCli(['lsp', ...args], { cwd: import.meta.dirname });
    assert.deepEqual(
      { code, stdout, stderr },
      { code: 2, stdout: '', stderr: `design-docs: ${message}\n` },
      args.join(' '),
    );
  }
});
