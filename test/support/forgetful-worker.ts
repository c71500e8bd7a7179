import { parentPort } from 'node:worker_threads';
import { serveTasks } from '../../server/src/cli/check/pool.ts';

/**
 * A worker thread that fails as if it had run out of memory when it is asked to read a file with `huge` in its name.
 */
parentPort?.on('message', ({ paths }: { readonly paths: readonly string[] }) => {
  if (paths.some((path) => path.includes('huge')))
    throw Object.assign(new Error('Out of memory.'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
});
serveTasks();
