import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const root = import.meta.dirname;
const KB = 1024;
const yamlModule = join(root, 'node_modules/yaml/browser/index.js');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/**
 * All bundles of the package. The client and server bundles run both in Node and in a web worker. The command line is
 * split into chunks, so that each command loads only what it needs. A bundle over its budget, in bytes, fails the
 * build. Raise a budget only deliberately.
 * @type {readonly Bundle[]}
 * @typedef {{ name: string, budget: number, options: esbuild.BuildOptions }} Bundle
 */
export const bundles = [
  {
    name: 'client',
    budget: 500 * KB,
    options: universalOptions('client', 'client/src/extension.ts', { external: ['vscode'] }),
  },
  {
    name: 'server',
    budget: 730 * KB,
    options: universalOptions('server/main', 'server/src/main.ts'),
  },
  { name: 'cli', budget: 2500 * KB, options: commandLineOptions() },
];

/**
 * Writes the bundles to `dist/` and their metafiles to `.cache/meta/`. Prints and returns the size of each bundle.
 * Throws if one is over its budget.
 */
export async function build() {
  await rm(join(root, 'dist', 'cli'), { recursive: true, force: true });
  const results = await Promise.all(bundles.map((bundle) => esbuild.build(optionsOf(bundle))));
  await writeLaunchers();
  await writeLicenses(results.flatMap(({ metafile }) => metafile ?? []));
  const sizes = bundles.map(({ name, budget }, index) => {
    const outputs = Object.values(results[index]?.metafile?.outputs ?? {});
    return { name, size: outputs.reduce((sum, { bytes }) => sum + bytes, 0), budget };
  });
  for (const bundle of sizes) {
    const words = `${kilobytes(bundle.size)} of ${kilobytes(bundle.budget)} KB`;
    console.log(`${bundle.name.padEnd(20)}${words}${isOver(bundle) ? '  OVER BUDGET' : ''}`);
  }
  checkBudgets(sizes);
  return sizes;
}

/**
 * Throws if bundles are over their budgets. The error names these bundles.
 * @param {readonly BundleSize[]} sizes
 * @typedef {{ name: string, size: number, budget: number }} BundleSize in bytes
 */
export function checkBudgets(sizes) {
  const overBudget = sizes.filter(isOver).map(({ name }) => name);
  if (overBudget.length > 0)
    throw new Error(`Over budget: ${overBudget.join(', ')}. Budgets are in esbuild.mjs.`);
}

/** @param {BundleSize} bundle */
function isOver({ size, budget }) {
  return size > budget;
}

/** Copies the scripts that start the command line and, in Node, the server. They are CommonJS and need no bundling. */
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
 * Options for a bundle in one file that runs both in Node and in a web worker.
 * @param {string} name
 * @param {string} entry
 * @param {esbuild.BuildOptions & { external?: string[] }} [more]
 * @returns {esbuild.BuildOptions}
 */
function universalOptions(name, entry, { external = [], ...more } = {}) {
  return {
    entryPoints: [entry],
    outfile: `dist/${name}.js`,
    format: 'cjs',
    platform: 'browser',
    // Packages contribute their entry points for both hosts. Code that only Node runs loads the modules of Node.
    conditions: ['browser', 'node'],
    external: [...external, 'node:*', ...builtinModules],
    // The `main` of some packages is a UMD file, whose imports a bundler cannot see. Their `module` is an ES module.
    mainFields: ['module', 'main'],
    // With the condition `node`, yaml would resolve to a build that loads modules of Node immediately.
    alias: { yaml: yamlModule },
    ...more,
  };
}

/** @returns {esbuild.BuildOptions} */
function commandLineOptions() {
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
    // Bundled CommonJS code loads modules of Node with `require`, which ES modules do not have.
    banner: {
      js: "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);",
    },
  };
}

/**
 * Replacements in the source of bundled packages that make them faster. Most defer work that a package does when it is
 * loaded and that is rarely needed.
 * @type {readonly { file: RegExp, from: RegExp, to: string }[]}
 */
const patches = [
  {
    // Class fields are compiled to calls of a helper that first looks up each field, which takes a tenth of the parse
    // time. The classes have no accessors, so a plain assignment does the same.
    file: /markdown-it[\\/]dist[\\/]markdown-it\.mjs$/,
    from: /function _defineProperty\(e, r, t\) \{[\s\S]*?\n\}/,
    to: 'function _defineProperty(e, r, t) { e[r] = t; }',
  },
  {
    // Decodes the table of entity names on first use, because few documents contain an entity.
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
    // Only used to create names of pipes.
    file: /vscode-jsonrpc[\\/]lib[\\/]node[\\/]main\.js$/,
    from: /const crypto_1 = require\("crypto"\);/,
    to: 'const crypto_1 = { randomBytes: (size) => require("crypto").randomBytes(size) };',
  },
  {
    // Only used to find other packages, which this extension does not do.
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
        if (!from.test(source)) throw new Error(`${path} has changed. Update its patch in esbuild.mjs.`);
        return { contents: source.replace(from, to), loader: 'js' };
      });
    }
  },
};

/**
 * Keeps the metafile of a bundle, so that a test can read all imports.
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
 * Writes the licenses of all bundled packages to `dist/licenses.txt`, since minifying drops their notices.
 * @param {esbuild.Metafile[]} metafiles
 */
async function writeLicenses(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const notices = [...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${(await licenseText(join(root, folder))).trim()}\n`;
  });
  await writeFile(
    join(root, 'dist', 'licenses.txt'),
    (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`),
  );
}

/** @param {string} folder */
async function licenseText(folder) {
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
