// Preloaded into a measured program. Writes the peak memory of the process in KB to file descriptor 3 at the end.
const { writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
