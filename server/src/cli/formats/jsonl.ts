import type { Format } from './format.ts';

/** One line of JSON for each file, and a summary as the last line. schema/check-lines.schema.json describes a line. */
export const format: Format = ({ files, ...summary }) =>
  [...files.map((file) => ({ type: 'file', ...file })), { type: 'summary', ...summary }]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
