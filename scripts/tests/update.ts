import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { run } from 'node:test';
import colors from 'picocolors';
import { unifiedDiff } from '../../server/src/cli/files/diff.ts';
import type { Update } from '../../test/support/fixture.ts';

export interface UpdateOptions {
  readonly root: string;
  /** A regular expression. Only fixtures whose path, or the path of whose test file, matches are rewritten. */
  readonly only?: string | undefined;
  /** Write without asking. */
  readonly yes?: boolean | undefined;
}

/**
 * `npm test -- --update`: shows where the expectations of fixtures differ from the actual results, and rewrites them if
 * the user agrees. Returns the exit code, which is 0 if all fixtures are up to date at the end.
 */
export async function updateFixtures({ root, only, yes }: UpdateOptions): Promise<number> {
  const pattern = new RegExp(only ?? '', 'i');
  const files = fixtureTests(root, pattern);
  if (files.length === 0) {
    console.error(`No fixture and no fixture test matches ${only}.`);
    return 1;
  }
  console.log(`Running ${count(files.length, 'file')} with fixture tests.`);
  const { updates, failures } = await runTests(root, files, pattern);
  const rewrites = rewrite(updates);
  for (const { path, before, after } of rewrites) printDiff(shownPath(root, path), before, after);
  printList(`Not updated: ${count(failures.length, 'test')} failed for another reason.`, failures);
  if (rewrites.length === 0) {
    console.log('No expectations differ from the results.');
    return failures.length > 0 ? 1 : 0;
  }
  console.log(`To change: ${count(updates.length, 'expectation')} in ${count(rewrites.length, 'file')}.`);
  if (!yes && !(await isConfirmed())) return 1;
  for (const { path, before, after } of rewrites) {
    if (readFileSync(path, 'utf8') !== before)
      throw new Error(`${path} has changed since. Run the command again.`);
    writeFileSync(path, after);
  }
  console.log(`Wrote ${count(rewrites.length, 'file')}. Running their tests again.`);
  const isChanged = (file: string): boolean => updates.some(({ testFile }) => testFile === join(root, file));
  const again = await runTests(root, files.filter(isChanged), pattern);
  const differing = again.updates.map(({ path, name }) => `${shownPath(root, path)}: ${name}`);
  const left = [...differing, ...again.failures];
  printList(`Still failing: ${count(left.length, 'test')}.`, left);
  if (left.length === 0) console.log('All tests pass.');
  return failures.length + left.length > 0 ? 1 : 0;
}

/**
 * The test files that compare results with fixtures. A pattern selects test files whose own path matches, that mention a
 * matching fixture by name, or that have one in or below their folder. Tests of scripts and of helpers have no
 * fixtures.
 */
export function fixtureTests(root: string, pattern: RegExp): string[] {
  const fixtures = globSync('test/**/*.md', { cwd: root }).filter((file) => pattern.test(slashes(file)));
  return globSync('test/**/*.test.ts', { cwd: root, exclude: ['test/scripts/**', 'test/support/**'] })
    .filter((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      const hasFixture = (fixture: string): boolean =>
        fixture.startsWith(dirname(file) + sep) || source.includes(`/${basename(fixture)}'`);
      const isChosen = pattern.test(slashes(file)) || fixtures.some(hasFixture);
      return isChosen && /\b(?:testExamples|expectBlock|expectFile)\(/.test(source);
    })
    .sort();
}

interface Rewrite {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The text of each file before and after its updates, in the order of paths. */
function rewrite(updates: readonly Update[]): Rewrite[] {
  const paths = new Set(updates.map(({ path }) => path));
  return [...paths].sort().map((path) => {
    const before = readFileSync(path, 'utf8');
    const own = updates.filter((update) => update.path === path);
    return { path, before, after: applyUpdates(before, own) };
  });
}

/** Replaces the expected blocks of a text. All other text stays the same. */
export function applyUpdates(text: string, updates: readonly Update[]): string {
  const parts: string[] = [];
  let kept = 0;
  for (const { path, name, start, end, expected, actual } of updates.toSorted((a, b) => a.start - b.start)) {
    if (start < kept) throw new Error(`Two tests have an expectation for “${name}” in ${path}.`);
    if (text.slice(start, end) !== expected) throw new Error(`${path} has changed since the tests read it.`);
    parts.push(text.slice(kept, start), actual);
    kept = end;
  }
  return [...parts, text.slice(kept)].join('');
}

interface Outcome {
  readonly updates: readonly Update[];
  /** The tests that failed for other reasons than a difference, each with its file and the first line of the error. */
  readonly failures: readonly string[];
}

async function runTests(root: string, files: readonly string[], pattern: RegExp): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-update-'));
  const records = join(folder, 'records.jsonl');
  writeFileSync(records, '');
  Object.assign(process.env, { DESIGN_DOCS_UPDATE: '1', DESIGN_DOCS_UPDATE_RECORDS: records });
  try {
    const failures = await runFiles(root, files);
    const lines = readFileSync(records, 'utf8').split('\n').slice(0, -1);
    const updates = lines
      .map((line) => JSON.parse(line) as Update)
      .filter((update) => [update.path, update.testFile].some((path) => pattern.test(shownPath(root, path))));
    return { updates, failures };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runFiles(root: string, files: readonly string[]): Promise<string[]> {
  const silent = new Set(files.map((file) => join(root, file)));
  const failures: string[] = [];
  const names: string[] = [];
  const errors = new Map<string, string>();
  let unnamed: string[] = [];
  // An event contains the file that calls `test`, which may be a helper. Only the summary of a file, and a failure of
  // the file as a whole, contain the file that was run.
  const endFile = (file: string): void => {
    failures.push(...unnamed.map((failure) => `${shownPath(root, file)}: ${failure}`));
    unnamed = [];
    silent.delete(file);
  };
  const tests = run({ files: [...silent], cwd: root, concurrency: availableParallelism() });
  tests.on('test:start', ({ name, nesting }) => names.splice(nesting, Infinity, name));
  tests.on('test:stderr', ({ file, message }) => {
    if (/^\w*Error\b/.test(message)) errors.set(file, message.trimEnd());
  });
  tests.on('test:fail', ({ name, nesting, details: { error } }) => {
    const isFile = silent.has(name);
    const cause = error.cause instanceof Error ? error.cause.message.split('\n')[0] : error.message;
    const path = isFile ? 'the whole file' : names.slice(0, nesting + 1).join(' › ');
    const isOfChildren = 'failureType' in error && error.failureType === 'subtestsFailed';
    if (!isOfChildren) unnamed.push(`${path}\n    ${(isFile && errors.get(name)) || cause}`);
    if (isFile) endFile(name);
  });
  tests.on('test:summary', ({ file }) => file !== undefined && endFile(file));
  for await (const _ of tests);
  return [...failures, ...[...silent].map((file) => `${shownPath(root, file)}: no test ran`)];
}

async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.log('Nothing was written. Use --yes to write without a terminal.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Write these changes? [y/N] ');
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

function printDiff(path: string, before: string, after: string): void {
  const paint = (line: string): string => {
    if (/^(?:---|\+\+\+) /.test(line)) return colors.bold(line);
    if (line.startsWith('@@')) return colors.cyan(line);
    return line.startsWith('+') ? colors.green(line) : line.startsWith('-') ? colors.red(line) : line;
  };
  console.log(unifiedDiff(path, before, after).trimEnd().split('\n').map(paint).join('\n'));
}

function printList(title: string, items: readonly string[]): void {
  if (items.length > 0) console.log([title, ...items.map((item) => `  ${item}`), ''].join('\n'));
}

function shownPath(root: string, path: string): string {
  return slashes(relative(root, path));
}

function slashes(path: string): string {
  return path.replaceAll(sep, '/');
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
