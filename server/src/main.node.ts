import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import manifest from '../../package.json' with { type: 'json' };
import { startServer } from './lsp/server.ts';

const transports = ['--stdio', '--node-ipc', '--socket=', '--pipe='];
if (process.argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
  startServer(createConnection(ProposedFeatures.all), manifest.version);
} else {
  console.error(
    `Usage: server.js --stdio (or ${transports.slice(1).join(', ')}). This is a language server; an editor starts it.`,
  );
  process.exitCode = 2;
}
