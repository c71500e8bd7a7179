import { buffer } from 'node:stream/consumers';
import { EXIT, type Io, type Output } from './io.ts';

/**
 * The process itself. A reader that goes away, such as `head`, changes nothing; output that cannot be written, as on a
 * full disk, ends the process with one line, since its verdict would be lost.
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
      process.stderr.write(`design-docs: The output cannot be written: ${error.message}.\n`);
    process.exit(EXIT.failed);
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    // A terminal that nobody has given a size says 0.
    columns: stream.columns || Number(process.env['COLUMNS']) || 80,
  };
}

/** Whether to write in colour: on terminals, unless NO_COLOR says no; anywhere if FORCE_COLOR says so. */
export function wantsColor({ env }: Pick<Io, 'env'>, output: Output): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return output.isTerminal && env['TERM'] !== 'dumb';
}
