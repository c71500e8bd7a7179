import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  type FullDocumentDiagnosticReport,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  InlayHintRefreshRequest,
  LogMessageNotification,
  type Message,
  type MessageWriter,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  RegistrationRequest,
  ShowMessageNotification,
  type ShowMessageParams,
  ShutdownRequest,
  StreamMessageReader,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import {
  type InitializationOptions,
  READ_FILE,
  READINESS,
  type ReadFileParams,
  type Readiness,
} from '../../server/src/protocol.ts';

/** The script that editors start in Node. */
export const SERVER = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  /** The URIs of the workspace's folders. */
  readonly folders?: readonly string[];
  /** The client's answer to a request for its `designDocs` settings. A test may change it. */
  settings?: unknown;
  /** The client's answers to requests for files. The answer for a file that is not in the map is null. */
  readonly files?: ReadonlyMap<string, string>;
  /** Environment variables of the server in addition to those of the test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A client with all capabilities that the server uses. It pulls diagnostics. */
export const PULL: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    diagnostic: { relatedInformation: true },
    completion: { completionItem: { snippetSupport: true } },
  },
};

/** A client to which the server pushes diagnostics, and which the server does not ask for settings. */
export const PUSH: ClientCapabilities = {
  textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
};

/** A server process and its client. Everything that the server sends without being asked is recorded in order. */
export interface Client {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  readonly readiness: Readiness[];
  readonly warnings: ShowMessageParams[];
  readonly logged: string[];
  readonly registered: string[];
  /** How many times the server asked the client to refresh diagnostics, inlay hints, and code lenses. */
  readonly refreshed: { diagnostics: number; inlayHints: number; codeLenses: number };
  open(uri: string, text: string, languageId?: string): void;
  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  /** Notifies the server that files on disk were written, created, or deleted. */
  touched(...uris: string[]): void;
  pull(uri: string, previousResultId?: string): Promise<FullDocumentDiagnosticReport>;
  /**
   * Resolves with the first value that `look` returns. It is called now and whenever a message arrives from the server.
   */
  until<T>(look: () => T | undefined | false): Promise<T>;
  /**
   * Writes everything that `send` sends as one chunk, so that the server reads all of it before it answers anything.
   */
  inOneWrite(send: () => void): void;
  /** Shuts the server down and returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a server and initializes it. `prepare` may replace the handlers of the server's requests. */
export async function startClient(
  context: TestContext,
  options: ClientOptions = {},
  prepare: (connection: ProtocolConnection) => void = () => {},
): Promise<Client> {
  // A test that timed out still runs its next line. A server that it starts then would never be ended.
  context.signal.throwIfAborted();
  const child = spawn(process.execPath, [SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
  });
  context.after(() => end(child));
  const { writer, inOneWrite } = batchingWriter(child);
  const connection = createProtocolConnection(messageReader(child), writer);
  const { received, until } = record(connection, options);
  prepare(connection);
  connection.listen();
  // If the server exits, requests that wait for an answer fail immediately.
  child.once('close', () => connection.dispose());
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? PULL,
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return {
    process: child,
    connection,
    initialized,
    ...received,
    until,
    inOneWrite,
    ...clientMethods(child, connection),
  };
}

/**
 * A reader without the timer that warns of a message that arrived in part. That timer starts again forever if the
 * server is killed while it writes, and keeps the test process open.
 */
function messageReader(child: ChildProcessByStdio<Writable, Readable, null>): StreamMessageReader {
  const reader = new StreamMessageReader(child.stdout);
  reader.partialMessageTimeout = 0;
  return reader;
}

/** Kills a server that a test has left running, and waits until it has exited. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // An answer to the server's last request may still be pending, and writing it then fails.
  child.stdin?.on('error', () => {});
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function clientMethods(child: ChildProcess, connection: ProtocolConnection) {
  return {
    open(uri: string, text: string, languageId = 'markdown') {
      const textDocument = { uri, languageId, version: 1, text };
      void connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    },
    change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]) {
      const params = { textDocument: { uri, version }, contentChanges };
      void connection.sendNotification(DidChangeTextDocumentNotification.type, params);
    },
    close(uri: string) {
      void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    },
    touched(...uris: string[]) {
      const changes = uris.map((uri): FileEvent => ({ uri, type: FileChangeType.Changed }));
      void connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    },
    pull(uri: string, previousResultId?: string) {
      const params = { textDocument: { uri }, ...(previousResultId !== undefined && { previousResultId }) };
      return connection.sendRequest<FullDocumentDiagnosticReport>('textDocument/diagnostic', params);
    },
    async stop() {
      const exited = once(child, 'exit');
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return (await exited)[0] as number | null;
    },
  };
}

function record(connection: ProtocolConnection, options: ClientOptions) {
  const received = {
    published: [] as PublishDiagnosticsParams[],
    readiness: [] as Readiness[],
    warnings: [] as ShowMessageParams[],
    logged: [] as string[],
    registered: [] as string[],
    refreshed: { diagnostics: 0, inlayHints: 0, codeLenses: 0 },
  };
  const waiting = new Map<() => void, (error: Error) => void>();
  const arrived = <T>(keep: (value: T) => unknown) => {
    return (value: T): void => {
      keep(value);
      for (const look of waiting.keys()) look();
    };
  };
  connection.onDispose(() => {
    for (const reject of waiting.values())
      reject(new Error('The server exited before it sent the expected message.'));
  });
  const { published, readiness, warnings, logged, registered, refreshed } = received;
  connection.onNotification(
    PublishDiagnosticsNotification.type,
    arrived((params) => published.push(params)),
  );
  connection.onNotification(
    READINESS,
    arrived((params: Readiness) => readiness.push(params)),
  );
  connection.onNotification(
    ShowMessageNotification.type,
    arrived((params) => warnings.push(params)),
  );
  connection.onNotification(
    LogMessageNotification.type,
    arrived(({ message }) => logged.push(message)),
  );
  connection.onRequest(
    RegistrationRequest.type,
    arrived(({ registrations }: RegistrationParams) =>
      registered.push(...registrations.map(({ method }) => method)),
    ),
  );
  connection.onRequest(
    DiagnosticRefreshRequest.type,
    arrived(() => refreshed.diagnostics++),
  );
  connection.onRequest(
    InlayHintRefreshRequest.type,
    arrived(() => refreshed.inlayHints++),
  );
  connection.onRequest(
    CodeLensRefreshRequest.type,
    arrived(() => refreshed.codeLenses++),
  );
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => options.settings ?? null));
  connection.onRequest(READ_FILE, ({ uri }: ReadFileParams) => options.files?.get(uri) ?? null);
  const until = <T>(find: () => T | undefined | false): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined || found === false) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.set(look, reject);
      look();
    });
  return { received, until };
}

/** A writer that writes each message immediately, or all messages of a batch as one chunk. */
function batchingWriter(child: ChildProcess) {
  let batch: string[] | undefined;
  const nothing = () => ({ dispose() {} });
  const writer: MessageWriter = {
    async write(message: Message) {
      const body = JSON.stringify(message);
      const frame = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      if (batch) batch.push(frame);
      else child.stdin?.write(frame);
    },
    onError: nothing,
    onClose: nothing,
    end: () => child.stdin?.end(),
    dispose() {},
  };
  const inOneWrite = (send: () => void): void => {
    batch = [];
    send();
    child.stdin?.write(batch.join(''));
    batch = undefined;
  };
  return { writer, inOneWrite };
}

/** A short form of a diagnostic, counted from 1: `3:1-3:9 warning unwritten-section`. */
export function brief({ range: { start, end }, severity, code }: Diagnostic): string {
  const at = [start, end].map(({ line, character }) => `${line + 1}:${character + 1}`).join('-');
  return `${at} ${['', 'error', 'warning', 'info', 'hint'][severity ?? 0]} ${code}`;
}

export function sample(name: string): string {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8');
}
