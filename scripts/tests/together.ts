// Runs several test files in one process. Their paths are the arguments.
import { pathToFileURL } from 'node:url';

// Node takes the tests to be over when the registered ones have ended. One module that imports all files registers
// their tests before the first one runs. Importing one file after the other would not.
const imports = process.argv.slice(2).map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};`);
await import(`data:text/javascript,${encodeURIComponent(imports.join('\n'))}`);
