import { plain } from './formats/words.ts';
import type { Io } from './io.ts';
import type { Problem } from './schema.ts';

/** What is told on stderr while a command runs, and kept for its result. */
export interface Session {
  readonly problems: readonly Problem[];
  /** Something could not be read or used; the exit code will say so. */
  problem(problem: Problem): void;
  /** Something that changes no verdict. */
  note(text: string): void;
}

export function createSession({ stderr }: Pick<Io, 'stderr'>, quiet: boolean): Session {
  const problems: Problem[] = [];
  return {
    problems,
    problem(problem) {
      // Each thread that meets a broken config file tells of it.
      if (problems.some(({ message }) => message === problem.message)) return;
      problems.push(problem);
      stderr.write(`design-docs: ${plain(problem.message)}\n`);
    },
    note(text) {
      if (!quiet) stderr.write(`${plain(text)}\n`);
    },
  };
}
