import { type ExitCode, UsageError } from '../io.ts';
import type { CheckResult, FileResult, FindingResult, ReportResult, Shard } from '../schema.ts';
import { isInShard } from './shards.ts';
import { exitCodeOf } from './verdict.ts';

/** What was read from a file, with its name for messages. */
export interface Read<T = unknown> {
  readonly name: string;
  readonly data: T;
}

export type Some<T> = readonly [T, ...T[]];

/** Joins the results of all parts of a check. Throws a UsageError unless they belong together. */
export function joinChecks([first, ...others]: Some<Read<CheckResult>>): CheckResult {
  const partOf = ({ name, data }: Read<CheckResult>): Part<FileResult> => {
    return { name, toolVersion: data.tool.version, facts: data, files: data.files };
  };
  const { shard: _, ...shared } = first.data;
  return { ...shared, ...joinParts([partOf(first), ...others.map(partOf)]) };
}

/** Joins the parts of a report. Throws a UsageError unless they belong together. */
export function joinReports([first, ...others]: Some<Read<ReportResult>>): ReportResult {
  const made = ({ name, data }: Read<ReportResult>): Made => {
    return { name, shard: data.shard, by: { 'design-docs': data.tool.version } };
  };
  requireTogether([made(first), ...others.map(made)]);
  const all = [first, ...others].map(({ data }) => data);
  const { shard: _, ...whole } = first.data;
  return {
    ...whole,
    documents: byPath(all.flatMap(({ documents }) => documents)),
    others: sum(all.map((each) => each.others)),
    problems: byPath(withoutTwins(all.map(({ problems }) => problems))),
  };
}

/** The result of one of several runs that share the work, in whatever format it was written. */
export interface Part<F extends JoinedFile = JoinedFile> {
  readonly name: string;
  readonly toolVersion: string;
  readonly facts: PartFacts;
  readonly files: readonly F[];
}

/** What a result says of the run and not of a file. */
export type PartFacts = Pick<
  CheckResult,
  'failOn' | 'maxWarnings' | 'shard' | 'others' | 'known' | 'stale' | 'problems'
>;

export interface JoinedFile {
  readonly path: string;
  readonly known?: number | undefined;
  readonly findings: readonly Pick<FindingResult, 'severity'>[];
}

export type Joined<F extends JoinedFile> = Omit<PartFacts, 'shard' | 'failOn' | 'maxWarnings'> & {
  readonly files: F[];
  readonly exitCode: ExitCode;
};

/**
 * What one run would have given: each file once, by path, and the verdict of all. Throws a UsageError unless the parts
 * are all parts of one whole.
 */
export function joinParts<F extends JoinedFile>(parts: Some<Part<F>>): Joined<F> {
  const [one, ...others] = parts;
  requireTogether([madeBy(one), ...others.map(madeBy)]);
  const files = filesOf(parts);
  const facts = parts.map((part) => part.facts);
  const { failOn, maxWarnings } = parts[0].facts;
  const stale = byPath(withoutTwins(facts.map((each) => each.stale)));
  const problems = byPath(withoutTwins(facts.map((each) => each.problems)));
  return {
    files,
    others: sum(facts.map(({ others }) => others)),
    known: sum(files.map(({ known = 0 }) => known)),
    stale,
    problems,
    exitCode: exitCodeOf({
      failOn,
      ...(maxWarnings !== undefined && { maxWarnings }),
      files,
      stale,
      problems,
    }),
  };
}

/** Config files and templates are told of by each part that met them; the part that a file belongs to knows best. */
function filesOf<F extends JoinedFile>(parts: readonly Part<F>[]): F[] {
  const files = new Map<string, F>();
  for (const { files: own, facts } of parts) {
    for (const file of own) {
      const isOwner = facts.shard !== undefined && isInShard(file.path, facts.shard);
      if (isOwner || !files.has(file.path)) files.set(file.path, file);
    }
  }
  return byPath([...files.values()]);
}

/** What several parts tell counts as often as in the one that tells it most often. */
function withoutTwins<T>(lists: readonly (readonly T[])[]): T[] {
  const all = new Map<string, readonly T[]>();
  for (const list of lists) {
    for (const [key, same] of groupBy(list, (each) => JSON.stringify(each)))
      if (same.length > (all.get(key)?.length ?? 0)) all.set(key, same);
  }
  return [...all.values()].flat();
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function byPath<T extends { readonly path?: string | undefined }>(items: readonly T[]): T[] {
  return items.toSorted(({ path: a = '' }, { path: b = '' }) => (a < b ? -1 : a > b ? 1 : 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** How a part was made: what has to be the same in all, in words. */
interface Made {
  readonly name: string;
  readonly shard?: Shard | undefined;
  readonly by: Readonly<Record<string, string>>;
}

/** Throws a UsageError unless the parts were made alike and each of them is there once; a whole is a part of its own. */
function requireTogether([first, ...others]: Some<Made>): void {
  for (const other of others) {
    for (const [what, one] of Object.entries(first.by)) {
      const two = other.by[what];
      if (one === two) continue;
      throw new UsageError(
        `“${first.name}” was made with ${what} ${one}, and “${other.name}” with ${what} ${two}. Make all parts alike.`,
      );
    }
  }
  if (others.length === 0 && !first.shard) return;
  requireAll([first, ...others].map((part) => ({ ...shardOf(part), name: part.name })));
}

function madeBy({ name, toolVersion, facts }: Part): Made {
  const { failOn, maxWarnings, shard } = facts;
  const by = {
    'design-docs': toolVersion,
    '--fail-on': failOn,
    '--max-warnings': String(maxWarnings ?? 'not given'),
  };
  return { name, shard, by };
}

function shardOf({ name, shard }: Made): Shard {
  if (shard) return shard;
  throw new UsageError(
    `“${name}” is no part: it was made without --shard. Join results of --shard 1/n to --shard n/n.`,
  );
}

function requireAll(shards: readonly (Shard & { readonly name: string })[]): void {
  const names = new Map<number, string>();
  const whole = shards[0]?.of ?? 0;
  for (const { index, of, name } of shards) {
    if (of !== whole)
      throw new UsageError(
        `“${shards[0]?.name}” is a part of ${whole}, and “${name}” of ${of}. Join the parts of one run.`,
      );
    const twin = names.get(index);
    if (twin !== undefined)
      throw new UsageError(`Part ${index} of ${of} is given twice: “${twin}” and “${name}”. Leave one out.`);
    names.set(index, name);
  }
  for (let index = 1; index <= whole; index++)
    if (!names.has(index)) throw new UsageError(`Part ${index} of ${whole} is missing. Give its file too.`);
}
