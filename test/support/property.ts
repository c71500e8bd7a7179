import fc from 'fast-check';

const isHunt = Boolean(process.env['HUNT']);

/**
 * fast-check with a fixed seed: `npm test` always runs the same cases, so a failure is caused by a change and not by
 * chance. `npm run hunt` uses random seeds to find new cases.
 */
if (!isHunt) fc.configureGlobal({ seed: 20261124, numRuns: runs(100) });

/** How many cases of a property are tried: all in `npm run hunt`, a quarter in `npm test`. */
export function runs(all: number): number {
  return isHunt ? all : Math.ceil(all / 4);
}

/** A seed whose few cases in `npm test` are known to reach all that the property is to reach; `npm run hunt` takes others. */
export function seeded(seed: number): { readonly seed?: number } {
  return isHunt ? {} : { seed };
}

export default fc;
