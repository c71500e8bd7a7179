// Preloaded into a process that must not use the network or change prototypes. Violations are appended to the file
// named by MONITOR_LOG, one per line. Every use of the network throws.
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const report = (what) => appendFileSync(process.env.MONITOR_LOG, `${what}\n`);
const forbid = (owner, name, label) => {
  owner[name] = () => {
    report(label);
    throw new Error(`${label} is not allowed in this test`);
  };
};

const CALLS = {
  net: ['connect', 'createConnection', 'createServer'],
  tls: ['connect', 'createServer'],
  http: ['request', 'get', 'createServer'],
  https: ['request', 'get', 'createServer'],
  http2: ['connect', 'createServer', 'createSecureServer'],
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse'],
  'dns/promises': ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse'],
};
for (const [module, names] of Object.entries(CALLS))
  for (const name of names) forbid(require(`node:${module}`), name, `${module}.${name}`);
// Pipes are also sockets of this class, but never call `connect`.
forbid(require('node:net').Socket.prototype, 'connect', 'net.Socket.connect');
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) forbid(globalThis, name, name);
syncBuiltinESMExports();

const prototypeKeys = () =>
  [Object, Array, Map, Function].map(({ prototype }) => Reflect.ownKeys(prototype).map(String).join());
const before = prototypeKeys().join('\n');
report('monitoring');
process.on('exit', () => {
  if (prototypeKeys().join('\n') !== before) report('a prototype was changed');
});
