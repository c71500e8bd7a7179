// Replaces `mocha` in a web worker with its browser build, which only sets globals.
import '../../../node_modules/mocha/mocha.js';

export default (globalThis as unknown as { Mocha: unknown }).Mocha;
