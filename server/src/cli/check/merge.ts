import { groupBy } from '../../text/group-by.ts';
import { type ExitCode, UsageError } from '../io.ts';
import type { CheckResult, FileResult, FindingResult, ReportResult, Shard } from '../schema.ts';
import { isInShard } from './shards.ts';
import { exitCodeOf } from './verdict.ts';

/** The data of a result file, with its name for messages. */
export interface InputFile<T = unknown> {
  readonly name: string;
  readonly data: T;
}

export type NonEmpty<T> = readonly [T, ...T[]];

/** Joins the results of all shards of a check. Throws a UsageError if they do not belong together. */
export function joinChecks([first, ...others]: NonEmpty<InputFile<CheckResult>>): CheckResult {
  const toPart = ({ name, data }: InputFile<CheckResult>): Part<FileResult> => {
    return { name, toolVersion: data.tool.version, facts: data, files: data.files };
  };
  const { shard: _, ...shared } = first.data;
  return { ...shared, ...joinParts([toPart(first), ...others.map(toPart)]) };
}

/** Joins the results of all shards of a report. Throws a UsageError if they do not belong together. */
export function joinReports([first, ...others]: NonEmpty<InputFile<ReportResult>>): ReportResult {
  const originOf = ({ name, data }: InputFile<ReportResult>): Origin => {
    return { name, shard: data.shard, by: { 'design-docs': data.tool.version } };
  };
  requireSameRun([originOf(first), ...others.map(originOf)]);
  const all = [first, ...others].map(({ data }) => data);
  const { shard: _, ...shared } = first.data;
  return {
    ...shared,
    documents: byPath(all.flatMap(({ documents }) => documents)),
    others: sum(all.map((each) => each.others)),
    problems: byPath(deduplicated(all.map(({ problems }) => problems))),
  };
}

/** The result of one shard, independent of its file format. */
export interface Part<F extends JoinedFile = JoinedFile> {
  readonly name: string;
  readonly toolVersion: string;
  readonly facts: PartFacts;
  readonly files: readonly F[];
}

/** The properties of a result that do not belong to a file. */
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
 * Joins shards into the result that a run without shards would have: each file once, sorted by path, and one exit code.
 * Throws a UsageError if the shards are not exactly those of one run.
 */
export function joinParts<F extends JoinedFile>(parts: NonEmpty<Part<F>>): Joined<F> {
  const [first, ...others] = parts;
  requireSameRun([partOrigin(first), ...others.map(partOrigin)]);
  const files = filesOf(parts);
  const facts = parts.map((part) => part.facts);
  const { failOn, maxWarnings } = parts[0].facts;
  const stale = byPath(deduplicated(facts.map((each) => each.stale)));
  const problems = byPath(deduplicated(facts.map((each) => each.problems)));
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

/** Several shards can have the same config file or template. The result of the shard that the file belongs to wins. */
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

/** Merges lists. An item that is in several lists is repeated as often as in the list that has it most often. */
function deduplicated<T>(lists: readonly (readonly T[])[]): T[] {
  const all = new Map<string, readonly T[]>();
  for (const list of lists) {
    for (const [key, same] of groupBy(list, (each) => JSON.stringify(each)))
      if (same.length > (all.get(key)?.length ?? 0)) all.set(key, same);
  }
  return [...all.values()].flat();
}

function byPath<T extends { readonly path?: string | undefined }>(items: readonly T[]): T[] {
  return items.toSorted(({ path: a = '' }, { path: b = '' }) => (a < b ? -1 : a > b ? 1 : 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** How a result file was created. */
interface Origin {
  readonly name: string;
  readonly shard?: Shard | undefined;
  /** The version and the options, by the names that messages use. They must be the same for all shards. */
  readonly by: Readonly<Record<string, string>>;
}

/** Throws a UsageError unless the files are all shards of one run, or a single result without shards. */
function requireSameRun([first, ...others]: NonEmpty<Origin>): void {
  for (const other of others) {
    for (const [what, one] of Object.entries(first.by)) {
      const two = other.by[what];
      if (one === two) continue;
      throw new UsageError(
        `“${first.name}” was created with ${what} ${one}, but “${other.name}” with ${what} ${two}. Use the same version and options for all shards.`,
      );
    }
  }
  if (others.length === 0 && !first.shard) return;
  requireAllShards([first, ...others].map((part) => ({ ...shardOf(part), name: part.name })));
}

function partOrigin({ name, toolVersion, facts }: Part): Origin {
  const { failOn, maxWarnings, shard } = facts;
  const by = {
    'design-docs': toolVersion,
    '--fail-on': failOn,
    '--max-warnings': String(maxWarnings ?? 'unset'),
  };
  return { name, shard, by };
}

function shardOf({ name, shard }: Origin): Shard {
  if (shard) return shard;
  throw new UsageError(
    `“${name}” is not a shard, because it was created without --shard. Join the results of --shard 1/n to --shard n/n.`,
  );
}

function requireAllShards(shards: readonly (Shard & { readonly name: string })[]): void {
  const names = new Map<number, string>();
  const total = shards[0]?.of ?? 0;
  for (const { index, of, name } of shards) {
    if (of !== total)
      throw new UsageError(
        `“${shards[0]?.name}” is one of ${total} shards, but “${name}” is one of ${of}. Join the shards of one run.`,
      );
    const known = names.get(index);
    if (known !== undefined)
      throw new UsageError(
        `Shard ${index} of ${of} is given twice: “${known}” and “${name}”. Omit one of them.`,
      );
    names.set(index, name);
  }
  for (let index = 1; index <= total; index++)
    if (!names.has(index)) throw new UsageError(`Shard ${index} of ${total} is missing. Add its file.`);
}
