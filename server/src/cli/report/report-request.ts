import type { Choice } from '../engine.ts';
import { type OutputIn, readOutputsIn } from '../files/outputs.ts';
import { REPORT_FORMAT_NAMES } from '../formats/names.ts';
import { UsageError } from '../io.ts';
import { readShard } from '../options.ts';
import type { Shard } from '../schema.ts';
import type { ReportFormatName } from './index.ts';

/** The arguments and options of `report`. */
export interface ReportRequest {
  readonly cwd: string;
  readonly patterns: readonly string[];
  readonly choice: Choice;
  readonly shard: Shard | undefined;
  readonly sort: Sort;
  readonly quiet: boolean;
  readonly outputs: readonly OutputIn<ReportFormatName>[];
}

/** The options of `report --merge`. */
export interface MergeRequest {
  readonly merge: true;
  readonly sort: Sort;
  readonly quiet: boolean;
  readonly format: readonly string[] | undefined;
}

export type Sort = 'path' | 'left' | 'age' | 'level';

interface Options {
  readonly level?: string;
  readonly template?: string;
  readonly config?: string;
  readonly shard?: string;
  readonly merge?: boolean;
  readonly sort: Sort;
  readonly quiet?: boolean;
  readonly format?: readonly string[];
}

/** Parses the arguments and options. Throws a UsageError if a value or a combination of options is invalid. */
export function readReportRequest(
  patterns: readonly string[],
  raw: object,
  cwd: string,
): ReportRequest | MergeRequest {
  const given = raw as Options;
  const { level, template, config } = given;
  if (given.merge) return readMergeRequest(given);
  return {
    cwd,
    patterns,
    choice: { cwd, level, template, config },
    shard: readShard(given.shard),
    sort: given.sort,
    quiet: given.quiet === true,
    outputs: readOutputsIn(REPORT_FORMAT_NAMES, given.format),
  };
}

function readMergeRequest(given: Options): MergeRequest {
  for (const name of ['level', 'template', 'config', 'shard'] as const)
    if (given[name] !== undefined)
      throw new UsageError(`--merge only joins existing results, so --${name} has no effect. Omit it.`);
  return { merge: true, sort: given.sort, quiet: given.quiet === true, format: given.format };
}
