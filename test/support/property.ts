import fc from 'fast-check';

const isHunt = Boolean(process.env['HUNT']);

/**
 * fast-check with a fixed seed: `npm test` always runs the same cases, so a failure is caused by a change and not by
 * chance. `npm run hunt` uses random seeds to find new cases.
 */
if (!isHunt) fc.configureGlobal({ seed: 20261124, numRuns: runs(100) });

/** The number of cases to try: all of them in `npm run hunt`, and a quarter of them in `npm test`. */
export function runs(all: number): number {
  return isHunt ? all : Math.ceil(all / 4);
}

/**
 * In `npm test`, a seed whose cases are known to reach everything that a property must reach. In `npm run hunt`, a
 * random one.
 */
export function seeded(seed: number): { readonly seed?: number } {
  return isHunt ? {} : { seed };
}

export default fc;
