import { readdir, readFile as readText } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { ReadFile } from './lsp/environments.ts';
import { startServer } from './lsp/server.ts';
import type { FindMarkdown } from './lsp/workspace-files.ts';

/** The extension's version; the bundler puts it here. */
declare const VERSION: string;

/** What is not on this machine's disk, or cannot be read, counts as not there. */
const readFile: ReadFile = async (uri) =>
  uri.startsWith('file:') ? readText(fileURLToPath(uri), 'utf8').catch(() => undefined) : undefined;

const MOST_FILES = 10_000;

/** The Markdown files under folders on this machine's disk, without hidden folders, packages and links. */
const findMarkdown: FindMarkdown = async (folders) => {
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

const transports = ['--stdio', '--node-ipc', '--socket=', '--pipe='];
if (process.argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
  startServer(createConnection(ProposedFeatures.all), { version: VERSION, readFile, findMarkdown });
} else {
  console.error(
    `Usage: server.js --stdio (or ${transports.slice(1).join(', ')}). This is a language server; an editor starts it.`,
  );
  process.exitCode = 2;
}
