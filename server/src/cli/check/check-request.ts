import { resolve } from 'node:path';
import type { Choice } from '../engine.ts';
import { type Output, readOutputs } from '../formats/index.ts';
import { UsageError } from '../io.ts';
import { readCount, readGate, readShard } from '../options.ts';
import type { FailOn, Shard } from '../schema.ts';
import type { FileOptions } from './outcome.ts';

/** The arguments and options of `check`. */
export interface CheckRequest {
  readonly cwd: string;
  readonly patterns: readonly string[];
  readonly choice: Choice;
  readonly options: FileOptions;
  /** The git base of `--changed`; `true` for the default one; `undefined` for all files. */
  readonly changed: string | true | undefined;
  readonly baseline: BaselineRequest | undefined;
  readonly failOn: FailOn;
  readonly maxWarnings: number | undefined;
  readonly quiet: boolean;
  readonly outputs: readonly Output[];
  /** The path of the text on standard input; `undefined` without `--stdin`. */
  readonly stdin: string | undefined;
  readonly shard: Shard | undefined;
  /** Absolute. */
  readonly cache: string | undefined;
}

export interface BaselineRequest {
  readonly cwd: string;
  /** Absolute. */
  readonly path: string;
  readonly isUpdated: boolean;
}

interface Options {
  readonly gate?: string;
  readonly level?: string;
  readonly template?: string;
  readonly config?: string;
  readonly changed?: string | true;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly failOn: FailOn;
  readonly maxWarnings?: string;
  readonly hints?: boolean;
  readonly quiet?: boolean;
  readonly format?: readonly string[];
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly cache?: string;
  readonly shard?: string;
}

/** Formats that include fixes. */
const FORMATS_WITH_FIXES = ['json', 'jsonl', 'sarif'];

/** Parses the arguments and options. Throws a UsageError if a value or a combination of options is invalid. */
export function readCheckRequest(patterns: readonly string[], raw: object, cwd: string): CheckRequest {
  const given = raw as Options;
  rejectConflicts(patterns, given);
  const { level, template, config, changed, baseline } = given;
  const outputs = readOutputs(given.format);
  return {
    cwd,
    patterns,
    choice: { cwd, level, template, config, gate: readGate(given.gate) },
    options: {
      hints: given.hints === true,
      fixes: outputs.some(({ name }) => FORMATS_WITH_FIXES.includes(name)),
      fixMode: given.fixDryRun ? 'diff' : given.fix ? 'write' : undefined,
    },
    changed,
    baseline:
      baseline === undefined
        ? undefined
        : { cwd, path: resolve(cwd, baseline), isUpdated: given.updateBaseline === true },
    failOn: given.failOn,
    maxWarnings: readCount(given.maxWarnings, '--max-warnings'),
    quiet: given.quiet === true,
    outputs,
    stdin: given.stdin ? (given.stdinFilename ?? 'stdin.md') : undefined,
    shard: readShard(given.shard),
    cache: given.cache === undefined ? undefined : resolve(cwd, given.cache),
  };
}

function rejectConflicts(patterns: readonly string[], given: Options): void {
  const conflicts: readonly (readonly [unknown, string])[] = [
    [given.updateBaseline && given.baseline === undefined, '--update-baseline needs --baseline FILE.'],
    [given.fix && given.fixDryRun, 'Give either --fix or --fix-dry-run, not both.'],
    [given.stdinFilename !== undefined && !given.stdin, '--stdin-filename needs --stdin.'],
    [
      given.stdin && patterns.length > 0,
      '--stdin and paths cannot be combined. Give the path of the text with --stdin-filename.',
    ],
    [given.stdin && given.changed !== undefined, '--stdin and --changed cannot be combined.'],
    [given.stdin && given.shard !== undefined, '--stdin and --shard cannot be combined.'],
    [given.stdin && given.fix, '--stdin and --fix cannot be combined. To get a diff, give --fix-dry-run.'],
  ];
  for (const [applies, message] of conflicts) if (applies) throw new UsageError(message);
}
