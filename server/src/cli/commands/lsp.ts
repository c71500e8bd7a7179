import type { Call, Parts } from '../command.ts';
import { EXIT, type ExitCode, type Io, UsageError } from '../io.ts';
import { readPort } from '../options.ts';

/** Resolves when the server runs. The process ends when the connection closes. */
export async function run({ options }: Call, _: Io, { serve }: Parts): Promise<ExitCode> {
  const { stdio, nodeIpc, socket, pipe } = options;
  const given = [stdio, nodeIpc, socket, pipe].filter((option) => option !== undefined);
  if (given.length !== 1)
    throw new UsageError(
      'Give exactly one transport: --stdio, --socket <port>, --pipe <name>, or --node-ipc.',
    );
  if (nodeIpc && !process.send)
    throw new UsageError('--node-ipc works only in a process that was forked by a Node.js process.');
  const at = readPort(socket as string | undefined) ?? (pipe as string | undefined);
  await serve(at).catch((error: Error) => {
    if (at === undefined) throw error;
    throw new UsageError(`Nothing listens at ${at}: ${error.message}. Start the editor first.`);
  });
  return EXIT.clean;
}
