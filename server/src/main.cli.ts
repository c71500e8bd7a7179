import type { Parts } from './cli/command.ts';
import { processIo } from './cli/process-io.ts';
import { main } from './cli/program.ts';

/** The package's version, which the bundler inserts. */
declare const VERSION: string;

const worker = new URL('./worker.mjs', import.meta.url);
const serve: Parts['serve'] = async (at) => {
  const [{ startServer }, { serve }] = await Promise.all([
    import('./lsp/server.ts'),
    import('./main.node.ts'),
  ]);
  return serve(startServer, at);
};

process.exitCode = await main(process.argv.slice(2), processIo(VERSION), { worker, serve });
