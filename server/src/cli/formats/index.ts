import {
  type Formats,
  type OutputIn,
  type OutputRequestIn,
  readOutputsIn,
  writeOutputsIn,
} from '../files/outputs.ts';
import type { Io } from '../io.ts';
import type { CheckResult } from '../schema.ts';
import type { Format } from './format.ts';
import { FORMAT_NAMES } from './names.ts';

export type FormatName = (typeof FORMAT_NAMES)[number];
export type Output = OutputIn<FormatName>;
export type OutputRequest = OutputRequestIn<FormatName>;

const FORMATS: Formats<CheckResult, FormatName> = {
  text: () => import('./text.ts'),
  json: () => import('./json.ts'),
  jsonl: () => import('./jsonl.ts'),
  sarif: () => import('./sarif.ts'),
  junit: () => import('./junit.ts'),
  github: () => import('./github.ts'),
  gitlab: () => import('./gitlab.ts'),
  markdown: () => import('./markdown.ts'),
};

export async function loadFormat(name: FormatName): Promise<Format> {
  return (await FORMATS[name]()).format;
}

/** Parses the values of `--format` for a check. Throws a UsageError if they are invalid. */
export function readOutputs(values?: readonly string[]): Output[] {
  return readOutputsIn(FORMAT_NAMES, values);
}

/** Writes the result of a check in each requested format. Rejects with a UsageError if a file cannot be written. */
export function writeOutputs(
  result: CheckResult,
  request: OutputRequest,
  io: Pick<Io, 'stdout' | 'env'>,
): Promise<void> {
  return writeOutputsIn(FORMATS, result, request, io);
}
