import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { refusing } from './lsp/refusing.ts';
import type { startServer } from './lsp/server.ts';

/** The extension's version; the bundler puts it here. */
declare const VERSION: string;

/** The worker that this runs in; its messages are the connection. */
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];

/** Serves the page that started this worker. */
export function serve(start: typeof startServer): void {
  const writer = new BrowserMessageWriter(scope);
  const reader = refusing(new BrowserMessageReader(scope), writer);
  const connection = createConnection(ProposedFeatures.all, reader, writer);
  start(connection, {
    version: VERSION,
    readFile: async () => undefined,
    leadsOut: async () => false,
    findMarkdown: async () => [],
  });
}
