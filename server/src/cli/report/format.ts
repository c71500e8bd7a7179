import type { FormatOf } from '../files/outputs.ts';
import type { ReportResult } from '../schema.ts';

/** A report, and the time that ages are counted from, in milliseconds. */
export interface Dated {
  readonly result: ReportResult;
  readonly now: number;
}

export type ReportFormat = FormatOf<Dated>;
