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

/** How a joined result is written. */
export interface MergeOptions {
  /** The values of `--format`; `undefined` if there are none. */
  readonly format: readonly string[] | undefined;
  readonly quiet: boolean;
  /** The order of a report's documents. */
  readonly sort: Sort;
}

/**
 * Joins the results of all shards of a run, writes the joined result, and returns its exit code. The kind of a file is
 * determined from its content. Throws a UsageError if a file cannot be read or the files do not belong together.
 */
export async function mergeFiles(files: readonly string[], options: MergeOptions, io: Io): Promise<ExitCode> {
  const [first, ...others] = await Promise.all(files.map((name) => readJson(name, io.cwd)));
  if (!first) throw new UsageError('--merge needs files. Give the result files of all shards.');
  const kind = kindOf(first);
  for (const other of others) {
    const { words } = kindOf(other);
    if (words !== kind.words)
      throw new UsageError(
        `“${first.name}” is ${kind.words}, but “${other.name}” is ${words}. Join files of one kind.`,
      );
  }
  return kind.merge([first, ...others], options, io);
}

interface Kind {
  readonly words: string;
  isOne(data: object): boolean;
  merge(files: NonEmpty<InputFile>, options: MergeOptions, io: Io): Promise<ExitCode>;
}

/** The kinds of files that can be joined. */
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
    throw new UsageError(
      `SARIF logs can only be joined into a SARIF log. For --format ${name}, join files written by --format json.`,
    );
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

/** Reports the problems that the shards recorded, such as unreadable files. */
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
      `“${name}” is not valid JSON: ${reason.split('\n')[0]}. Give files written by --format json=FILE.`,
    );
  }
}

function kindOf({ name, data }: InputFile): Kind {
  const isObject = typeof data === 'object' && data !== null;
  const kind = isObject ? KINDS.find(({ isOne }) => isOne(data)) : undefined;
  if (kind) return kind;
  throw new UsageError(
    `“${name}” was not written by design-docs. Give files written by --format json=FILE or --format sarif=FILE.`,
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

/** Why a file cannot be read, as the rest of a sentence that begins with its name. */
function reasonOf(data: unknown, { issues: [issue] }: z.ZodError): string {
  const { version } = data as { readonly version?: unknown };
  if (typeof version === 'number' && version > VERSION)
    return `has format version ${version}, but this design-docs reads only version ${VERSION}. Use a newer design-docs.`;
  return `is invalid at “${issue?.path.join('.')}”: ${issue?.message}. Create the file again.`;
}
