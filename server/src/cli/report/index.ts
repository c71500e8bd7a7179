import type { REPORT_FORMAT_NAMES } from '../commands.ts';
import type { Io } from '../io.ts';
import { type FormatOf, type Formats, type OutputRequestIn, writeOutputsIn } from '../outputs.ts';
import type { ReportResult } from '../schema.ts';

export type ReportFormatName = (typeof REPORT_FORMAT_NAMES)[number];

/** A report, and the time that ages are counted from, in milliseconds. */
export interface Dated {
  readonly result: ReportResult;
  readonly now: number;
}

export type ReportFormat = FormatOf<Dated>;

const FORMATS: Formats<Dated, ReportFormatName> = {
  text: () => import('./text.ts'),
  markdown: () => import('./markdown.ts'),
  json: () => import('./json.ts'),
  html: () => import('./html.ts'),
};

/** Writes a report in each format that is asked for. Throws a UsageError for what cannot be written. */
export function writeReport(
  result: ReportResult,
  request: OutputRequestIn<ReportFormatName>,
  io: Pick<Io, 'stdout' | 'env'>,
): Promise<void> {
  return writeOutputsIn(FORMATS, { result, now: nowOf(io) }, request, io);
}

/** The time of now, or the one that SOURCE_DATE_EPOCH gives in seconds, so that two reports can be the same. */
function nowOf({ env }: Pick<Io, 'env'>): number {
  const given = env['SOURCE_DATE_EPOCH'];
  return given !== undefined && /^\d{1,11}$/.test(given) ? Number(given) * 1000 : Date.now();
}
