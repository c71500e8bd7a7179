import type { CheckResult } from '../schema.ts';

/** How a result is shown where it is written to. */
export interface Look {
  readonly color: boolean;
  /** Columns of the terminal, or of the page that stands for one. */
  readonly columns: number;
  readonly quiet: boolean;
}

/** Writes the result of a check, with a line break at its end; empty if there is nothing to say. */
export type Format = (result: CheckResult, look: Look) => string;
