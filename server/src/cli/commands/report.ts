import type { Call } from '../commands.ts';
import { type ExitCode, type Io, UsageError } from '../io.ts';
import { mergeFiles } from './merge.ts';

interface Options {
  readonly merge?: boolean;
  readonly format?: readonly string[];
  readonly quiet?: boolean;
}

export async function run({ args, options }: Call, io: Io): Promise<ExitCode> {
  const { merge, format, quiet = false } = options as Options;
  if (!merge) throw new UsageError('“report” joins results, with --merge.');
  return mergeFiles(args[0] as readonly string[], { format, quiet }, io);
}
