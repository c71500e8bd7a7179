import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from 'node:test';
import { dot } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import { groupBy } from '../../server/src/text/group-by.ts';
import type { Counts } from '../e2e.ts';
import { root } from '../editor/prepare.ts';

/** The time limits for a test and for a test process, in milliseconds. */
const limits = { test: 60_000, process: 300_000 };

/**
 * The folders whose test files share a process. Their tests start no programs and change nothing outside of themselves. A
 * process takes half a second to start, which is longer than most of these files take to run.
 */
const sharing = ['document', 'features', 'markdown', 'rules', 'template', 'text', 'workspace', 'yaml'];

const staysOpen = pathToFileURL(join(import.meta.dirname, 'stays-open.ts')).href;
const together = join(import.meta.dirname, 'together.ts');

/** Node's compile cache, shared by the test processes and the processes that they start. */
const compiled = join(root, '.cache', 'compiled');

/** The duration of each process in the last run, in milliseconds. */
const durations = join(root, '.cache', 'test-durations.json');

/** What one process runs: a file, or the files of a folder. */
interface Batch {
  /** The path of the file or of the folder. */
  readonly name: string;
  readonly files: readonly string[];
  /** Whether its tests count executed blocks. V8 counts them only in code that it compiled in the same process. */
  readonly countsWork: boolean;
}

interface Result {
  readonly name: string;
  readonly counts: Counts;
  readonly duration: number;
  /** A problem with the process itself, in addition to its failed tests. */
  readonly problem: string | undefined;
}

/**
 * Runs test files in several processes. Prints a dot for each test, and failures in full. Each process has to end by
 * itself: if Node ended it by force (`forceExit`), results that it has not sent yet would be lost, and the number of
 * tests would differ from run to run.
 */
export async function runTestFiles(files: readonly string[]): Promise<Counts> {
  const last = readDurations();
  const durationOf = ({ name }: Batch): number => last[name] ?? Number.POSITIVE_INFINITY;
  // The longest processes start first: otherwise one core waits at the end for a long process on another.
  const waiting = inBatches(files).toSorted((a, b) => durationOf(b) - durationOf(a));
  const events = new PassThrough({ objectMode: true });
  const printed = print(events);
  const results: Result[] = [];
  const runNext = async (): Promise<void> => {
    const batch = waiting.shift();
    if (batch === undefined) return;
    results.push(await runBatch(batch, events));
    await runNext();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runNext));
  events.end();
  await printed;
  for (const { problem } of results) if (problem) console.error(problem);
  keepDurations(results);
  const sum = (count: keyof Counts): number => results.reduce((all, { counts }) => all + counts[count], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

function inBatches(files: readonly string[]): Batch[] {
  const counting = new Set(
    files.filter((file) => readFileSync(join(root, file), 'utf8').includes('support/work.ts')),
  );
  const batches = groupBy(files, (file) => (counting.has(file) ? file : batchOf(file)));
  return [...batches].map(([name, files]) => ({ name, files, countsWork: counting.has(name) }));
}

/** The folder of a file that shares its process with the others there, or else the file. */
function batchOf(file: string): string {
  const shares = sharing.includes(file.split(sep)[1] ?? '');
  return shares ? dirname(file) : file;
}

async function print(events: PassThrough): Promise<void> {
  for await (const text of events.compose(dot)) process.stdout.write(String(text));
}

async function runBatch({ name, files, countsWork }: Batch, events: PassThrough): Promise<Result> {
  const start = performance.now();
  const [first = name] = files;
  const alone = files.length === 1;
  const entry = alone ? first : together;
  const tests = run({
    files: [entry],
    argv: alone ? [] : files.map((file) => join(root, file)),
    cwd: root,
    timeout: limits.test,
    signal: AbortSignal.timeout(limits.process),
    execArgv: [`--import=${staysOpen}`],
    env: countsWork ? process.env : { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  const ended = { counts: { passed: 0, failed: 0, skipped: 0 }, isReported: false, isFailed: false };
  let errors = '';
  tests.on('test:summary', ({ file: own, counts: { tests: all, passed, skipped, todo } }) => {
    if (own !== undefined) ended.isReported = true;
    // The summary of the run comes after the summary of the process, and also counts a process that fails itself.
    ended.counts = { passed, skipped: skipped + todo, failed: all - passed - skipped - todo };
  });
  tests.on('test:fail', (test) => {
    if (test.name === entry || test.name === join(root, entry)) ended.isFailed = true;
  });
  tests.on('test:stderr', ({ message }) => {
    errors += message;
  });
  for await (const event of tests) events.write(event);
  return { name, duration: Math.round(performance.now() - start), ...verdict(name, ended, errors) };
}

/** A process that exits before its tests end reports no failure, but its own summary is missing. */
function verdict(
  name: string,
  { counts, isReported, isFailed }: { counts: Counts; isReported: boolean; isFailed: boolean },
  errors: string,
): Pick<Result, 'counts' | 'problem'> {
  if (isFailed) return { counts, problem: `\n${name} failed:\n${errors}` };
  if (isReported) return { counts, problem: undefined };
  const failed = counts.failed + 1;
  return { counts: { ...counts, failed }, problem: `\n${name} ended before its tests did.\n${errors}` };
}

function readDurations(): Readonly<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(durations, 'utf8'));
  } catch {
    return {}; // This is the first run, or the file is damaged.
  }
}

function keepDurations(results: readonly Result[]): void {
  mkdirSync(dirname(durations), { recursive: true });
  const sorted = results.toSorted((a, b) => b.duration - a.duration);
  const entries = sorted.map(({ name, duration }) => [name, duration]);
  writeFileSync(durations, JSON.stringify(Object.fromEntries(entries), null, 2));
}
