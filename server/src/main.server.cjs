#!/usr/bin/env node
// The script that editors start in Node. Compiling the server takes a third of the time to its first diagnostics, so
// Node 22.8 and later caches the compiled code. Node runs what is in the cache, so the cache is in the user's own
// cache folder. If nothing can be cached, the server starts without a cache.
const compiler = require('node:module');
const { join } = require('node:path');

const { HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
const home = HOME && join(HOME, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
const caches = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME || home;
if (caches && compiler.enableCompileCache) {
  compiler.enableCompileCache(join(caches, 'design-docs', 'compiled'));
  // Node drops compiled code that has not run for a while, and would write the cache only on exit. After 10 seconds,
  // all code that a start needs has run and is still there.
  setTimeout(() => compiler.flushCompileCache?.(), 10_000).unref();
}
require('./server/main.js');
