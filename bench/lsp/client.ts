import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-types';
import { clientCapabilities } from './client-capabilities.ts';
import { framed, messageReader } from './framing.ts';
import { type HostRequests, markdownHost } from './markdown-host.ts';
import { processTree } from './processes.ts';
import type { Server } from './servers.ts';
import type { OpenDocument } from './text.ts';

/** A server that takes longer to answer is considered hung. In ms. */
const TIMEOUT = 120_000;
const INITIALIZE_TIMEOUT = 20_000;

/** An answer and the `performance.now()` at which its last byte arrived, before it was parsed. */
export interface Answer {
  readonly result: unknown;
  readonly at: number;
}

/** The editor's side of a connection to one running server. */
export interface Client {
  readonly server: Server;
  readonly folder: string;
  readonly child: ChildProcessWithoutNullStreams;
  readonly startedAt: number;
  readonly documents: Map<string, OpenDocument>;
  /** The server's capabilities from `initialize`, and the methods that it registered later. */
  readonly able: { capabilities: Record<string, unknown>; readonly registered: Set<string> };
  /** Requests without an answer yet, by their ids. */
  readonly pending: Map<number, Waiting>;
  /** Callers of `notified` that are still waiting. */
  readonly awaited: Awaited[];
  readonly host: HostRequests;
  /** The diagnostics that were pulled last, by document. */
  readonly pulled: Map<string, Pulled>;
  nextId: number;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

interface Awaited {
  readonly method: string;
  readonly uri: string;
  readonly version: number;
  readonly waiting: Waiting;
}

export interface Pulled {
  readonly resultId: string | undefined;
  readonly items: readonly Diagnostic[];
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: The type of the parameters depends on the method.
  readonly params?: any;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The server answered a request with an error. */
export class AnsweredError extends Error {
  readonly code: number;
  constructor({ code, message }: { readonly code: number; readonly message: string }) {
    super(`${code} ${message}`);
    this.code = code;
  }
}

/** Starts a server with `folder` as its working directory. */
function startServer(server: Server, folder: string): Client {
  const startedAt = performance.now();
  const child = spawn(server.command, server.args, { cwd: folder });
  const documents = new Map<string, OpenDocument>();
  const client: Client = {
    ...{ server, folder, child, startedAt, documents },
    able: { capabilities: {}, registered: new Set() },
    pending: new Map(),
    awaited: [],
    host: markdownHost(documents, folder),
    pulled: new Map(),
    nextId: 0,
  };
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr = (stderr + data.toString()).slice(-600);
  });
  child.stdin.on('error', () => undefined);
  const end = (reason: string): void =>
    failAll(client, new Error(`${server.name} ended: ${reason} ${stderr}`));
  child.on('error', ({ message }) => end(message));
  child.on('close', (code, signal) => end(String(code ?? signal)));
  child.stdout.on(
    'data',
    messageReader((body) => receive(client, body, performance.now())),
  );
  return client;
}

function failAll({ pending, awaited }: Client, error: Error): void {
  for (const { reject } of [...pending.values(), ...awaited.map(({ waiting }) => waiting)]) reject(error);
  pending.clear();
  awaited.length = 0;
}

function receive(client: Client, body: string, at: number): void {
  const message = JSON.parse(body) as Message;
  if (message.method !== undefined && message.id !== undefined) answer(client, message);
  else if (message.id !== undefined) {
    const waiting = client.pending.get(message.id);
    client.pending.delete(message.id);
    if (message.error) waiting?.reject(new AnsweredError(message.error));
    else waiting?.resolve({ result: message.result, at });
  } else if (message.params?.version !== undefined) {
    const { uri, version } = message.params;
    const index = client.awaited.findIndex(
      (each) => each.method === message.method && each.uri === uri && version >= each.version,
    );
    if (index >= 0) client.awaited.splice(index, 1)[0]?.waiting.resolve({ result: undefined, at });
  }
}

/** Answers a request of the server. The answer to a request that this client does not know is null. */
function answer(client: Client, { id, method = '', params }: Message): void {
  const { settings } = client.server;
  let result: unknown = client.host[method]?.(params) ?? null;
  if (method === 'client/registerCapability')
    for (const { method } of params.registrations) client.able.registered.add(method);
  if (method === 'workspace/configuration')
    result = params.items.map(({ section }: { section?: string }) => settings?.[section ?? ''] ?? null);
  client.child.stdin.write(framed({ jsonrpc: '2.0', id, result }));
}

/** Rejects if the server answers with an error (`AnsweredError`), ends, or does not answer within `timeout` ms. */
export function request(
  client: Client,
  method: string,
  params?: unknown,
  timeout = TIMEOUT,
): Promise<Answer> {
  const id = ++client.nextId;
  const what = `${client.server.name}, ${method}`;
  const answered = waitFor(what, timeout, (waiting) => client.pending.set(id, waiting));
  client.child.stdin.write(framed({ jsonrpc: '2.0', id, method, params }));
  return answered;
}

/** Resolves when the server sends the notification about this version of the document or a later one. */
export function notified(client: Client, method: string, uri: string, version: number): Promise<Answer> {
  const register = (waiting: Waiting): unknown => client.awaited.push({ method, uri, version, waiting });
  return waitFor(`${client.server.name}, ${method}`, TIMEOUT, register);
}

function waitFor(what: string, timeout: number, register: (waiting: Waiting) => unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Timed out: ${what}`)), timeout);
    const finish =
      <T>(settle: (value: T) => void) =>
      (value: T): void => {
        clearTimeout(timer);
        settle(value);
      };
    register({ resolve: finish(resolve), reject: finish(reject) });
  });
}

export function notify({ child }: Client, method: string, params: unknown): void {
  child.stdin.write(framed({ jsonrpc: '2.0', method, params }));
}

/**
 * Starts a server and initializes it. `initialized` is when its answer to `initialize` arrived. Restarts a server that
 * sometimes hangs at its start.
 */
export async function startAndInitialize(
  server: Server,
  folder: string,
): Promise<{ readonly client: Client; readonly initialized: number }> {
  for (;;) {
    const client = startServer(server, folder);
    try {
      return { client, initialized: await initialize(client) };
    } catch (error) {
      client.child.kill('SIGKILL');
      if (!server.mayHang) throw error;
      console.error(`  ${server.name} did not answer. Restarting it.`);
    }
  }
}

async function initialize(client: Client): Promise<number> {
  const uri = pathToFileURL(client.folder).href;
  const { capabilities = clientCapabilities, initializationOptions = null, settings } = client.server;
  const params = {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities,
    initializationOptions,
  };
  const { result, at } = await request(client, 'initialize', params, INITIALIZE_TIMEOUT);
  client.able.capabilities = (result as { capabilities: Record<string, unknown> }).capabilities;
  notify(client, 'initialized', {});
  if (settings) notify(client, 'workspace/didChangeConfiguration', { settings });
  return at;
}

/** Shuts the server down as an editor does. After two seconds, kills the processes that are still running. */
export async function stopServer(client: Client): Promise<void> {
  const { child } = client;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  const pids = child.pid === undefined ? [] : processTree(child.pid);
  const deadline = setTimeout(() => {
    for (const pid of pids) process.kill(pid, 'SIGKILL');
  }, 2000);
  await request(client, 'shutdown').catch(() => undefined);
  notify(client, 'exit', undefined);
  await ended;
  clearTimeout(deadline);
}
