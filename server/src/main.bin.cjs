#!/usr/bin/env node
// The executable that npm puts on the PATH. It must run on old versions of Node to report that they are too old.
const [major] = process.versions.node.split('.');
if (Number(major) < 20) {
  console.error(`design-docs needs Node.js 20 or later. This is ${process.version}.`);
  process.exitCode = 2;
} else import('./cli/main.mjs');
