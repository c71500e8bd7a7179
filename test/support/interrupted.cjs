// Loaded before the command line: it is interrupted between the writing of a new text and its taking the old one's place.
const promises = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');

const { writeFile } = promises;
promises.writeFile = async (...args) => {
  await writeFile(...args);
  process.kill(process.pid, 'SIGINT');
};
syncBuiltinESMExports();
