import { checkFile, type FileOptions, type FileOutcome } from './check-file.ts';
import { type Choice, createEngine } from './engine.ts';

/** Work that is done file by file, on any thread: plain data, so that it can be sent to one. */
export interface Task {
  readonly choice: Choice;
  readonly options: FileOptions;
}

/** Makes what does the work of a task for one absolute path after the other. Never rejects for what a file holds. */
export function createTaskRunner({ choice, options }: Task): (path: string) => Promise<FileOutcome> {
  const engine = createEngine(choice);
  return (path) => checkFile(engine, path, options);
}
