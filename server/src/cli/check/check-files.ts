import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Parts } from '../command.ts';
import { type Choice, type Engine, requireLevel } from '../engine.ts';
import { findFiles } from '../files/find-files.ts';
import { shownPath } from '../files/paths.ts';
import { decode } from '../files/read.ts';
import { unwritten } from '../files/write.ts';
import { changesSince } from '../git/git.ts';
import { type Io, UsageError } from '../io.ts';
import { showProgress } from '../progress.ts';
import type { Shard } from '../schema.ts';
import type { Session } from '../session.ts';
import { writeCache } from './cache.ts';
import { checkSurroundings, checkUnsaved } from './check-file.ts';
import type { CheckRequest } from './check-request.ts';
import type { FileOptions, FileOutcome } from './outcome.ts';
import { runTask } from './pool.ts';
import { isInShard } from './shards.ts';
import type { CheckTask } from './task.ts';

/** Checks all files that a request names, and what decides about them; in the order of their paths. */
export async function checkFiles(
  { patterns, changed, shard, choice, options, quiet, cwd, cache }: CheckRequest,
  engine: Engine,
  session: Session,
  io: Io,
  parts: Parts,
): Promise<FileOutcome[]> {
  const all = await findPart(patterns, shard, engine, session);
  const paths = changed === undefined ? all : await among(all, cwd, changed);
  const progress = showProgress(io, paths.length, !quiet);
  const remembered =
    cache === undefined ? undefined : { file: cache, salt: saltOf(choice, options, io, parts) };
  const task: CheckTask = { kind: 'check', choice, options, cache: remembered };
  const outcomes = await runTask(task, paths, parts.worker, progress.done).finally(progress.end);
  if (remembered && !options.mend)
    await writeCache(remembered, outcomes, cwd).catch((error: Error) =>
      session.note(unwritten(`The cache ${shownPath(cwd, remembered.file)}`, error)),
    );
  return inOrder([...outcomes, ...(await surroundingsOf(outcomes, paths, engine))]);
}

/** What results depend on besides files: a build is told from another by when it was written. */
function saltOf(choice: Choice, options: FileOptions, { version }: Io, { worker }: Parts): string {
  return JSON.stringify([version, statSync(worker).mtimeMs, choice, options]);
}

/**
 * The files that patterns name, or of those the ones of a part. Throws a UsageError for the level that all documents are
 * to be judged by if no template of any of them has it: all parts have to say the same.
 */
export async function findPart(
  patterns: readonly string[],
  shard: Shard | undefined,
  engine: Engine,
  session: Session,
): Promise<string[]> {
  const { cwd, level } = engine;
  const all = await findFiles(patterns, cwd, {
    onProblem: session.problem,
    onNote: (note) => session.note(`Note: ${note}`),
  });
  if (level !== undefined) {
    const ofFolders = new Map(all.map((path) => [dirname(path), path]));
    requireLevel(level, await Promise.all([...ofFolders.values()].map(engine.environmentOf)));
  }
  return shard ? all.filter((path) => isInShard(shownPath(cwd, path), shard)) : all;
}

async function among(paths: readonly string[], cwd: string, changed: string | true): Promise<string[]> {
  const isChanged = await changesSince(cwd, changed === true ? undefined : changed);
  const are = await Promise.all(paths.map(isChanged));
  return paths.filter((_, index) => are[index]);
}

/** The config files in force and the templates that they name, so far as they are not among the files themselves. */
export async function surroundingsOf(
  outcomes: readonly (Pick<FileOutcome, 'path' | 'config' | 'problems'> & { readonly result?: unknown })[],
  paths: readonly string[],
  engine: Engine,
): Promise<FileOutcome[]> {
  // A template that is no template to its own folder is one to those whose config file names it.
  const seen = new Set(
    outcomes.flatMap(({ path, result, problems }) => (result || problems.length > 0 ? path : [])),
  );
  const byConfig = new Map(outcomes.map(({ config }, index) => [config, paths[index] as string]));
  const found: FileOutcome[] = [];
  for (const path of byConfig.values()) {
    for (const outcome of await checkSurroundings(engine, path)) {
      if (seen.has(outcome.path)) continue;
      seen.add(outcome.path);
      found.push(outcome);
    }
  }
  return found;
}

/** Checks the standard input as the file that it is said to be. */
export async function checkStdin(
  { options, cwd }: CheckRequest,
  name: string,
  engine: Engine,
  io: Io,
): Promise<FileOutcome[]> {
  const reading = decode(Buffer.from(await io.readStdin()));
  if (reading.failure !== undefined) throw new UsageError(`The standard input ${reading.failure}`);
  const path = resolve(cwd, name);
  if (engine.level !== undefined) requireLevel(engine.level, [await engine.environmentOf(path)]);
  const own = await checkUnsaved(engine, path, reading.text, options);
  const around = await checkSurroundings(engine, path);
  return [own, ...around.filter((outcome) => outcome.path !== own.path)];
}

function inOrder(outcomes: readonly FileOutcome[]): FileOutcome[] {
  return outcomes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
