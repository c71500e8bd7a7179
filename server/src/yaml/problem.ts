import type { Range } from '../text/range.ts';

/** An error or warning at a range of the text. The message is one or two sentences. */
export interface YamlProblem extends Range {
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** Adds a problem, unless the list has already reached its maximum length. */
export function addProblem(problem: YamlProblem, problems: YamlProblem[]): void {
  if (problems.length < MAX_PROBLEMS) problems.push(problem);
}

const MAX_PROBLEMS = 100;
