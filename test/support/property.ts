import fc from 'fast-check';

/**
 * fast-check with a fixed seed: `npm test` always runs the same cases, so a failure is caused by a change and not by
 * chance. `npm run hunt` uses random seeds to find new cases.
 */
if (!process.env['HUNT']) fc.configureGlobal({ seed: 20261124 });

export default fc;
