import type { ReportFormat } from './format.ts';

/** A JSON document. schema/report.schema.json describes it. */
export const format: ReportFormat = ({ result }) => `${JSON.stringify(result, undefined, 2)}\n`;
