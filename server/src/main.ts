import { startServer } from './lsp/server.ts';

/**
 * Starts the server in Node or in a web worker. Only the code for the current platform is loaded. `startServer` is
 * passed to it as an argument, because the bundler wraps each file that a dynamically imported module imports.
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
    `Usage: server.js --stdio (or ${transports.slice(1).join(', ')}). This is a language server, which editors start.`,
  );
  process.exitCode = 2;
}
