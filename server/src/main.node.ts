import { readFile as readText } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { findMarkdown } from './find-markdown.node.ts';
import type { ReadFile } from './lsp/environments.ts';
import { startServer } from './lsp/server.ts';

/** The extension's version; the bundler puts it here. */
declare const VERSION: string;

/** What is not on this machine's disk, or cannot be read, counts as not there. */
const readFile: ReadFile = async (uri) =>
  uri.startsWith('file:') ? readText(fileURLToPath(uri), 'utf8').catch(() => undefined) : undefined;

const transports = ['--stdio', '--node-ipc', '--socket=', '--pipe='];
if (process.argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
  startServer(createConnection(ProposedFeatures.all), { version: VERSION, readFile, findMarkdown });
} else {
  console.error(
    `Usage: server.js --stdio (or ${transports.slice(1).join(', ')}). This is a language server; an editor starts it.`,
  );
  process.exitCode = 2;
}
