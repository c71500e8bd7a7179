// Stands in for `mocha` where there is no Node: its browser build, which only sets globals.
import '../../../node_modules/mocha/mocha.js';

export default (globalThis as unknown as { Mocha: unknown }).Mocha;
