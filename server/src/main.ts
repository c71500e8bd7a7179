/** Starts the server where it finds itself: in Node, or in a web worker. Each loads what it needs and no more. */
if (typeof process === 'object' && process.versions?.node) void startInNode(process.argv);
else void import('./main.browser.ts');

async function startInNode(words: readonly string[]): Promise<void> {
  const transports = ['--stdio', '--node-ipc', '--socket=', '--pipe='];
  if (words.some((word) => transports.some((transport) => word.startsWith(transport)))) {
    const { serve } = await import('./main.node.ts');
    return serve();
  }
  console.error(
    `Usage: server.js --stdio (or ${transports.slice(1).join(', ')}). This is a language server; an editor starts it.`,
  );
  process.exitCode = 2;
}
