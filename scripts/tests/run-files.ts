import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from 'node:test';
import { dot } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import type { Counts } from '../e2e.ts';
import { root } from '../editor/prepare.ts';

/** The time limits for a test and for a file, in milliseconds. */
const limits = { test: 60_000, file: 180_000 };

const staysOpen = pathToFileURL(join(import.meta.dirname, 'stays-open.ts')).href;

/** Node's compile cache, shared by the test processes and the processes that they start. */
const compiled = join(root, '.cache', 'compiled');

/** The duration of each file in the last run, in milliseconds. */
const durations = join(root, '.cache', 'test-durations.json');

interface Result {
  readonly file: string;
  readonly counts: Counts;
  readonly duration: number;
  /** A problem with the file itself, in addition to its failed tests. */
  readonly problem: string | undefined;
}

/**
 * Runs test files, each in its own process. Prints a dot for each test, and failures in full. Each process has to end by
 * itself: if Node ended it by force (`forceExit`), results that it has not sent yet would be lost, and the number of
 * tests would differ from run to run.
 */
export async function runTestFiles(files: readonly string[]): Promise<Counts> {
  const last = readDurations();
  const durationOf = (file: string): number => last[file] ?? Number.POSITIVE_INFINITY;
  // The longest files start first: otherwise one core waits at the end for a long file on another.
  const waiting = files.toSorted((a, b) => durationOf(b) - durationOf(a));
  const events = new PassThrough({ objectMode: true });
  const printed = print(events);
  const results: Result[] = [];
  const runNext = async (): Promise<void> => {
    const file = waiting.shift();
    if (file === undefined) return;
    results.push(await runFile(file, events));
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

async function print(events: PassThrough): Promise<void> {
  for await (const text of events.compose(dot)) process.stdout.write(String(text));
}

async function runFile(file: string, events: PassThrough): Promise<Result> {
  const start = performance.now();
  const tests = run({
    files: [file],
    cwd: root,
    timeout: limits.test,
    signal: AbortSignal.timeout(limits.file),
    execArgv: [`--import=${staysOpen}`],
    env: environmentOf(file),
  });
  const ended = { counts: { passed: 0, failed: 0, skipped: 0 }, isReported: false, isFailed: false };
  let errors = '';
  tests.on('test:summary', ({ file: own, counts: { tests: all, passed, skipped, todo } }) => {
    if (own !== undefined) ended.isReported = true;
    // The summary of the run comes after the summary of the file, and also counts a file that fails itself.
    ended.counts = { passed, skipped: skipped + todo, failed: all - passed - skipped - todo };
  });
  tests.on('test:fail', ({ name }) => {
    if (name === file || name === join(root, file)) ended.isFailed = true;
  });
  tests.on('test:stderr', ({ message }) => {
    errors += message;
  });
  for await (const event of tests) events.write(event);
  return { file, duration: Math.round(performance.now() - start), ...verdict(file, ended, errors) };
}

/** A process that exits before its tests end reports no failure, but its own summary is missing. */
function verdict(
  file: string,
  { counts, isReported, isFailed }: { counts: Counts; isReported: boolean; isFailed: boolean },
  errors: string,
): Pick<Result, 'counts' | 'problem'> {
  if (isFailed) return { counts, problem: `\n${file} failed:\n${errors}` };
  if (isReported) return { counts, problem: undefined };
  const failed = counts.failed + 1;
  return { counts: { ...counts, failed }, problem: `\n${file} ended before its tests did.\n${errors}` };
}

/** V8 counts executed blocks only in code that it compiled in the same process, so tests that count work use no cache. */
function environmentOf(file: string): NodeJS.ProcessEnv {
  const countsWork = readFileSync(join(root, file), 'utf8').includes('support/work.ts');
  return countsWork ? process.env : { ...process.env, NODE_COMPILE_CACHE: compiled };
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
  const entries = sorted.map(({ file, duration }) => [file, duration]);
  writeFileSync(durations, JSON.stringify(Object.fromEntries(entries), null, 2));
}
