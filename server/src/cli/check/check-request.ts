import { resolve } from 'node:path';
import type { Choice } from '../engine.ts';
import { type Output, readOutputs } from '../formats/index.ts';
import { UsageError } from '../io.ts';
import { readCount, readGate, readShard } from '../options.ts';
import type { FailOn, Shard } from '../schema.ts';
import type { FileOptions } from './outcome.ts';

/** What a call of `check` asks for. */
export interface CheckRequest {
  readonly cwd: string;
  readonly patterns: readonly string[];
  readonly choice: Choice;
  readonly options: FileOptions;
  /** A git base, or `true` for the usual one; `undefined` for all files. */
  readonly changed: string | true | undefined;
  readonly baseline: BaselineRequest | undefined;
  readonly failOn: FailOn;
  readonly maxWarnings: number | undefined;
  readonly quiet: boolean;
  readonly outputs: readonly Output[];
  /** The name of the text on the standard input, if that is what is checked. */
  readonly stdin: string | undefined;
  readonly shard: Shard | undefined;
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

/** Formats whose reader wants to see how a finding is mended. */
const SHOW_FIXES = ['json', 'jsonl', 'sarif'];

/** Reads a call. Throws a UsageError for values and combinations that mean nothing. */
export function readCheckRequest(patterns: readonly string[], raw: object, cwd: string): CheckRequest {
  const given = raw as Options;
  requireSense(patterns, given);
  const { level, template, config, changed, baseline } = given;
  const outputs = readOutputs(given.format);
  return {
    cwd,
    patterns,
    choice: { cwd, level, template, config, gate: readGate(given.gate) },
    options: {
      hints: given.hints === true,
      fixes: outputs.some(({ name }) => SHOW_FIXES.includes(name)),
      mend: given.fixDryRun ? 'show' : given.fix ? 'write' : undefined,
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

function requireSense(patterns: readonly string[], given: Options): void {
  const senseless: readonly (readonly [unknown, string])[] = [
    [given.updateBaseline && given.baseline === undefined, '--update-baseline needs --baseline FILE.'],
    [given.fix && given.fixDryRun, 'Give --fix or --fix-dry-run, not both.'],
    [given.stdinFilename !== undefined && !given.stdin, '--stdin-filename needs --stdin.'],
    [
      given.stdin && patterns.length > 0,
      'With --stdin there are no paths. Name the text with --stdin-filename.',
    ],
    [given.stdin && given.changed !== undefined, '--stdin and --changed do not go together.'],
    [given.stdin && given.shard !== undefined, '--stdin and --shard do not go together.'],
    [given.stdin && given.fix, 'The standard input cannot be mended. Give --fix-dry-run for a diff.'],
  ];
  for (const [is, message] of senseless) if (is) throw new UsageError(message);
}
