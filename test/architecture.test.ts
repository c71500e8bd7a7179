import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { RULE_PAGES } from '../server/src/lsp/client.ts';

/** The law of ARCHITECTURE.md: a layer may import those to its left, and itself. */
const LAYERS = [
  'text',
  'markdown',
  'template',
  'document',
  'rules',
  'settings',
  'features',
  'service',
  'protocol',
  'lsp',
];

const root = fileURLToPath(new URL('..', import.meta.url));
const edges = ['server/src/**/*.ts', 'client/src/**/*.ts'].flatMap((pattern) =>
  globSync(pattern, { cwd: root }).flatMap(importsOf),
);

interface Edge {
  readonly from: string;
  /** A path below the project's root, or the name of a package. */
  readonly to: string;
}

function importsOf(from: string): Edge[] {
  const source = readFileSync(join(root, from), 'utf8');
  const named = [
    ...source.matchAll(/(?:^|\n)(?:import|export)\b[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/g),
  ];
  return named.map((match) => {
    const name = (match[1] ?? match[2]) as string;
    const to = name.startsWith('.') ? relative(root, join(root, dirname(from), name)) : name;
    return { from, to };
  });
}

/** `server/src/rules/check.ts` is in `rules`, `server/src/service.ts` in `service`. */
function layerOf(path: string): number {
  return LAYERS.indexOf(/^server\/src\/(?:main\..*|([\w-]+))/.exec(path)?.[1] ?? 'lsp');
}

function isServer(path: string): boolean {
  return path.startsWith('server/src/');
}

test('the edges are read', () => {
  assert.ok(edges.length > 200, `${edges.length} imports`);
  assert.ok(edges.some(({ from, to }) => from.endsWith('lsp/server.ts') && to.endsWith('src/service.ts')));
});

test('no import of the server points to the right', () => {
  const inside = edges.filter(({ from, to }) => isServer(from) && isServer(to));
  for (const { from, to } of inside) {
    assert.ok(layerOf(from) >= 0, `${from} is in no layer`);
    assert.ok(layerOf(to) <= layerOf(from), `${from} imports ${to}`);
  }
});

test('the client imports one file of the server', () => {
  const crossing = edges.filter(({ from, to }) => !isServer(from) && isServer(to));
  assert.deepEqual([...new Set(crossing.map(({ to }) => to))], ['server/src/protocol.ts']);
});

test('the core imports neither Node, nor an editor, nor the protocol’s machinery', () => {
  const core = edges.filter(({ from }) => isServer(from) && layerOf(from) < LAYERS.indexOf('protocol'));
  for (const { from, to } of core) assert.doesNotMatch(to, /^(?:node:|vscode)/, `${from} imports ${to}`);
});

test('nothing imports a module of Node but the launchers of the server and of the client', () => {
  const users = edges.filter(({ to }) => to.startsWith('node:') || to.endsWith('/node'));
  assert.deepEqual([...new Set(users.map(({ from }) => from))].sort(), [
    'client/src/extension.node.ts',
    'server/src/main.node.ts',
  ]);
});

test('the core keeps no state in its modules', () => {
  for (const path of globSync('server/src/**/*.ts', { cwd: root }).filter(
    (path) => layerOf(path) < LAYERS.indexOf('lsp'),
  )) {
    const source = readFileSync(join(root, path), 'utf8');
    assert.doesNotMatch(source, /^(?:export )?(?:let|var) /m, path);
  }
});

test('rules’ pages lie under the one address that package.json names', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.equal(RULE_PAGES, `${manifest.repository.url.replace(/\.git$/, '')}/blob/main/docs/rules/`);
});
