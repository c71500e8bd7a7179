import fc from 'fast-check';

/**
 * fast-check, with the same cases in every run of `npm test`, so that it judges a change and not its luck. `npm run hunt`
 * looks for cases that nobody has seen yet.
 */
if (!process.env['HUNT']) fc.configureGlobal({ seed: 20261124 });

export default fc;
