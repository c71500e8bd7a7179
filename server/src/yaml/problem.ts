import type { Range } from '../text/range.ts';

/** Something that is wrong at a place, in one or two plain sentences. */
export interface YamlProblem extends Range {
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** Adds a problem, unless there are so many that nobody reads on; a file may hold as many as it has words. */
export function report(problem: YamlProblem, problems: YamlProblem[]): void {
  if (problems.length < MOST) problems.push(problem);
}

const MOST = 100;
