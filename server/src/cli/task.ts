import { checkFile, type FileOptions, type FileOutcome } from './check-file.ts';
import { type Choice, createEngine } from './engine.ts';

/** Work that is done file by file, on any thread: plain data, so that it can be sent to one. */
export type Task = CheckTask;

export interface CheckTask {
  readonly kind: 'check';
  readonly choice: Choice;
  readonly options: FileOptions;
}

/** What a task gives for each file. */
export type OutcomeOf<T extends Task> = T extends CheckTask ? FileOutcome : never;

/** Makes what does a task for one absolute path after the other. Never rejects for what a file holds. */
export function createTaskRunner<T extends Task>(task: T): (path: string) => Promise<OutcomeOf<T>> {
  const engine = createEngine(task.choice);
  const runners: { readonly [K in Task['kind']]: (path: string) => Promise<unknown> } = {
    check: (path) => checkFile(engine, path, task.options),
  };
  return runners[task.kind] as (path: string) => Promise<OutcomeOf<T>>;
}
