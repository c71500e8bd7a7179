import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './lsp/server.ts';

/** The extension's version; the bundler puts it here. */
declare const VERSION: string;

const transports = ['--stdio', '--node-ipc', '--socket=', '--pipe='];
if (process.argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
  startServer(createConnection(ProposedFeatures.all), VERSION);
} else {
  console.error(
    `Usage: server.js --stdio (or ${transports.slice(1).join(', ')}). This is a language server; an editor starts it.`,
  );
  process.exitCode = 2;
}
