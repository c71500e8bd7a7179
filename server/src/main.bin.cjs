#!/usr/bin/env node
// The file that npm puts on the PATH. It runs on Nodes that cannot read the rest, and tells them so.
const [major] = process.versions.node.split('.');
if (Number(major) < 20) {
  console.error(`design-docs needs Node.js 20 or later; this is ${process.version}.`);
  process.exitCode = 2;
} else import('./cli/main.mjs');
