import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { SERVER } from './lsp.ts';

/** A message from the server: a response, a request, or a notification. */
export interface Received {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A server whose client can write arbitrary bytes. */
export interface Wire {
  readonly process: ReturnType<typeof spawnServer>;
  readonly received: Received[];
  /** The server's output on standard error. */
  errors(): string;
  /** Writes bytes without a header. */
  write(bytes: string | Buffer): void;
  /** Writes messages with their headers as one chunk. */
  send(...messages: unknown[]): void;
  /** Sends a request and resolves with its response. */
  ask(method: string, params?: unknown): Promise<Received>;
  /**
   * Resolves with the first message, received before or after the call, that fits. Rejects if the server has exited.
   */
  until(fits: (message: Received) => boolean): Promise<Received>;
  /** Resolves with the exit code when the server has exited and all its output was read. */
  ended(): Promise<number | null>;
}

export const CAPABLE = { textDocument: { diagnostic: {} }, workspace: { configuration: false } };

export function startWire(t: TestContext): Wire {
  const child = spawnServer();
  t.after(() => child.kill('SIGKILL'));
  const received: Received[] = [];
  const waiting = new Map<() => void, () => void>();
  let errors = '';
  let count = 0;
  child.stdin.on('error', () => {});
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  readFrames(child.stdout, (body) => {
    received.push(JSON.parse(body));
    for (const look of waiting.keys()) look();
  });
  const closed = once(child, 'close');
  void closed.then(() => waiting.forEach((reject) => void reject()));
  const write = (bytes: string | Buffer): void => void child.stdin.write(bytes);
  const until = (fits: (message: Received) => boolean): Promise<Received> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = received.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.set(look, () =>
        reject(new Error(`The server exited before it sent the expected message. ${errors}`)),
      );
      look();
    });
  const send = (...messages: unknown[]): void => write(messages.map(frame).join(''));
  return {
    process: child,
    received,
    errors: () => errors,
    write,
    send,
    until,
    ask(method, params) {
      const id = `asked ${++count}`;
      send({ jsonrpc: '2.0', id, method, params });
      return until((message) => message.id === id);
    },
    ended: async () => (await closed)[0] as number | null,
  };
}

function spawnServer() {
  return spawn(process.execPath, [SERVER, '--stdio'], { stdio: 'pipe' });
}

/** A message with its header. A string is sent unchanged, even if it is not JSON. */
export function frame(message: unknown): string {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function readFrames(stream: NodeJS.ReadableStream, take: (body: string) => void): void {
  let left = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    left = Buffer.concat([left, chunk]);
    for (;;) {
      const [header, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(left.toString('latin1', 0, 60)) ?? [];
      if (header === undefined || left.length < header.length + Number(length)) return;
      const end = header.length + Number(length);
      take(left.toString('utf8', header.length, end));
      left = left.subarray(end);
    }
  });
}
