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
import type { FindMarkdown, IsOutside, ReadFile } from './lsp/file-access.ts';
import { frameReader } from './lsp/frames.ts';
import type { startServer } from './lsp/server.ts';
import { parseErrorResponse, validatingReader } from './lsp/validate-message.ts';
import { isWithin } from './text/uri.ts';

/** The extension's version, which the bundler inserts. */
declare const VERSION: string;

/**
 * Uses the callback API because the first diagnostics wait for this: Node takes longer to load `node:fs/promises`
 * than to read a file.
 */
const readFile: ReadFile = async (uri) => {
  if (!uri.startsWith('file:')) return undefined;
  return new Promise((resolve) => {
    readText(fileURLToPath(uri), 'utf8', (error, text) => resolve(error ? undefined : text));
  });
};

/** A file that does not exist is not outside: reading it reports that it is missing. */
const isOutside: IsOutside = async (folders, uri) => {
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

const MAX_FILES = 10_000;

/** Searches the disk. Skips hidden folders, node_modules, and symbolic links, and stops after `MAX_FILES` files. */
const findMarkdown: FindMarkdown = async (folders) => {
  const { readdir } = await import('node:fs/promises');
  const found: string[] = [];
  const left = folders
    .filter((uri) => uri.startsWith('file:'))
    .map((uri) => new URL(uri.replace(/\/?$/, '/')));
  for (let folder = left.pop(); folder && found.length < MAX_FILES; folder = left.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
        left.push(pathToFileURL(`${fileURLToPath(folder)}${entry.name}/`));
      else if (entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name))
        found.push(pathToFileURL(fileURLToPath(folder) + entry.name).href);
    }
  }
  return found.slice(0, MAX_FILES);
};

/**
 * Serves a client. `at` is the local port or the pipe on which the client listens; without it, the process's
 * arguments name the transport. Rejects if the connection fails. The process exits when the connection ends: with 0
 * after a `shutdown` request, and else with 1.
 */
export async function serve(start: typeof startServer, at?: number | string): Promise<void> {
  const { input, reader, writer } = await transport(at ?? addressIn(process.argv), process.argv);
  let isShutDown = false;
  const exit = (): void => process.exit(isShutDown ? 0 : 1);
  for (const event of ['end', 'close']) input?.once(event, exit);
  // vscode-languageserver does not notice when the parent process closes the IPC channel.
  process.once('disconnect', exit);
  reader.onError((error) => handleReadError(error, writer));
  const connection = createConnection(ProposedFeatures.all, validatingReader(reader, writer), writer);
  connection.onShutdown(() => {
    isShutDown = true;
  });
  start(connection, { version: VERSION, readFile, isOutside, findMarkdown });
}

interface Transport {
  /** The stream that ends when the client exits; `undefined` for IPC, where the process gets `disconnect` instead. */
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

/** Standard output carries messages only, so everything printed to the console goes to standard error. */
function onStandardStreams(): [NodeJS.ReadStream, NodeJS.WriteStream] {
  globalThis.console = new Console(process.stderr);
  return [process.stdin, process.stdout];
}

/** The port or pipe in a process's arguments; `undefined` if they have none. */
function addressIn(words: readonly string[]): number | string | undefined {
  const [, kind, value = ''] =
    /^--(socket|pipe)=(.*)/.exec(words.find((word) => /^--(?:socket|pipe)=/.test(word)) ?? '') ?? [];
  return kind === 'socket' ? Number(value) : kind && value;
}

/**
 * Answers a message that is not JSON with an error. After an invalid header it is unknown where the next message
 * starts, so the server prints an error and exits: clients restart a server that has exited, but wait for one that
 * does not answer.
 */
function handleReadError(error: Error, writer: MessageWriter): void {
  if (error instanceof SyntaxError) {
    writer.write(parseErrorResponse(error.message)).catch(() => {});
    return;
  }
  console.error(
    `The language server is exiting because its input is not a valid stream of messages: ${error.message}`,
  );
  process.exit(1);
}

async function connect(at: number | string): Promise<[Socket, Socket]> {
  const socket = typeof at === 'number' ? createSocket(at, '127.0.0.1') : createSocket(at);
  await once(socket, 'connect');
  return [socket, socket];
}
