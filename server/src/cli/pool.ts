import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { createTaskRunner, type OutcomeOf, type Task } from './task.ts';

/** So few files are done sooner than a thread is started. */
const FEW = 48;
const BATCH = 16;

interface Batch {
  readonly first: number;
  readonly paths: readonly string[];
}

interface Done<T extends Task = Task> {
  readonly first: number;
  readonly outcomes: readonly OutcomeOf<T>[];
}

/**
 * Does a task for each path, on all cores where that pays, and gives the outcomes in the paths' order. `worker` is the
 * module that calls `serveTasks`; `onDone` is told how many are done. Rejects if a thread dies.
 */
export async function runTask<T extends Task>(
  task: T,
  paths: readonly string[],
  worker: URL,
  onDone: (count: number) => void,
): Promise<OutcomeOf<T>[]> {
  const threads = Math.min(availableParallelism(), Math.ceil(paths.length / BATCH));
  if (paths.length <= FEW || threads < 2) return runHere(task, paths, onDone);
  const outcomes: OutcomeOf<T>[] = new Array(paths.length);
  const batches = batchesOf(paths);
  const keep = ({ first, outcomes: own }: Done<T>): void => {
    for (const [index, outcome] of own.entries()) outcomes[first + index] = outcome;
    onDone(own.length);
  };
  await Promise.all(Array.from({ length: threads }, () => runThread(task, worker, batches, keep)));
  return outcomes;
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

/** Gives one thread batch after batch until none is left. */
function runThread<T extends Task>(
  task: T,
  url: URL,
  batches: Iterator<Batch>,
  keep: (done: Done<T>) => void,
): Promise<void> {
  const thread = new Worker(url, { workerData: task });
  const work = new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const { value, done } = batches.next();
      if (done) resolve();
      else thread.postMessage(value);
    };
    thread.on('message', (done: Done<T>) => {
      keep(done);
      next();
    });
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`A thread ended with ${code}.`)));
    next();
  });
  return work.finally(() => thread.terminate());
}

/** The other side of `runTask`: what runs in a thread. */
export function serveTasks(): void {
  const run = createTaskRunner(workerData as Task);
  parentPort?.on('message', async ({ first, paths }: Batch) => {
    const outcomes: Done['outcomes'][number][] = [];
    for (const path of paths) outcomes.push(await run(path));
    parentPort?.postMessage({ first, outcomes } satisfies Done);
  });
}
