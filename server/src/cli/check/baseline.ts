import { readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import * as z from 'zod';
import { shownPath } from '../files/paths.ts';
import { readFailure } from '../files/read.ts';
import { writeAtomically, writeFailure } from '../files/write.ts';
import { UsageError } from '../io.ts';
import type { CheckResult, FileResult, FindingResult, Stale } from '../schema.ts';
import type { Session } from '../session.ts';
import type { BaselineRequest } from './check-request.ts';
import type { FileOutcome } from './outcome.ts';

const entrySchema = z.object({ rule: z.string(), fingerprint: z.string(), message: z.string() });

export const baselineSchema = z
  .object({
    version: z.literal(1),
    files: z
      .record(z.string(), z.array(entrySchema))
      .describe('The known findings by file. Paths are relative to the folder of the baseline.'),
  })
  .describe(
    'The findings that `design-docs check --baseline` does not report. `version` increases when older versions of the tool can no longer read the file.',
  );

type BaselineEntry = z.infer<typeof entrySchema>;

/** The known findings, by the absolute path of their file. */
export type Baseline = ReadonlyMap<string, readonly BaselineEntry[]>;

/**
 * Rejects with a UsageError if the baseline cannot be read or is invalid. With `isUpdated`, the file does not have to
 * exist.
 */
async function loadBaseline({ cwd, path, isUpdated }: BaselineRequest): Promise<Baseline> {
  const shown = shownPath(cwd, path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (isUpdated && error.code === 'ENOENT') return '{"version":1,"files":{}}';
    throw new UsageError(`The baseline ${shown} ${readFailure(error)} Create one with --update-baseline.`);
  });
  const { data, problem } = parseBaseline(text);
  if (problem !== undefined)
    throw new UsageError(
      `The baseline ${shown} ${problem}. Fix it, or create a new one with --update-baseline.`,
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
      return { problem: `has format version ${version}, which this design-docs cannot read` };
    const read = baselineSchema.safeParse(data);
    if (read.success) return { data: read.data };
    const [issue] = read.error.issues;
    return { problem: `is invalid at “${issue?.path.join('.')}”: ${issue?.message}` };
  } catch (error) {
    return { problem: `is not valid JSON: ${(error as Error).message}` };
  }
}

/**
 * Reads the baseline of a request; empty without one. If it is invalid, reports a problem and returns an empty
 * baseline.
 */
export async function readBaseline(
  request: BaselineRequest | undefined,
  session: Session,
): Promise<Baseline> {
  if (!request) return new Map();
  try {
    return await loadBaseline(request);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (!request.isUpdated) session.problem({ path: request.path, message: error.message });
    return new Map();
  }
}

export type Compared = Pick<CheckResult, 'files' | 'known' | 'stale'>;

/**
 * Removes the findings that are in the baseline from the outcomes, and lists the baseline entries that no longer occur
 * in files that were checked or deleted. With `isUpdated`, first writes the current findings to the baseline.
 */
export async function withBaseline(
  request: BaselineRequest | undefined,
  baseline: Baseline,
  outcomes: readonly FileOutcome[],
  session: Session,
): Promise<Compared> {
  const files = outcomes.flatMap(({ result }) => result ?? []);
  if (!request) return { files, known: 0, stale: [] };
  const { cwd } = request;
  // Unreadable files have unknown contents, so their entries are kept.
  const checked = new Set(
    outcomes.flatMap(({ path, problems }) => (problems.length > 0 ? [] : [resolve(cwd, path)])),
  );
  const isSettled = async (path: string): Promise<boolean> => checked.has(path) || (await isGone(path));
  if (!request.isUpdated) return compare(baseline, files, isSettled, cwd);
  const updated = await update(baseline, files, isSettled, cwd);
  await writeBaseline(request, updated);
  const count = [...updated.values()].flat().length;
  session.note(`${shownPath(cwd, request.path)} now has ${count} ${count === 1 ? 'entry' : 'entries'}.`);
  return compare(updated, files, isSettled, cwd);
}

/** Whether the contents of a file are known: it was checked, or it does not exist. */
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

/**
 * The current findings, and the old entries of files that were not checked. Hints never fail, so they have no entries.
 */
async function update(
  baseline: Baseline,
  files: readonly FileResult[],
  isSettled: IsSettled,
  cwd: string,
): Promise<Baseline> {
  const updated = new Map<string, readonly BaselineEntry[]>();
  for (const [file, entries] of baseline) if (!(await isSettled(file))) updated.set(file, entries);
  for (const file of files) {
    const entries = [...entriesOf(file)].flatMap(([{ severity }, own]) => (severity === 'hint' ? [] : own));
    if (entries.length > 0) updated.set(resolve(cwd, file.path), entries);
  }
  return updated;
}

/**
 * The baseline entries of a file's findings. A finding about several things has an entry for each, so that the others
 * stay in the baseline when one is fixed. The fingerprint of such an entry includes the level.
 */
function entriesOf({ level = '', findings }: FileResult): Map<FindingResult, BaselineEntry[]> {
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

function keyOf({ rule, fingerprint }: BaselineEntry): string {
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
    throw new UsageError(writeFailure(`The baseline ${shown}`, error));
  });
}

async function isGone(path: string): Promise<boolean> {
  return (await stat(path).catch((error: NodeJS.ErrnoException) => error.code)) === 'ENOENT';
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
