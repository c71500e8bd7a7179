import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import type { startServer } from './lsp/server.ts';
import { validatingReader } from './lsp/validate-message.ts';

/** The extension's version, which the bundler inserts. */
declare const VERSION: string;

/** The global scope of the web worker, whose messages are the connection. */
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];

/** Serves the page that started this worker. The worker has no disk, so the client reads all files. */
export function serve(start: typeof startServer): void {
  const writer = new BrowserMessageWriter(scope);
  const reader = validatingReader(new BrowserMessageReader(scope), writer);
  const connection = createConnection(ProposedFeatures.all, reader, writer);
  start(connection, {
    version: VERSION,
    readFile: async () => undefined,
    isOutside: async () => false,
    findMarkdown: async () => [],
  });
}
