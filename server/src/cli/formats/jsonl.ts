import type { Format } from './format.ts';

/** A line of JSON for each file, and last of all one for the whole; schema/check-lines.schema.json describes a line. */
export const format: Format = ({ files, ...whole }) =>
  [...files.map((file) => ({ type: 'file', ...file })), { type: 'summary', ...whole }]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
