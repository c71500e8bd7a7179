import { Console } from 'node:console';
import { once } from 'node:events';
import { readFile as readText, realpath } from 'node:fs';
import { createConnection as createSocket, type Socket } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  ProposedFeatures,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { LeadsOut, ReadFile } from './lsp/environments.ts';
import { frameReader } from './lsp/frames.ts';
import { refusing, unreadable } from './lsp/refusing.ts';
import type { startServer } from './lsp/server.ts';
import type { FindMarkdown } from './lsp/workspace-files.ts';
import { isWithin } from './text/uri.ts';

/** The extension's version; the bundler puts it here. */
declare const VERSION: string;

/**
 * What is not on this machine's disk, or cannot be read, counts as not there. The first findings wait for it, and Node takes
 * longer to load its promises than to read a file.
 */
const readFile: ReadFile = async (uri) => {
  if (!uri.startsWith('file:')) return undefined;
  return new Promise((resolve) => {
    readText(fileURLToPath(uri), 'utf8', (error, text) => resolve(error ? undefined : text));
  });
};

/** What is not there leads nowhere, and is said to be missing by who reads it. */
const leadsOut: LeadsOut = async (folders, uri) => {
  const path = await realUriOf(uri);
  if (path === undefined) return false;
  const roots = await Promise.all(folders.map(realUriOf));
  return !roots.some((root) => root !== undefined && isWithin(root, path));
};

const realUriOf = async (uri: string): Promise<string | undefined> => {
  if (!uri.startsWith('file:')) return undefined;
  return new Promise((resolve) => {
    realpath(fileURLToPath(uri), (error, path) => resolve(error ? undefined : pathToFileURL(path).href));
  });
};

const MOST_FILES = 10_000;

/** The Markdown files under folders on this machine's disk, without hidden folders, packages and links. */
const findMarkdown: FindMarkdown = async (folders) => {
  const { readdir } = await import('node:fs/promises');
  const found: string[] = [];
  const left = folders
    .filter((uri) => uri.startsWith('file:'))
    .map((uri) => new URL(uri.replace(/\/?$/, '/')));
  for (let folder = left.pop(); folder && found.length < MOST_FILES; folder = left.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
        left.push(pathToFileURL(`${fileURLToPath(folder)}${entry.name}/`));
      else if (entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name))
        found.push(pathToFileURL(fileURLToPath(folder) + entry.name).href);
    }
  }
  return found.slice(0, MOST_FILES);
};

/**
 * Serves the client that listens at a port of this machine or at a pipe; without either, the one that the process's
 * arguments name. Rejects if nobody listens there. The process ends with the connection: with 0 after a shutdown.
 */
export async function serve(start: typeof startServer, at?: number | string): Promise<void> {
  const { input, reader, writer } = await transport(at ?? named(process.argv), process.argv);
  let isShutDown = false;
  const end = (): void => process.exit(isShutDown ? 0 : 1);
  for (const event of ['end', 'close']) input?.once(event, end);
  // The package sees the end of streams, and not that of a parent process.
  process.once('disconnect', end);
  reader.onError((error) => outlive(error, writer));
  const connection = createConnection(ProposedFeatures.all, refusing(reader, writer), writer);
  connection.onShutdown(() => {
    isShutDown = true;
  });
  start(connection, { version: VERSION, readFile, leadsOut, findMarkdown });
}

interface Transport {
  /** What ends when the client goes; a parent process tells of that otherwise. */
  readonly input: NodeJS.ReadableStream | undefined;
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

async function transport(at: number | string | undefined, words: readonly string[]): Promise<Transport> {
  if (at === undefined && words.includes('--node-ipc'))
    return { input: undefined, reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  const [input, output] = at === undefined ? onStandardStreams() : await connect(at);
  return { input, reader: frameReader(input), writer: new StreamMessageWriter(output) };
}

/** The standard output belongs to the messages; what anybody prints goes to the other stream. */
function onStandardStreams(): [NodeJS.ReadStream, NodeJS.WriteStream] {
  globalThis.console = new Console(process.stderr);
  return [process.stdin, process.stdout];
}

/** The port or pipe that a process's arguments name. */
function named(words: readonly string[]): number | string | undefined {
  const [, kind, value = ''] =
    /^--(socket|pipe)=(.*)/.exec(words.find((word) => /^--(?:socket|pipe)=/.test(word)) ?? '') ?? [];
  return kind === 'socket' ? Number(value) : kind && value;
}

/**
 * A message that is no JSON is answered as such. Where one begins cannot be told any more once a header is broken; then
 * the server says so and ends, since a client starts a server that has ended, and waits for one that is silent.
 */
function outlive(error: Error, writer: MessageWriter): void {
  if (error instanceof SyntaxError) {
    writer.write(unreadable(error.message)).catch(() => {});
    return;
  }
  console.error(`The language server ends, since what it reads is not made of messages: ${error.message}`);
  process.exit(1);
}

async function connect(at: number | string): Promise<[Socket, Socket]> {
  const socket = typeof at === 'number' ? createSocket(at, '127.0.0.1') : createSocket(at);
  await once(socket, 'connect');
  return [socket, socket];
}
