import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { clientCapabilities } from './client-capabilities.ts';
import { framed, messageReader } from './framing.ts';
import { type HostRequests, markdownHost } from './markdown-host.ts';
import { processTree } from './processes.ts';
import type { Server } from './servers.ts';
import type { OpenDocument } from './text.ts';

/** No server here takes longer for one answer, nor for the first; what does hangs. In ms. */
const LONGEST = 120_000;
const LONGEST_START = 20_000;

/** An answer, and the moment (as `performance.now()` has it) when its last byte came, before it was parsed. */
export interface Answer {
  readonly result: unknown;
  readonly at: number;
}

/** An editor's side of one running server. */
export interface Client {
  readonly server: Server;
  readonly folder: string;
  readonly child: ChildProcessWithoutNullStreams;
  readonly startedAt: number;
  readonly documents: Map<string, OpenDocument>;
  /** What the server can do, by its own word at the start, and the methods that it registered later. */
  readonly able: { capabilities: Record<string, unknown>; readonly registered: Set<string> };
  /** What waits for an answer, by the request's id. */
  readonly pending: Map<number, Waiting>;
  /** What waits for findings of a document's version or of a later one. */
  readonly awaited: { readonly uri: string; readonly version: number; readonly waiting: Waiting }[];
  readonly host: HostRequests;
  /** By document, the id of the findings that were pulled last. */
  readonly resultIds: Map<string, string>;
  nextId: number;
}

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: What a server sends has the form that the method asks for.
  readonly params?: any;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** An error that a server answered. */
export class AnsweredError extends Error {
  readonly code: number;
  constructor({ code, message }: { readonly code: number; readonly message: string }) {
    super(`${code} ${message}`);
    this.code = code;
  }
}

/** Starts a server in a folder that it may take for its workspace. */
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
    resultIds: new Map(),
    nextId: 0,
  };
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => {
    complaints = (complaints + data.toString()).slice(-600);
  });
  child.stdin.on('error', () => undefined);
  const end = (why: string): void => failAll(client, new Error(`${server.name} ended: ${why} ${complaints}`));
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
  } else if (message.method === 'textDocument/publishDiagnostics') {
    const { uri, version } = message.params;
    const index = client.awaited.findIndex((each) => each.uri === uri && version >= each.version);
    if (index >= 0) client.awaited.splice(index, 1)[0]?.waiting.resolve({ result: undefined, at });
  }
}

/** Answers what a server asks; what it asks of an editor that can do more is answered with nothing. */
function answer(client: Client, { id, method = '', params }: Message): void {
  const { settings } = client.server;
  let result: unknown = client.host[method]?.(params) ?? null;
  if (method === 'client/registerCapability')
    for (const { method } of params.registrations) client.able.registered.add(method);
  if (method === 'workspace/configuration')
    result = params.items.map(({ section }: { section?: string }) => settings?.[section ?? ''] ?? null);
  client.child.stdin.write(framed({ jsonrpc: '2.0', id, result }));
}

/** Rejects if the server answers with an error (`AnsweredError`), ends, or lets wait for `longest` ms. */
export function request(
  client: Client,
  method: string,
  params?: unknown,
  longest = LONGEST,
): Promise<Answer> {
  const id = ++client.nextId;
  const what = `${client.server.name}, ${method}`;
  const answered = waitFor(what, longest, (waiting) => client.pending.set(id, waiting));
  client.child.stdin.write(framed({ jsonrpc: '2.0', id, method, params }));
  return answered;
}

/** When the server has published findings of this version of the document, or of a later one. */
export function published(client: Client, uri: string, version: number): Promise<Answer> {
  const register = (waiting: Waiting): unknown => client.awaited.push({ uri, version, waiting });
  return waitFor(`${client.server.name}, findings`, LONGEST, register);
}

function waitFor(what: string, longest: number, register: (waiting: Waiting) => unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer: ${what}`)), longest);
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

/** Starts a server and greets it, as `initialize`; one that is known to hang now and then is started again. */
export async function startAndGreet(
  server: Server,
  folder: string,
): Promise<{ readonly client: Client; readonly greeted: number }> {
  for (;;) {
    const client = startServer(server, folder);
    try {
      return { client, greeted: await initialize(client) };
    } catch (error) {
      client.child.kill('SIGKILL');
      if (!server.mayHang) throw error;
      console.error(`  ${server.name} did not answer, and is started again`);
    }
  }
}

/** Greets the server as an editor does; gives the moment of its answer. */
async function initialize(client: Client): Promise<number> {
  const uri = pathToFileURL(client.folder).href;
  const params = {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities: clientCapabilities,
    initializationOptions: client.server.initializationOptions ?? null,
  };
  const { result, at } = await request(client, 'initialize', params, LONGEST_START);
  client.able.capabilities = (result as { capabilities: Record<string, unknown> }).capabilities;
  notify(client, 'initialized', {});
  if (client.server.settings)
    notify(client, 'workspace/didChangeConfiguration', { settings: client.server.settings });
  return at;
}

/** Ends the server as an editor does, and where it stays, ends its processes. */
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
