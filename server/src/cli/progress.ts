import type { Io } from './io.ts';

/** A bar in the last line of a terminal that can take a line away again; nothing elsewhere. */
export interface Progress {
  done(count: number): void;
  /** Takes it away again. */
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
