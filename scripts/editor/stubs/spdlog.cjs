// Replaces a native module that would have to be compiled: a logger that appends to a file.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

/**
 * @param {string} _name
 * @param {string} path
 */
async function createLogger(_name, path) {
  let threshold = levels.indexOf('info');
  mkdirSync(dirname(path), { recursive: true });
  const writers = levels.map((name, level) => [
    name,
    /** @param {string} message */
    (message) => {
      if (level >= threshold) appendFileSync(path, `[${name}] ${message}\n`);
    },
  ]);
  return {
    ...Object.fromEntries(writers),
    getLevel: () => threshold,
    /** @param {number} level */
    setLevel: (level) => {
      threshold = level;
    },
    setPattern() {},
    clearFormatters() {},
    flush() {},
    drop() {},
  };
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
