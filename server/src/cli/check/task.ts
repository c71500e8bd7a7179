import { type NextOutcome, nextInFile } from '../commands/next-file.ts';
import { type Choice, createEngine, type Engine } from '../engine.ts';
import { shownPath } from '../files/paths.ts';
import { type ReportOutcome, reportFile } from '../report/report-file.ts';
import { type CacheRequest, openCache } from './cache.ts';
import { checkFile } from './check-file.ts';
import type { FileOptions, FileOutcome } from './outcome.ts';

/** Work that runs file by file, on any thread. Plain data, so that it can be sent to a thread. */
export type Task = CheckTask | NextTask | ReportTask;

export interface CheckTask {
  readonly kind: 'check';
  readonly choice: Choice;
  readonly options: FileOptions;
  readonly cache: CacheRequest | undefined;
}

export interface NextTask {
  readonly kind: 'next';
  readonly choice: Choice;
  /** Whether to list all steps instead of only the first. */
  readonly all: boolean;
}

export interface ReportTask {
  readonly kind: 'report';
  readonly choice: Choice;
}

/** The outcome of a task for a file. */
export type OutcomeOf<T extends Task> = {
  check: FileOutcome;
  next: NextOutcome;
  report: ReportOutcome;
}[T['kind']];

/**
 * Returns a function that runs a task for an absolute path. It never rejects: an error becomes a problem in the
 * outcome.
 */
export function createTaskRunner<T extends Task>(task: T): (path: string) => Promise<OutcomeOf<T>> {
  const run = runnerOf(createEngine(task.choice), task) as (path: string) => Promise<OutcomeOf<T>>;
  return (path) =>
    run(path).catch((error: unknown): OutcomeOf<T> => {
      const shown = shownPath(task.choice.cwd, path);
      const reason = error instanceof Error ? error.message : String(error);
      return { path: shown, problems: [{ path: shown, message: `${shown} cannot be checked: ${reason}.` }] };
    });
}

function runnerOf(engine: Engine, task: Task): (path: string) => Promise<OutcomeOf<Task>> {
  switch (task.kind) {
    case 'check': {
      const cache = task.cache && openCache(task.cache);
      return (path) => checkFile(engine, path, task.options, cache);
    }
    case 'next':
      return (path) => nextInFile(engine, path, task.all);
    case 'report':
      return (path) => reportFile(engine, path);
  }
}
