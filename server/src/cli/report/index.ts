import { type Formats, type OutputRequestIn, writeOutputsIn } from '../files/outputs.ts';
import type { REPORT_FORMAT_NAMES } from '../formats/names.ts';
import type { Io } from '../io.ts';
import type { ReportResult } from '../schema.ts';
import type { DatedReport } from './format.ts';

export type ReportFormatName = (typeof REPORT_FORMAT_NAMES)[number];

const FORMATS: Formats<DatedReport, ReportFormatName> = {
  text: () => import('./text.ts'),
  markdown: () => import('./markdown.ts'),
  json: () => import('./json.ts'),
  html: () => import('./html.ts'),
};

/** Writes a report in each requested format. Rejects with a UsageError if a file cannot be written. */
export function writeReport(
  result: ReportResult,
  request: OutputRequestIn<ReportFormatName>,
  io: Pick<Io, 'stdout' | 'env'>,
): Promise<void> {
  return writeOutputsIn(FORMATS, { result, now: nowOf(io) }, request, io);
}

/** The current time in milliseconds. For reproducible reports, SOURCE_DATE_EPOCH can set it, in seconds. */
function nowOf({ env }: Pick<Io, 'env'>): number {
  const given = env['SOURCE_DATE_EPOCH'];
  return given !== undefined && /^\d{1,11}$/.test(given) ? Number(given) * 1000 : Date.now();
}
