import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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

/** What editors start in Node. */
export const SERVER = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions;
  /** The URIs of the workspace's folders. */
  readonly folders?: readonly string[];
  /** What the client answers when asked for its `designDocs` section; a test may change it. */
  settings?: unknown;
  /** What the client answers when it is asked for files; those that are not there are null. */
  readonly files?: ReadonlyMap<string, string>;
  /** What the server's environment has besides the test's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Everything that an editor can do, pulled diagnostics included. */
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

/** An editor that waits for diagnostics to be pushed and is not asked for its settings. */
export const PUSH: ClientCapabilities = {
  textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
};

/** One server process and the client that talks to it; what the server sends by itself is kept in order. */
export interface Client {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  readonly readiness: Readiness[];
  readonly warnings: ShowMessageParams[];
  readonly logged: string[];
  readonly registered: string[];
  /** How often the server asked to pull diagnostics, inlay hints and code lenses again. */
  readonly refreshed: { diagnostics: number; inlayHints: number; codeLenses: number };
  open(uri: string, text: string, languageId?: string): void;
  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  /** Says that files on the disk were written, made or removed. */
  touched(...uris: string[]): void;
  pull(uri: string, previousResultId?: string): Promise<FullDocumentDiagnosticReport>;
  /** Resolves with the first value that `look` finds, now or when something arrives from the server. */
  until<T>(look: () => T | undefined | false): Promise<T>;
  /** Writes all that `send` sends at once, so that the server reads it before it begins to answer. */
  inOneWrite(send: () => void): void;
  /** Ends the session in order; the exit code. */
  stop(): Promise<number | null>;
}

/** `prepare` may answer the server's requests in its own way. */
export async function startClient(
  context: TestContext,
  options: ClientOptions = {},
  prepare: (connection: ProtocolConnection) => void = () => {},
): Promise<Client> {
  // A test that has run out of time goes on with its next line, and what it starts then nobody would end.
  context.signal.throwIfAborted();
  const child = spawn(process.execPath, [SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
  });
  context.after(() => end(child));
  const { writer, inOneWrite } = batchingWriter(child);
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), writer);
  const { received, until } = record(connection, options);
  prepare(connection);
  connection.listen();
  // A server that is gone answers nothing: whoever waits for it fails at once.
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
    ...verbs(child, connection),
  };
}

/** Ends a server that a test has left running, and waits until it is gone. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // An answer to the server's last request may still be on its way, and finds nobody any more.
  child.stdin?.on('error', () => {});
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function verbs(child: ChildProcess, connection: ProtocolConnection) {
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
    for (const reject of waiting.values()) reject(new Error('The server ended before it sent that.'));
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

/** Writes each message at once, or many of them together: then the server has read all before it answers one. */
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

/** A diagnostic in short: `3:1-3:9 warning unwritten-section`, counted from one. */
export function brief({ range: { start, end }, severity, code }: Diagnostic): string {
  const at = [start, end].map(({ line, character }) => `${line + 1}:${character + 1}`).join('-');
  return `${at} ${['', 'error', 'warning', 'info', 'hint'][severity ?? 0]} ${code}`;
}

export function sample(name: string): string {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8');
}
