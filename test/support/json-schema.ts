import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** One of our schemas, or the schema of SARIF. */
export type SchemaName = 'check' | 'check-lines' | 'baseline' | 'sarif';

/**
 * The schema of SARIF is `sarif-2.1.0.json` from the npm package @microsoft/sarif-multitool-linux 5.7.0 (MIT), with
 * uniform line breaks.
 */
const FILES: Readonly<Record<SchemaName, string>> = {
  check: '../../schema/check.schema.json',
  'check-lines': '../../schema/check-lines.schema.json',
  baseline: '../../schema/baseline.schema.json',
  sarif: '../fixtures/sarif-2.1.0.schema.json',
};

/** Returns a function that fails if data does not match a schema. The error lists the first mismatches. */
export function schemaCheck(name: SchemaName): (data: unknown) => void {
  const ajv = new Ajv2020.default({ allErrors: true, strictTypes: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(new URL(FILES[name], import.meta.url), 'utf8')));
  return (data) => {
    validate(data);
    const errors = validate.errors
      ?.slice(0, 3)
      .map(({ instancePath, message }) => `${instancePath} ${message}`);
    assert.equal(errors, undefined, `${name}: ${errors?.join('; ')}`);
  };
}
