// Loaded before a process that should reach for no network and change no prototype: what it does all the same is written
// to the file that WATCHED names, a line each. A connection that is tried fails.
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const tell = (what) => appendFileSync(process.env.WATCHED, `${what}\n`);
const refuse = (owner, name, label) => {
  owner[name] = () => {
    tell(label);
    throw new Error(`${label} is refused`);
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
  for (const name of names) refuse(require(`node:${module}`), name, `${module}.${name}`);
// A pipe of the process is a socket of this class too, and never connects.
refuse(require('node:net').Socket.prototype, 'connect', 'net.Socket.connect');
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) refuse(globalThis, name, name);
syncBuiltinESMExports();

const shapes = () =>
  [Object, Array, Map, Function].map(({ prototype }) => Reflect.ownKeys(prototype).map(String).join());
const before = shapes().join('\n');
tell('watching');
process.on('exit', () => {
  if (shapes().join('\n') !== before) tell('a prototype was changed');
});
