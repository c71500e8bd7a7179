import type { Io } from './io.ts';

/** A progress bar on the last line of the terminal. Nothing is shown without a terminal that can erase a line. */
export interface Progress {
  /** Adds `count` to the number of finished items. */
  done(count: number): void;
  /** Erases the bar. */
  end(): void;
}

const WIDTH = 24;

export function showProgress(
  { stderr: output, env }: Pick<Io, 'stderr' | 'env'>,
  total: number,
  isWanted: boolean,
): Progress {
  if (!isWanted || !output.isTerminal || env['TERM'] === 'dumb') return { done() {}, end() {} };
  let finished = 0;
  let shown = '';
  return {
    done(count) {
      finished += count;
      const filled = Math.round((finished / Math.max(1, total)) * WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${finished} of ${total}`;
      if (bar !== shown) output.write(`\r${bar}`);
      shown = bar;
    },
    end() {
      if (shown) output.write('\r\u001b[2K');
    },
  };
}
