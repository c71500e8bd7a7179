import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import {
  ConfigurationRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  type ProtocolConnection,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { PULL, SERVER } from '../../test/support/lsp.ts';

/** What a process holds on to once its garbage is collected, in bytes; and its timers, sockets and the like. */
export interface Held {
  /** All of the heap, and the part of it that holds no code: what V8 compiles goes on growing as functions get hot. */
  readonly heap: number;
  readonly data: number;
  readonly external: number;
  readonly rss: number;
  readonly resources: number;
}

/** The server as an editor starts it, which also says what it holds. */
export interface SoakedServer {
  readonly connection: ProtocolConnection;
  /** What the server has written to its log. */
  readonly logged: readonly string[];
  held(): Promise<Held>;
  /** The exit code after an orderly end. */
  stop(): Promise<number | null>;
}

/** Runs in the server's process ahead of it; the product itself has no such door. */
const DOOR = `import { getHeapSpaceStatistics } from 'node:v8';
process.on('message', async () => {
  // What is freed by one collection may free more in the next.
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await new Promise(setImmediate);
  }
  const { heapUsed: heap, external, rss } = process.memoryUsage();
  const code = getHeapSpaceStatistics().filter(({ space_name: name }) => /code|trusted/.test(name));
  const data = code.reduce((left, space) => left - space.space_used_size, heap);
  process.send({ heap, data, external, rss, resources: process.getActiveResourcesInfo().length });
});`;

export async function startSoakedServer(): Promise<SoakedServer> {
  const door = `--import=data:text/javascript,${encodeURIComponent(DOOR)}`;
  const child = spawn(process.execPath, ['--expose-gc', door, SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const connection = connect(child.stdout as Readable, child.stdin as Writable);
  const logged: string[] = [];
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message));
  connection.listen();
  // Whoever waits for a server that has ended is told.
  child.once('close', () => connection.dispose());
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: PULL,
    initializationOptions: { readiness: true, commands: true },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    logged,
    async held() {
      const answer = once(child, 'message');
      child.send('held');
      return (await answer)[0] as Held;
    },
    async stop() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification('exit');
      return (await ended)[0] as number | null;
    },
  };
}

function connect(output: Readable, input: Writable): ProtocolConnection {
  const connection = createProtocolConnection(
    new StreamMessageReader(output),
    new StreamMessageWriter(input),
  );
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({ codeLens: true })));
  connection.onRequest(RegistrationRequest.type, () => {});
  connection.onRequest(DiagnosticRefreshRequest.type, () => {});
  return connection;
}
