import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { dot } from 'node:test/reporters';
import type { Counts } from '../e2e.ts';
import { root } from '../editor/prepare.ts';

/** Longer than any file takes on a slow machine with two cores. */
const FILE_TIMEOUT = 240_000;

/**
 * Runs all tests that need no editor. Prints a dot for each test, and failures in full.
 *
 * A file has to end by itself: if it were ended by force, results that are still on their way would be lost, and the
 * number of tests would differ from run to run. A file that something keeps open is stopped after a time and fails by name.
 */
export async function runTestFiles(): Promise<Counts> {
  const tests = run({
    files: longestFirst(globSync('test/**/*.test.ts', { cwd: root, exclude: ['test/e2e/**'] })),
    cwd: root,
    concurrency: availableParallelism(),
    timeout: FILE_TIMEOUT,
  });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const durations: [number, string][] = [];
  tests.on('test:summary', ({ file, counts: of, duration_ms: duration }) => {
    if (file !== undefined) {
      durations.push([duration, file]);
      return;
    }
    counts.passed = of.passed;
    counts.skipped = of.skipped + of.todo;
    counts.failed = of.tests - of.passed - counts.skipped;
  });
  for await (const text of tests.compose(dot)) process.stdout.write(String(text));
  const slowest = durations.sort(([a], [b]) => b - a).slice(0, 5);
  console.log('\nThe files that took longest:');
  for (const [duration, file] of slowest)
    console.log(`${(duration / 1000).toFixed(1).padStart(6)} s  ${file.slice(root.length)}`);
  return counts;
}

/** Files that usually take long come first, so that no core waits for the other at the end. */
function longestFirst(files: readonly string[]): string[] {
  const isLong = (file: string): boolean => LONG.test(file.replaceAll('\\', '/'));
  return [...files.filter(isLong), ...files.filter((file) => !isLong(file))];
}

const LONG =
  /property|abuse|hostile|laws|large|\/cli\/|\/server\/|\/editors\/|\/security\/|\/scripts\/|raise-level/;
