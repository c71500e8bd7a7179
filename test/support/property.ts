import fc from 'fast-check';

const isHunt = Boolean(process.env['HUNT']);

/**
 * fast-check, with the same cases in every run of `npm test`, so that it judges a change and not its luck. `npm run hunt`
 * looks for cases that nobody has seen yet.
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
