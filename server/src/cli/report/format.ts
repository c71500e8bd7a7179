import type { FormatOf } from '../files/outputs.ts';
import type { ReportResult } from '../schema.ts';

/** A report and its date. */
export interface DatedReport {
  readonly result: ReportResult;
  /** The time from which ages are calculated, in milliseconds since the epoch. */
  readonly now: number;
}

export type ReportFormat = FormatOf<DatedReport>;
