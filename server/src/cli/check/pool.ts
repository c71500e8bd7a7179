import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { shownPath } from '../files/paths.ts';
import { holdSignals } from '../files/signals.ts';
import { createTaskRunner, type OutcomeOf, type Task } from './task.ts';

/** So few files are done sooner than a thread is started. */
const FEW = 48;
const BATCH = 16;
/** A file that is larger may take more memory than there is, and takes a thread with it then, not the process. */
const LARGE = 1024 * 1024;

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
 * module that calls `serveTasks`; `onDone` is told how many are done. A file that takes more memory than a thread may have
 * gets that as its outcome. Rejects if a thread dies of anything else.
 */
export async function runTask<T extends Task>(
  task: T,
  paths: readonly string[],
  worker: URL,
  onDone: (count: number) => void,
): Promise<OutcomeOf<T>[]> {
  const threads = Math.min(availableParallelism(), Math.ceil(paths.length / BATCH));
  if ((paths.length <= FEW || threads < 2) && !paths.some(isLarge)) return runHere(task, paths, onDone);
  const outcomes: OutcomeOf<T>[] = new Array(paths.length);
  const batches = batchesOf(paths);
  const keep = ({ first, outcomes: own }: Done<T>): void => {
    for (const [index, outcome] of own.entries()) outcomes[first + index] = outcome;
    onDone(own.length);
  };
  // Threads that write are let finish what they have at hand.
  const writes = task.kind === 'check' && task.options.mend === 'write';
  const release = writes ? holdSignals(() => batches.return(undefined)) : (): void => {};
  const work = Array.from({ length: threads }, () => runThreads(task, worker, batches, keep));
  await Promise.all(work).finally(release);
  return outcomes;
}

function isLarge(path: string): boolean {
  try {
    return statSync(path).size > LARGE;
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

/** Has batches done by one thread after the other: the next begins where one has run out of memory. */
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
      const message = `${path} takes more memory than there is, so it is left out. Split it.`;
      keep({ first, outcomes: [{ path, problems: [{ path, message }] }] });
    }
  }
}

/** Gives one thread batch after batch until none is left, or until it runs out of memory: then, what it had at hand. */
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
