import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type * as z from 'zod';
import { type InputFile, joinChecks, joinReports, type NonEmpty } from '../check/merge.ts';
import { joinLogs, sarifSchema } from '../check/merge-sarif.ts';
import { exitCodeOf } from '../check/verdict.ts';
import { readOutputsIn, writeOutputsIn } from '../files/outputs.ts';
import { readFailure } from '../files/read.ts';
import { readOutputs, writeOutputs } from '../formats/index.ts';
import { REPORT_FORMAT_NAMES } from '../formats/names.ts';
import { logText } from '../formats/sarif.ts';
import { EXIT, type ExitCode, type Io, UsageError } from '../io.ts';
import { writeReport } from '../report/index.ts';
import type { Sort } from '../report/report-request.ts';
import { sortDocuments } from '../report/sort-report.ts';
import { checkSchema, type Problem, reportSchema, VERSION } from '../schema.ts';
import { createSession } from '../session.ts';

/** How a joined result is written: the values of `--format`, if there are some. */
export interface MergeOptions {
  readonly format: readonly string[] | undefined;
  readonly quiet: boolean;
  /** The order of a report's documents. */
  readonly sort: Sort;
}

/**
 * Joins the results of all parts of a run, tells by their content what they are, writes the whole, and gives its exit
 * code. Throws a UsageError for files that cannot be read or do not belong together.
 */
export async function mergeFiles(files: readonly string[], options: MergeOptions, io: Io): Promise<ExitCode> {
  const [first, ...others] = await Promise.all(files.map((name) => readJson(name, io.cwd)));
  if (!first) throw new UsageError('--merge joins files, and none is named. Name the files of all parts.');
  const kind = kindOf(first);
  for (const other of others) {
    const { words } = kindOf(other);
    if (words !== kind.words)
      throw new UsageError(
        `“${first.name}” is ${kind.words}, and “${other.name}” is ${words}. Join files of one kind.`,
      );
  }
  return kind.merge([first, ...others], options, io);
}

interface Kind {
  readonly words: string;
  isOne(data: object): boolean;
  merge(files: NonEmpty<InputFile>, options: MergeOptions, io: Io): Promise<ExitCode>;
}

/** What can be joined. */
const KINDS: readonly Kind[] = [
  {
    words: 'a result of check',
    isOne: (data) => 'kind' in data && data.kind === 'check',
    merge: mergeChecks,
  },
  {
    words: 'a SARIF log',
    isOne: (data) => 'runs' in data,
    merge: mergeLogs,
  },
  {
    words: 'a result of report',
    isOne: (data) => 'kind' in data && data.kind === 'report',
    merge: mergeReports,
  },
];

async function mergeChecks(
  files: NonEmpty<InputFile>,
  { format, quiet }: MergeOptions,
  io: Io,
): Promise<ExitCode> {
  const outputs = readOutputs(format);
  const result = joinChecks(validated(files, checkSchema));
  tell(result.problems, quiet, io);
  await writeOutputs(result, { cwd: io.cwd, outputs, quiet }, io);
  return exitCodeOf(result);
}

async function mergeLogs(
  files: NonEmpty<InputFile>,
  { format = ['sarif'], quiet }: MergeOptions,
  io: Io,
): Promise<ExitCode> {
  const outputs = readOutputs(format).map(({ name, file }) => {
    if (name === 'sarif') return { name, file };
    throw new UsageError(`SARIF logs make a SARIF log. For --format ${name}, join what --format json wrote.`);
  });
  const { log, exitCode, problems } = joinLogs(validated(files, sarifSchema));
  tell(problems, quiet, io);
  const formats = { sarif: async () => ({ format: logText }) };
  await writeOutputsIn(formats, log, { cwd: io.cwd, outputs, quiet }, io);
  return exitCode;
}

async function mergeReports(
  files: NonEmpty<InputFile>,
  { format, quiet, sort }: MergeOptions,
  io: Io,
): Promise<ExitCode> {
  const outputs = readOutputsIn(REPORT_FORMAT_NAMES, format);
  const result = joinReports(validated(files, reportSchema));
  tell(result.problems, quiet, io);
  const documents = sortDocuments(result.documents, sort);
  await writeReport({ ...result, documents }, { cwd: io.cwd, outputs, quiet }, io);
  return result.problems.length > 0 ? EXIT.failed : EXIT.clean;
}

/** What the parts could not read, as the runs that made them told it. */
function tell(problems: readonly Problem[], quiet: boolean, io: Io): void {
  const session = createSession(io, quiet);
  for (const problem of problems) session.problem(problem);
}

async function readJson(name: string, cwd: string): Promise<InputFile> {
  const text = await readFile(resolve(cwd, name), 'utf8').catch((error: unknown) => {
    throw new UsageError(`“${name}” ${readFailure(error)}`);
  });
  try {
    return { name, data: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    const reason = (error as Error).message;
    throw new UsageError(
      `“${name}” is no JSON: ${reason.split('\n')[0]}. Give files that --format json=FILE wrote.`,
    );
  }
}

function kindOf({ name, data }: InputFile): Kind {
  const isObject = typeof data === 'object' && data !== null;
  const kind = isObject ? KINDS.find(({ isOne }) => isOne(data)) : undefined;
  if (kind) return kind;
  throw new UsageError(
    `“${name}” is none of ours. Give files that --format json=FILE or --format sarif=FILE wrote.`,
  );
}

function validated<T>(files: NonEmpty<InputFile>, schema: z.ZodType<T>): NonEmpty<InputFile<T>> {
  const [first, ...others] = files;
  const read = ({ name, data }: InputFile): InputFile<T> => {
    const parsed = schema.safeParse(data);
    if (parsed.success) return { name, data: parsed.data };
    throw new UsageError(`“${name}” ${reasonOf(data, parsed.error)}`);
  };
  return [read(first), ...others.map(read)];
}

/** What keeps a file from being read, in a sentence that goes on behind its name. */
function reasonOf(data: unknown, { issues: [issue] }: z.ZodError): string {
  const { version } = data as { readonly version?: unknown };
  if (typeof version === 'number' && version > VERSION)
    return `is of version ${version}, which a newer design-docs wrote; this one reads version ${VERSION}. Use the newer one.`;
  return `is broken at “${issue?.path.join('.')}”: ${issue?.message}. Write it anew.`;
}
