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

/** The memory of a process after garbage collection, in bytes, and the number of its timers, sockets, and so on. */
export interface Held {
  /** The whole heap, and the heap without compiled code, which grows as V8 optimizes functions. */
  readonly heap: number;
  readonly data: number;
  readonly external: number;
  readonly rss: number;
  readonly resources: number;
}

/** The server as an editor starts it. It can also report its memory. */
export interface SoakedServer {
  readonly connection: ProtocolConnection;
  /** The messages that the server has logged. */
  readonly logged: readonly string[];
  held(): Promise<Held>;
  /** Shuts the server down and returns its exit code. */
  stop(): Promise<number | null>;
}

/** Loaded into the server's process first, because the server itself cannot report its memory. */
const MEMORY_REPORTER = `import { getHeapSpaceStatistics } from 'node:v8';
process.on('message', async () => {
  // Objects freed by one collection may allow the next one to free more.
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
  const reporter = `--import=data:text/javascript,${encodeURIComponent(MEMORY_REPORTER)}`;
  const child = spawn(process.execPath, ['--expose-gc', reporter, SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const connection = connect(child.stdout as Readable, child.stdin as Writable);
  const logged: string[] = [];
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message));
  connection.listen();
  // Rejects requests that are still waiting when the server has ended.
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
