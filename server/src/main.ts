/** Starts the server where it finds itself: in Node, or in a web worker. Each loads what it needs and no more. */
if (typeof process === 'object' && process.versions?.node) void import('./main.node.ts');
else void import('./main.browser.ts');
