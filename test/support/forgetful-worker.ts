import { parentPort } from 'node:worker_threads';
import { serveTasks } from '../../server/src/cli/check/pool.ts';

/** A thread that ends as one without memory does when it is to read a file with `huge` in its name. */
parentPort?.on('message', ({ paths }: { readonly paths: readonly string[] }) => {
  if (paths.some((path) => path.includes('huge')))
    throw Object.assign(new Error('There is no more memory.'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
});
serveTasks();
