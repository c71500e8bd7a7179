import type { CheckResult } from '../schema.ts';

/** How to format a result. */
export interface FormatOptions {
  readonly color: boolean;
  /** The width of the output in columns. */
  readonly columns: number;
  readonly quiet: boolean;
}

/** Formats the result of a check. The text ends with a line break; it is empty if there is nothing to print. */
export type Format = (result: CheckResult, options: FormatOptions) => string;
