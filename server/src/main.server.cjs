#!/usr/bin/env node
// What editors start in Node. Compiling the server is a third of what its first findings take, so Node keeps what it
// compiled, where it can (from 22.8 on): in the user's own cache folder, since what lies there is run. Where nothing can be
// kept, the server starts all the same.
const compiler = require('node:module');
const { join } = require('node:path');

const { HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
const home = HOME && join(HOME, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
const caches = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME || home;
if (caches && compiler.enableCompileCache) {
  compiler.enableCompileCache(join(caches, 'design-docs', 'compiled'));
  // Node forgets what has not run for long, and would keep the rest at the end: by now what a start needs has run.
  setTimeout(() => compiler.flushCompileCache?.(), 10_000).unref();
}
require('./server/main.js');
