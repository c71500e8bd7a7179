// Loaded before a program that is measured: tells the most memory that the process held, in KB, when it ends.
const { writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
