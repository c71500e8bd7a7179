import { resolve } from 'node:path';
import type { Call } from '../command.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { openRoot } from '../mcp/root.ts';
import { serveMcp } from '../mcp/server.ts';

export async function run({ options }: Call, io: Io): Promise<ExitCode> {
  const root = await openRoot(resolve(io.cwd, String(options['root'] ?? '.')));
  await serveMcp(root, io);
  return EXIT.clean;
}
