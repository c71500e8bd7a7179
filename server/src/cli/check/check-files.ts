import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Parts } from '../command.ts';
import { type Choice, type Engine, requireLevel } from '../engine.ts';
import { findFiles } from '../files/find-files.ts';
import { shownPath } from '../files/paths.ts';
import { decode } from '../files/read.ts';
import { writeFailure } from '../files/write.ts';
import { changesSince } from '../git/git.ts';
import { type Io, UsageError } from '../io.ts';
import { showProgress } from '../progress.ts';
import type { Shard } from '../schema.ts';
import type { Session } from '../session.ts';
import { writeCache } from './cache.ts';
import { checkConfigAndTemplates, checkUnsaved } from './check-file.ts';
import type { CheckRequest } from './check-request.ts';
import type { FileOptions, FileOutcome } from './outcome.ts';
import { runTask } from './pool.ts';
import { isInShard } from './shards.ts';
import type { CheckTask } from './task.ts';

/**
 * Checks the files of a request and the config files and templates that apply to them. The outcomes are sorted by path.
 */
export async function checkFiles(
  { patterns, changed, shard, choice, options, quiet, cwd, cache }: CheckRequest,
  engine: Engine,
  session: Session,
  io: Io,
  parts: Parts,
): Promise<FileOutcome[]> {
  const all = await findShardFiles(patterns, shard, engine, session);
  const paths = changed === undefined ? all : await onlyChanged(all, cwd, changed);
  const progress = showProgress(io, paths.length, !quiet);
  const cacheRequest =
    cache === undefined ? undefined : { file: cache, salt: saltOf(choice, options, io, parts) };
  const task: CheckTask = { kind: 'check', choice, options, cache: cacheRequest };
  const outcomes = await runTask(task, paths, parts.worker, progress.done).finally(progress.end);
  if (cacheRequest && !options.fixMode)
    await writeCache(cacheRequest, outcomes, cwd).catch((error: Error) =>
      session.note(writeFailure(`The cache ${shownPath(cwd, cacheRequest.file)}`, error)),
    );
  const related = await configAndTemplateOutcomes(outcomes, paths, engine);
  return sortByPath([...outcomes, ...related]);
}

/** What results depend on in addition to files. The modification time of the worker identifies the build. */
function saltOf(choice: Choice, options: FileOptions, { version }: Io, { worker }: Parts): string {
  return JSON.stringify([version, statSync(worker).mtimeMs, choice, options]);
}

/**
 * Finds the files that match patterns; with a shard, only its files. Rejects with a UsageError if no template of any
 * matching file has the level of `--level`. This considers the files of all shards, so that every shard reports the
 * same error.
 */
export async function findShardFiles(
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
    const oneOfEachFolder = new Map(all.map((path) => [dirname(path), path]));
    requireLevel(level, await Promise.all([...oneOfEachFolder.values()].map(engine.environmentOf)));
  }
  return shard ? all.filter((path) => isInShard(shownPath(cwd, path), shard)) : all;
}

async function onlyChanged(paths: readonly string[], cwd: string, changed: string | true): Promise<string[]> {
  const isChanged = await changesSince(cwd, changed === true ? undefined : changed);
  const flags = await Promise.all(paths.map(isChanged));
  return paths.filter((_, index) => flags[index]);
}

/**
 * Checks the config files and templates that apply to the files at `paths`, except those that already have an outcome.
 */
export async function configAndTemplateOutcomes(
  outcomes: readonly (Pick<FileOutcome, 'path' | 'config' | 'problems'> & { readonly result?: unknown })[],
  paths: readonly string[],
  engine: Engine,
): Promise<FileOutcome[]> {
  // A file without a result in its own folder can still be a template that a config file in another folder names.
  const seen = new Set(
    outcomes.flatMap(({ path, result, problems }) => (result || problems.length > 0 ? path : [])),
  );
  const byConfig = new Map(outcomes.map(({ config }, index) => [config, paths[index] as string]));
  const related: FileOutcome[] = [];
  for (const path of byConfig.values()) {
    for (const outcome of await checkConfigAndTemplates(engine, path)) {
      if (seen.has(outcome.path)) continue;
      seen.add(outcome.path);
      related.push(outcome);
    }
  }
  return related;
}

/** Checks standard input as if it were the file at the path `name`. */
export async function checkStdin(
  { options, cwd }: CheckRequest,
  name: string,
  engine: Engine,
  io: Io,
): Promise<FileOutcome[]> {
  const reading = decode(Buffer.from(await io.readStdin()));
  if (reading.failure !== undefined) throw new UsageError(`Standard input ${reading.failure}`);
  const path = resolve(cwd, name);
  if (engine.level !== undefined) requireLevel(engine.level, [await engine.environmentOf(path)]);
  const own = await checkUnsaved(engine, path, reading.text, options);
  const related = await checkConfigAndTemplates(engine, path);
  return [own, ...related.filter((outcome) => outcome.path !== own.path)];
}

function sortByPath(outcomes: readonly FileOutcome[]): FileOutcome[] {
  return outcomes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
