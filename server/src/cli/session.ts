import { sanitize } from './formats/words.ts';
import type { Io } from './io.ts';
import type { Problem } from './schema.ts';

/** Reports problems and notes on stderr while a command runs, and collects the problems for its result. */
export interface Session {
  readonly problems: readonly Problem[];
  /** Reports something that could not be read or used. Makes the exit code 2. */
  problem(problem: Problem): void;
  /** Prints a note that does not affect the result. Nothing is printed with `--quiet`. */
  note(text: string): void;
}

export function createSession({ stderr }: Pick<Io, 'stderr'>, quiet: boolean): Session {
  const problems: Problem[] = [];
  return {
    problems,
    problem(problem) {
      // Each thread that reads a broken config file reports it.
      if (problems.some(({ message }) => message === problem.message)) return;
      problems.push(problem);
      stderr.write(`design-docs: ${sanitize(problem.message)}\n`);
    },
    note(text) {
      if (!quiet) stderr.write(`${sanitize(text)}\n`);
    },
  };
}
