import type { Range } from '../text/range.ts';

/** Something that is wrong at a place, in one or two plain sentences. */
export interface YamlProblem extends Range {
  readonly message: string;
  readonly severity: 'error' | 'warning';
}
