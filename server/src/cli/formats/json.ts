import type { Format } from './format.ts';

/** A JSON document. schema/check.schema.json describes it. */
export const format: Format = (result) => `${JSON.stringify(result, undefined, 2)}\n`;
