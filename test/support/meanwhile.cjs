// Loaded before the command line: somebody else writes into a file just before it is replaced. The file is named by
// CHANGED_MEANWHILE; a new text is written beside it first, which is the moment to do it.
const promises = require('node:fs/promises');
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { writeFile } = promises;
promises.writeFile = async (...args) => {
  await writeFile(...args);
  appendFileSync(process.env.CHANGED_MEANWHILE, 'Mine.\n');
};
syncBuiltinESMExports();
