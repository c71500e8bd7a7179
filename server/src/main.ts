import { startServer } from './lsp/server.ts';

/**
 * Starts the server where it finds itself: in Node, or in a web worker. Each loads what it needs and no more. They are
 * handed the server, since what a module that is loaded later imports is bundled with a wrapper around each file.
 */
if (typeof process === 'object' && process.versions?.node) void startInNode(process.argv);
else void import('./main.browser.ts').then(({ serve }) => serve(startServer));

async function startInNode(words: readonly string[]): Promise<void> {
  const transports = ['--stdio', '--node-ipc', '--socket=', '--pipe='];
  if (words.some((word) => transports.some((transport) => word.startsWith(transport)))) {
    const { serve } = await import('./main.node.ts');
    return serve(startServer);
  }
  console.error(
    `Usage: server.js --stdio (or ${transports.slice(1).join(', ')}). This is a language server; an editor starts it.`,
  );
  process.exitCode = 2;
}
