// Preloaded into the command line. Another program appends to the file named by CONCURRENT_EDIT just before the command
// line replaces it, which is after the new text was written to a temporary file.
const promises = require('node:fs/promises');
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { writeFile } = promises;
promises.writeFile = async (...args) => {
  await writeFile(...args);
  appendFileSync(process.env.CONCURRENT_EDIT, 'Mine.\n');
};
syncBuiltinESMExports();
