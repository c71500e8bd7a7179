import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { startServer } from './lsp/server.ts';

/** The extension's version; the bundler puts it here. */
declare const VERSION: string;

/** The worker that this runs in; its messages are the connection. */
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];

startServer(
  createConnection(ProposedFeatures.all, new BrowserMessageReader(scope), new BrowserMessageWriter(scope)),
  { version: VERSION, readFile: async () => undefined, findMarkdown: async () => [] },
);
