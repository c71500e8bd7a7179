import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ALL_RULES } from '../server/src/rules/index.ts';
import { RULE_PAGES } from '../server/src/rules/pages.ts';

/** The layers of ARCHITECTURE.md, in order. A layer may import itself and the layers before it. */
const LAYERS = [
  'text',
  'yaml',
  'markdown',
  'structure',
  'template',
  'document',
  'rules',
  'features',
  'workspace',
  'service',
  'lsp',
  'cli',
  'main',
];

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = globSync(['server/src/**/*.ts', 'client/src/**/*.ts'], { cwd: root }).map((file) =>
  file.replaceAll('\\', '/'),
);
const core = sources.filter((file) => file.startsWith('server/') && !/\/(?:lsp\/|cli\/|main\.)/.test(file));

interface Edge {
  readonly from: string;
  /** A file of the project, or a package's name. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const edges = sources.flatMap(importsOf);

function importsOf(from: string): Edge[] {
  const pattern =
    /^(?:import|export)\b(?:\s+(type)\b)?[^;'"]*?['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm;
  return [...read(from).matchAll(pattern)].map(([, type, named, dynamic]) => {
    const name = (named ?? dynamic) as string;
    const to = name.startsWith('.')
      ? relative(root, join(root, dirname(from), name)).replaceAll('\\', '/')
      : name;
    return { from, to, typeOnly: type !== undefined };
  });
}

/** `settings.ts` is in the same layer as `features`, and `protocol.ts` in the same layer as `service`. */
function layerOf(file: string): number {
  const [, name = ''] = /^server\/src\/([^/.]+)/.exec(file) ?? [];
  return LAYERS.indexOf({ settings: 'features', protocol: 'service' }[name] ?? name);
}

function mayImport({ from, to }: Edge): boolean {
  // The command line and the language server do not import each other.
  if (from.startsWith('server/src/cli/') && to.startsWith('server/src/lsp/')) return false;
  if (to === 'package.json') return layerOf(from) === LAYERS.indexOf('main');
  if (from.startsWith('client/')) return to.startsWith('client/') || to === 'server/src/protocol.ts';
  return to.startsWith('server/src/') && layerOf(to) >= 0 && layerOf(to) <= layerOf(from);
}

test('a layer imports no later layer, and the client imports only the protocol', () => {
  const own = edges.filter(({ to }) => to.includes('/') && (/\.(?:ts|json)$/.test(to) || to.startsWith('.')));
  const ours = [...own, ...edges.filter(({ to }) => to === 'package.json')];
  assert.ok(ours.length > 300, 'imports are found');
  for (const layer of LAYERS) {
    assert.ok(
      ours.some(({ from }) => from.startsWith(`server/src/${layer}`)),
      layer,
    );
  }
  const broken = ours.filter((edge) => !mayImport(edge)).map(({ from, to }) => `${from} imports ${to}`);
  assert.deepEqual(broken, []);
});

test('the check accepts allowed imports and rejects forbidden ones', () => {
  const edge = (from: string, to: string): boolean => mayImport({ from, to, typeOnly: false });
  assert.ok(edge('server/src/rules/check.ts', 'server/src/document/document.ts'));
  assert.ok(!edge('server/src/document/document.ts', 'server/src/rules/check.ts'));
  assert.ok(!edge('server/src/text/range.ts', 'server/src/markdown/blocks.ts'));
  assert.ok(!edge('server/src/features/hover.ts', 'server/src/service/service.ts'));
  assert.ok(!edge('server/src/cli/engine.ts', 'server/src/lsp/convert.ts'));
  assert.ok(!edge('server/src/features/hover.ts', 'client/src/activate.ts'));
  assert.ok(!edge('server/src/service/service.ts', 'server/src/somewhere/else.ts'));
  assert.ok(!edge('client/src/activate.ts', 'server/src/service/service.ts'));
  assert.ok(edge('client/src/activate.ts', 'server/src/protocol.ts'));
});

test('no file imports itself through other files, not even with type-only imports', () => {
  const importsOfFile = new Map<string, string[]>(sources.map((file) => [file, []]));
  for (const { from, to } of edges) if (importsOfFile.has(to)) importsOfFile.get(from)?.push(to);
  assert.deepEqual(cyclesIn(importsOfFile), []);
  const ring = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', []],
  ]);
  assert.deepEqual(cyclesIn(ring), [['a', 'b', 'c']], 'the check finds a cycle');
});

/** The strongly connected groups of two or more files (Tarjan's algorithm), each in alphabetical order. */
function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const visit = (node: string): number => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) low.set(node, Math.min(low.get(node) as number, visit(next)));
      else if (stack.includes(next))
        low.set(node, Math.min(low.get(node) as number, index.get(next) as number));
    }
    if (low.get(node) === index.get(node)) {
      const group = stack.splice(stack.indexOf(node));
      if (group.length > 1 || graph.get(node)?.includes(node)) cycles.push(group.sort());
    }
    return low.get(node) as number;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return cycles;
}

test('every source file of the server belongs to a layer', () => {
  const strays = sources.filter((file) => file.startsWith('server/') && layerOf(file) < 0);
  assert.deepEqual(strays, []);
});

test('the core imports neither Node nor VS Code nor the LSP libraries', () => {
  const foreign = edges.filter(
    ({ from, to, typeOnly }) =>
      core.includes(from) &&
      /^(?:node:|vscode)/.test(to) &&
      !(from === 'server/src/protocol.ts' && to === 'vscode-languageserver-types' && typeOnly),
  );
  assert.deepEqual(foreign, []);
  const { compilerOptions } = JSON.parse(read('tsconfig.base.json')) as {
    compilerOptions: Record<string, unknown>;
  };
  assert.deepEqual([compilerOptions['types'], compilerOptions['lib']], [[], ['ES2023']]);
  const own = JSON.parse(read('server/tsconfig.json')) as { compilerOptions?: Record<string, unknown> };
  assert.equal(own.compilerOptions?.['types'], undefined, 'the core is compiled without ambient types');
  assert.equal(own.compilerOptions?.['lib'], undefined);
});

test('only the launchers and the command line import Node, and the client imports no Markdown or YAML parser', () => {
  const node = edges.filter(
    ({ from, to }) => !from.includes('/cli/') && (to.startsWith('node:') || to.endsWith('/node')),
  );
  assert.deepEqual([...new Set(node.map(({ from }) => from))].sort(), [
    'client/src/extension.node.ts',
    'server/src/main.node.ts',
  ]);
  const engine = edges.filter(
    ({ from, to }) => from.startsWith('client/') && /^(?:markdown-it|yaml)/.test(to),
  );
  assert.deepEqual(engine, []);
});

test('the core has no mutable module state and uses no clock, timer, or random numbers', () => {
  for (const file of core.filter((each) => !each.endsWith('.generated.ts'))) {
    const source = read(file);
    assert.doesNotMatch(source, /^(?:export )?(?:let|var) /m, file);
    assert.doesNotMatch(
      source,
      /^(?:export )?const \w+[^\n=]*= (?:new (?:Weak)?(?:Map|Set)(?:<[^\n]*>)?\(\)|\[\]|\{\});/m,
      file,
    );
    assert.doesNotMatch(
      source,
      /\b(?:Math\.random|Date\.now|new Date|performance\.now|setTimeout|globalThis)\b/,
      file,
    );
    for (const [, name] of source.matchAll(/^(?:export )?const (\w+)[^\n=]*=\s*\/.*\/[a-z]*[gy][a-z]*;$/gm)) {
      assert.doesNotMatch(
        source,
        new RegExp(`\\b${name}\\.(?:exec|test)\\(`),
        `${file}: ${name} keeps its lastIndex`,
      );
    }
  }
});

test('in the client and server bundles, only files written for Node import Node modules', () => {
  for (const bundle of ['client', 'server']) {
    const { inputs } = metafileOf(bundle);
    const foreign = Object.entries(inputs).filter(([file, { imports }]) => {
      const external = imports.some(({ external, path }) => external && path !== 'vscode');
      return external && !/\/node(?:\/|\.js$)|\.node\.ts$/.test(file);
    });
    assert.deepEqual(foreign, [], bundle);
  }
});

test('the command line loads zod and the MCP SDK only for the commands that need them', () => {
  const { outputs } = metafileOf('cli');
  const inputsOf = (entry: string): string[] => {
    const loaded = new Set<string>([entry]);
    for (const output of loaded)
      for (const { path, kind } of outputs[output]?.imports ?? [])
        if (kind === 'import-statement' && outputs[path]) loaded.add(path);
    return [...loaded].flatMap((output) => Object.keys(outputs[output]?.inputs ?? {}));
  };
  const isHeavy = (input: string): boolean => /node_modules\/(?:zod|@modelcontextprotocol)\//.test(input);
  for (const entry of ['main', 'worker']) {
    const inputs = inputsOf(`dist/cli/${entry}.mjs`);
    assert.ok(
      inputs.some((input) => input.startsWith('server/src/cli/')),
      entry,
    );
    assert.deepEqual(inputs.filter(isHeavy), [], entry);
  }
  assert.ok(Object.values(outputs).some(({ inputs }) => Object.keys(inputs).some(isHeavy)));
});

interface Metafile {
  readonly inputs: Readonly<Record<string, { imports: { path: string; external?: boolean }[] }>>;
  readonly outputs: Readonly<
    Record<string, { imports: { path: string; kind: string }[]; inputs: Readonly<Record<string, unknown>> }>
  >;
}

function metafileOf(bundle: string): Metafile {
  const file = `.cache/meta/${bundle}.json`;
  assert.ok(existsSync(join(root, file)), `${file}: build first`);
  return JSON.parse(read(file)) as Metafile;
}

test('every rule links to an existing page in docs/rules', () => {
  const { repository } = JSON.parse(read('package.json')) as { repository: { url: string } };
  const folder = 'docs/rules/';
  assert.equal(RULE_PAGES, `${repository.url.replace(/\.git$/, '')}/blob/main/${folder}`);
  for (const { id } of ALL_RULES) assert.ok(existsSync(join(root, folder, `${id}.md`)), id);
});
