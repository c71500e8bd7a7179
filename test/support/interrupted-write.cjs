// Preloaded into the command line. Sends it SIGINT after a new text was written to a temporary file and before that
// file replaces the old one.
const promises = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');

const { writeFile } = promises;
promises.writeFile = async (...args) => {
  await writeFile(...args);
  process.kill(process.pid, 'SIGINT');
};
syncBuiltinESMExports();
