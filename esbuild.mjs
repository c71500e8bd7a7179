import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const root = import.meta.dirname;
const KB = 1024;
const yamlModule = join(root, 'node_modules/yaml/browser/index.js');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/**
 * Every bundle that ships. Client and server run in Node and in a web worker: the two share all but their last step, and
 * the package carries it once. The command line is split, so that each command loads what it needs. What is over its
 * budget, in bytes, fails the build: raise a budget knowingly.
 * @type {readonly Bundle[]}
 * @typedef {{ name: string, budget: number, options: esbuild.BuildOptions }} Bundle
 */
export const bundles = [
  {
    name: 'client',
    budget: 500 * KB,
    options: everywhere('client', 'client/src/extension.ts', { external: ['vscode'] }),
  },
  {
    name: 'server',
    budget: 730 * KB,
    options: everywhere('server/main', 'server/src/main.ts'),
  },
  { name: 'cli', budget: 2500 * KB, options: commandLine() },
];

/**
 * Fills `dist/`, writes each bundle's metafile to `.cache/meta/`, and prints and gives what each bundle weighs. Throws if
 * one is over its budget.
 */
export async function build() {
  await rm(join(root, 'dist', 'cli'), { recursive: true, force: true });
  const results = await Promise.all(bundles.map((bundle) => esbuild.build(optionsOf(bundle))));
  await writeLaunchers();
  await writeLicences(results.flatMap(({ metafile }) => metafile ?? []));
  const weights = bundles.map(({ name, budget }, index) => {
    const outputs = Object.values(results[index]?.metafile?.outputs ?? {});
    return { name, size: outputs.reduce((sum, { bytes }) => sum + bytes, 0), budget };
  });
  for (const weight of weights) {
    const words = `${kilobytes(weight.size)} of ${kilobytes(weight.budget)} KB`;
    console.log(`${weight.name.padEnd(20)}${words}${isOver(weight) ? '  OVER BUDGET' : ''}`);
  }
  refuseOverBudget(weights);
  return weights;
}

/**
 * Throws, naming them, if bundles are over their budgets.
 * @param {readonly Weight[]} weights
 * @typedef {{ name: string, size: number, budget: number }} Weight in bytes
 */
export function refuseOverBudget(weights) {
  const heavy = weights.filter(isOver).map(({ name }) => name);
  if (heavy.length > 0) throw new Error(`Over budget: ${heavy.join(', ')}. Budgets are in esbuild.mjs.`);
}

/** @param {Weight} weight */
function isOver({ size, budget }) {
  return size > budget;
}

/** What starts the command line and, in Node, the server is no module, and too small to be bundled. */
async function writeLaunchers() {
  const launchers = { 'main.bin.cjs': 'cli.js', 'main.server.cjs': 'server.js' };
  for (const [source, name] of Object.entries(launchers)) {
    const file = join(root, 'dist', name);
    await copyFile(join(root, 'server/src', source), file);
    await chmod(file, 0o755);
  }
}

async function watch() {
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeLaunchers();
  const contexts = await Promise.all(
    bundles.map((bundle) => esbuild.context({ ...optionsOf(bundle), logLevel: 'info' })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
}

/**
 * @param {Bundle} bundle
 * @returns {esbuild.BuildOptions}
 */
function optionsOf({ name, options }) {
  return {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    define: { VERSION: JSON.stringify(version) },
    sourcemap: process.argv.includes('--watch') ? 'linked' : false,
    target: 'es2022',
    legalComments: 'none',
    metafile: true,
    plugins: [metafile(name), patched],
    ...options,
  };
}

/**
 * What runs in Node and in a worker, as one file.
 * @param {string} name
 * @param {string} entry
 * @param {esbuild.BuildOptions & { external?: string[] }} [more]
 * @returns {esbuild.BuildOptions}
 */
function everywhere(name, entry, { external = [], ...more } = {}) {
  return {
    entryPoints: [entry],
    outfile: `dist/${name}.js`,
    format: 'cjs',
    platform: 'browser',
    // The packages' entries for both hosts are taken in. What only Node has is asked for where Node alone comes by.
    conditions: ['browser', 'node'],
    external: [...external, 'node:*', ...builtinModules],
    // Some packages' `main` is a UMD file that hides its imports from a bundler; their `module` is not.
    mainFields: ['module', 'main'],
    // Under Node's condition this one would come in the form that asks for Node's modules at once.
    alias: { yaml: yamlModule },
    ...more,
  };
}

/** @returns {esbuild.BuildOptions} */
function commandLine() {
  return {
    entryPoints: { main: 'server/src/main.cli.ts', worker: 'server/src/main.worker.ts' },
    outdir: 'dist/cli',
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    alias: { yaml: yamlModule },
    // What is bundled as CommonJS asks for Node's modules by `require`, which a module does not have.
    banner: {
      js: "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);",
    },
  };
}

/**
 * What is made faster in packages as they are bundled: what they do when they load, though few will need it, and one thing
 * that costs at each step. Each is a text that is replaced.
 * @type {readonly { file: RegExp, from: RegExp, to: string }[]}
 */
const patches = [
  {
    // Class fields are compiled to calls of a helper that looks each one up first, which is a tenth of the time of a parse.
    // The classes have no accessors, so setting them is the same.
    file: /markdown-it[\\/]dist[\\/]markdown-it\.mjs$/,
    from: /function _defineProperty\(e, r, t\) \{[\s\S]*?\n\}/,
    to: 'function _defineProperty(e, r, t) { e[r] = t; }',
  },
  {
    // The names of all entities are unpacked; few documents have an entity.
    file: /entities[\\/]dist[\\/]generated[\\/]decode-data-html\.js$/,
    from: /export const htmlDecodeTree = [^;]*?(decodeTrieDict\(.*\));/,
    to: 'let tree; export const htmlDecodeTree = () => (tree ??= $1);',
  },
  {
    file: /entities[\\/]dist[\\/]decode\.js$/,
    from: /const decodeTree = htmlDecodeTree;/,
    to: 'const decodeTree = htmlDecodeTree();',
  },
  {
    // Only names of pipes are made with it.
    file: /vscode-jsonrpc[\\/]lib[\\/]node[\\/]main\.js$/,
    from: /const crypto_1 = require\("crypto"\);/,
    to: 'const crypto_1 = { randomBytes: (size) => require("crypto").randomBytes(size) };',
  },
  {
    // It looks for other packages, which we have none of.
    file: /vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/,
    from: /const child_process_1 = require\("child_process"\);/,
    to: 'const child_process_1 = { get fork() { return require("child_process").fork; }, get spawnSync() { return require("child_process").spawnSync; } };',
  },
];

/** @type {esbuild.Plugin} */
const patched = {
  name: 'patched',
  setup({ onLoad }) {
    for (const { file, from, to } of patches) {
      onLoad({ filter: file }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!from.test(source)) throw new Error(`${path} has changed: see to its patch in esbuild.mjs.`);
        return { contents: source.replace(from, to), loader: 'js' };
      });
    }
  },
};

/**
 * Keeps what esbuild saw, so that a test can read every import edge.
 * @param {string} name
 * @returns {esbuild.Plugin}
 */
function metafile(name) {
  return {
    name: 'metafile',
    setup({ onEnd }) {
      onEnd(async (result) => {
        const folder = join(root, '.cache', 'meta');
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, `${name}.json`), JSON.stringify(result.metafile));
      });
    },
  };
}

/**
 * Writes the licences of all bundled packages to `dist/licenses.txt`, since minifying drops their notices.
 * @param {esbuild.Metafile[]} metafiles
 */
async function writeLicences(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const notices = [...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${(await licenceText(join(root, folder))).trim()}\n`;
  });
  await writeFile(
    join(root, 'dist', 'licenses.txt'),
    (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`),
  );
}

/** @param {string} folder */
async function licenceText(folder) {
  const name = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  return name ? readFile(join(folder, name), 'utf8') : '';
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / KB).toFixed(0).padStart(4);
}

if (process.argv[1] === import.meta.filename) {
  const task = process.argv.includes('--watch') ? watch() : build();
  await task.catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
