import { buffer } from 'node:stream/consumers';
import { EXIT, type Io, type Output } from './io.ts';

/**
 * The `Io` of this process. A closed pipe, for example to `head`, is ignored. Any other output error, such as a full
 * disk, ends the process with a message and exit code 2, because the result would be lost.
 */
export function processIo(version: string): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    version,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    readStdin: () => buffer(process.stdin),
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (stream !== process.stderr)
      process.stderr.write(`design-docs: Cannot write the output: ${error.message}.\n`);
    process.exit(EXIT.failed);
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    // A terminal whose size was never set reports 0.
    columns: stream.columns || Number(process.env['COLUMNS']) || 80,
  };
}

/** Whether to use color: by default, only on a terminal. NO_COLOR turns color off, and FORCE_COLOR turns it on. */
export function wantsColor({ env }: Pick<Io, 'env'>, output: Output): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return output.isTerminal && env['TERM'] !== 'dumb';
}
