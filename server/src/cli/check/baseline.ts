import { readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import * as z from 'zod';
import { shownPath } from '../files/paths.ts';
import { failureOf } from '../files/read.ts';
import { unwritten, writeAtomically } from '../files/write.ts';
import { UsageError } from '../io.ts';
import type { CheckResult, FileResult, FindingResult, Stale } from '../schema.ts';
import type { Session } from '../session.ts';
import type { BaselineRequest } from './check-request.ts';
import type { FileOutcome } from './outcome.ts';

const entrySchema = z.object({ rule: z.string(), fingerprint: z.string(), message: z.string() });

export const baselineSchema = z
  .object({
    version: z.literal(1),
    files: z.record(z.string(), z.array(entrySchema)).describe('By path, relative to this file’s folder.'),
  })
  .describe(
    'What `design-docs check --baseline` knows already. `version` grows when older versions of the tool could not read it any more.',
  );

type Entry = z.infer<typeof entrySchema>;

/** Findings that are known, by the absolute path of their file. */
export type Baseline = ReadonlyMap<string, readonly Entry[]>;

/** Reads a baseline. Throws a UsageError, which says where it is broken and what to do. */
async function readBaseline({ cwd, path, isUpdated }: BaselineRequest): Promise<Baseline> {
  const shown = shownPath(cwd, path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (isUpdated && error.code === 'ENOENT') return '{"version":1,"files":{}}';
    const message = error.code === 'ENOENT' ? 'is not there.' : failureOf(error);
    throw new UsageError(`The baseline ${shown} ${message} --update-baseline writes one.`);
  });
  const { data, problem } = parseBaseline(text);
  if (problem !== undefined)
    throw new UsageError(
      `The baseline ${shown} ${problem}. Mend it, or write it anew with --update-baseline.`,
    );
  return new Map(
    Object.entries(data.files).map(([file, entries]) => [resolve(dirname(path), file), entries]),
  );
}

type Parsed =
  | { readonly data: z.infer<typeof baselineSchema>; readonly problem?: never }
  | { readonly data?: never; readonly problem: string };

function parseBaseline(text: string): Parsed {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const version = (data as { readonly version?: unknown } | null)?.version;
    if (typeof version === 'number' && version > 1)
      return { problem: `is of version ${version}, which a newer design-docs wrote` };
    const read = baselineSchema.safeParse(data);
    if (read.success) return { data: read.data };
    const [issue] = read.error.issues;
    return { problem: `is broken at “${issue?.path.join('.')}”: ${issue?.message}` };
  } catch (error) {
    return { problem: `is no JSON: ${(error as Error).message}` };
  }
}

/** What a baseline knows, empty where there is none. One that is broken is told of, and knows nothing. */
export async function readKnown(request: BaselineRequest | undefined, session: Session): Promise<Baseline> {
  if (!request) return new Map();
  try {
    return await readBaseline(request);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (!request.isUpdated) session.problem({ path: request.path, message: error.message });
    return new Map();
  }
}

export type Compared = Pick<CheckResult, 'files' | 'known' | 'stale'>;

/**
 * What of the outcomes the baseline does not know, and what it knows that is no longer found: in files that were looked
 * at, and in files that are gone. If it is to be updated, everything of now is known from then on.
 */
export async function withBaseline(
  request: BaselineRequest | undefined,
  known: Baseline,
  outcomes: readonly FileOutcome[],
  session: Session,
): Promise<Compared> {
  const files = outcomes.flatMap(({ result }) => result ?? []);
  if (!request) return { files, known: 0, stale: [] };
  const { cwd } = request;
  // Of what could not be read nobody knows what is in it.
  const looked = new Set(
    outcomes.flatMap(({ path, problems }) => (problems.length > 0 ? [] : [resolve(cwd, path)])),
  );
  const isSettled = async (path: string): Promise<boolean> => looked.has(path) || (await isGone(path));
  if (!request.isUpdated) return compare(known, files, isSettled, cwd);
  const now = await updated(known, files, isSettled, cwd);
  await writeBaseline(request, now);
  session.note(`${shownPath(cwd, request.path)} knows ${[...now.values()].flat().length} findings now.`);
  return compare(now, files, isSettled, cwd);
}

type IsSettled = (path: string) => Promise<boolean>;

async function compare(
  baseline: Baseline,
  files: readonly FileResult[],
  isSettled: IsSettled,
  cwd: string,
): Promise<Compared> {
  const left = new Map(
    [...baseline].map(([path, entries]) => [path, new Map(entries.map((each) => [keyOf(each), each]))]),
  );
  let known = 0;
  const remaining = files.map((file) => {
    const entries = left.get(resolve(cwd, file.path));
    const own = entriesOf(file);
    const isKnown = (finding: FindingResult): boolean => {
      const unknown = (own.get(finding) ?? []).filter((entry) => !entries?.delete(keyOf(entry)));
      return unknown.length === 0;
    };
    const findings = file.findings.filter((finding) => !isKnown(finding));
    const count = file.findings.length - findings.length;
    known += count;
    return { ...file, findings, ...(count > 0 && { known: count }) };
  });
  const stale: Stale[] = [];
  for (const [path, entries] of left) {
    if (entries.size === 0 || !(await isSettled(path))) continue;
    const shown = shownPath(cwd, path);
    stale.push(...[...entries.values()].map(({ rule, message }) => ({ path: shown, rule, message })));
  }
  return { files: remaining, known, stale };
}

/** What is found now, and of files that were not looked at what was known. Hints never fail, so they are not known. */
async function updated(
  before: Baseline,
  files: readonly FileResult[],
  isSettled: IsSettled,
  cwd: string,
): Promise<Baseline> {
  const now = new Map<string, readonly Entry[]>();
  for (const [file, entries] of before) if (!(await isSettled(file))) now.set(file, entries);
  for (const file of files) {
    const entries = [...entriesOf(file)].flatMap(([{ severity }, own]) => (severity === 'hint' ? [] : own));
    if (entries.length > 0) now.set(resolve(cwd, file.path), entries);
  }
  return now;
}

/**
 * What is known of the findings of a file: of one that tells of several things each by itself, so that those that are left
 * stay known when some are mended, at the level at which they were asked for.
 */
function entriesOf({ level = '', findings }: FileResult): Map<FindingResult, Entry[]> {
  const seen = new Map<string, number>();
  const nth = (part: string): number => {
    const count = seen.get(part) ?? 0;
    seen.set(part, count + 1);
    return count;
  };
  return new Map(
    findings.map((finding) => {
      const { rule, fingerprint, message, parts } = finding;
      if (!parts) return [finding, [{ rule, fingerprint, message }]];
      const each = parts.map((part) => ({
        rule,
        fingerprint: `${level}/${part}/${nth(`${rule} ${part}`)}`,
        message: part,
      }));
      return [finding, each];
    }),
  );
}

function keyOf({ rule, fingerprint }: Entry): string {
  return `${rule} ${fingerprint}`;
}

async function writeBaseline({ path, cwd }: BaselineRequest, baseline: Baseline): Promise<void> {
  const files = [...baseline].map(
    ([file, entries]) => [slashed(relative(dirname(path), file)), entries] as const,
  );
  const sorted = Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify({ version: 1, files: sorted }, undefined, 2)}\n`;
  const shown = shownPath(cwd, path);
  await writeAtomically(path, text).catch((error: Error) => {
    throw new UsageError(unwritten(`The baseline ${shown}`, error));
  });
}

async function isGone(path: string): Promise<boolean> {
  return (await stat(path).catch((error: NodeJS.ErrnoException) => error.code)) === 'ENOENT';
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
