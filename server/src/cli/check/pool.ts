import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { shownPath } from '../files/paths.ts';
import { holdSignals } from '../files/signals.ts';
import { createTaskRunner, type OutcomeOf, type Task } from './task.ts';

/** Processing this many files is faster than starting threads. */
const MAX_WITHOUT_THREADS = 48;
const BATCH = 16;
/** Files larger than this, in bytes, are always processed in a thread. If memory runs out, only the thread ends. */
const LARGE_FILE = 1024 * 1024;

interface Batch {
  /** The index of its first path among all paths. */
  readonly first: number;
  readonly paths: readonly string[];
}

interface Done<T extends Task = Task> {
  readonly first: number;
  readonly outcomes: readonly OutcomeOf<T>[];
}

/**
 * Runs a task for each path, on several threads if there are enough files. Resolves to the outcomes in the order of the
 * paths. `worker` is the module that calls `serveTasks`. `onDone` is called with the number of newly finished files. A
 * file for which a thread runs out of memory gets a problem as its outcome. Rejects if a thread fails for any other
 * reason.
 */
export async function runTask<T extends Task>(
  task: T,
  paths: readonly string[],
  worker: URL,
  onDone: (count: number) => void,
): Promise<OutcomeOf<T>[]> {
  const threads = Math.min(availableParallelism(), Math.ceil(paths.length / BATCH));
  if ((paths.length <= MAX_WITHOUT_THREADS || threads < 2) && !paths.some(isLarge))
    return runHere(task, paths, onDone);
  const outcomes: OutcomeOf<T>[] = new Array(paths.length);
  const batches = batchesOf(paths);
  const keep = ({ first, outcomes: own }: Done<T>): void => {
    for (const [index, outcome] of own.entries()) outcomes[first + index] = outcome;
    onDone(own.length);
  };
  // If a signal arrives while threads write files, they finish their current batches first.
  const writes = task.kind === 'check' && task.options.fixMode === 'write';
  const release = writes ? holdSignals(() => batches.return(undefined)) : (): void => {};
  const work = Array.from({ length: threads }, () => runThreads(task, worker, batches, keep));
  await Promise.all(work).finally(release);
  return outcomes;
}

function isLarge(path: string): boolean {
  try {
    return statSync(path).size > LARGE_FILE;
  } catch {
    return false;
  }
}

async function runHere<T extends Task>(
  task: T,
  paths: readonly string[],
  onDone: (count: number) => void,
): Promise<OutcomeOf<T>[]> {
  const run = createTaskRunner(task);
  const outcomes: OutcomeOf<T>[] = [];
  for (const path of paths) {
    outcomes.push(await run(path));
    onDone(1);
  }
  return outcomes;
}

function* batchesOf(paths: readonly string[]): Generator<Batch> {
  for (let first = 0; first < paths.length; first += BATCH)
    yield { first, paths: paths.slice(first, first + BATCH) };
}

/**
 * Runs batches on one thread at a time. If a thread runs out of memory, retries its batch file by file, and continues
 * on a new thread.
 */
async function runThreads<T extends Task>(
  task: T,
  url: URL,
  batches: Iterator<Batch>,
  keep: (done: Done<T>) => void,
): Promise<void> {
  for (;;) {
    const lost = await runThread(task, url, batches, keep);
    if (!lost) return;
    const { first, paths } = lost;
    if (paths.length > 1) {
      const alone = paths.map((path, index): Batch => ({ first: first + index, paths: [path] }));
      await runThreads(task, url, alone.values(), keep);
    } else {
      const path = shownPath(task.choice.cwd, paths[0] as string);
      const message = `${path} was not checked, because it needs too much memory. Split it.`;
      keep({ first, outcomes: [{ path, problems: [{ path, message }] }] });
    }
  }
}

/** Runs batches on one thread until none is left. If it runs out of memory, resolves to its current batch. */
function runThread<T extends Task>(
  task: T,
  url: URL,
  batches: Iterator<Batch>,
  keep: (done: Done<T>) => void,
): Promise<Batch | undefined> {
  const thread = new Worker(url, { workerData: task });
  let batch: Batch | undefined;
  const work = new Promise<Batch | undefined>((resolve, reject) => {
    const next = (): void => {
      batch = batches.next().value as Batch | undefined;
      if (batch) thread.postMessage(batch);
      else resolve(undefined);
    };
    thread.on('message', (done: Done<T>) => {
      keep(done);
      next();
    });
    thread.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(batch);
      else reject(error);
    });
    thread.on('exit', (code) => reject(new Error(`A thread ended with exit code ${code}.`)));
    next();
  });
  return work.finally(() => thread.terminate());
}

/** Runs in a worker thread: handles the batches that `runTask` sends. */
export function serveTasks(): void {
  const run = createTaskRunner(workerData as Task);
  parentPort?.on('message', async ({ first, paths }: Batch) => {
    const outcomes: Done['outcomes'][number][] = [];
    for (const path of paths) outcomes.push(await run(path));
    parentPort?.postMessage({ first, outcomes } satisfies Done);
  });
}
