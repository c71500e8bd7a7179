import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';

const root = import.meta.dirname;
const KB = 1024;
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/**
 * Every bundle that ships. Each runs in Node and in a web worker: the two share all but their last step, and the
 * package carries it once. A bundle over its budget, in bytes, fails the build: raise a budget knowingly.
 * @type {readonly { file: string, entry: string, budget: number, external?: string[], banner?: string }[]}
 */
export const bundles = [
  { file: 'dist/client.js', entry: 'client/src/extension.ts', budget: 500 * KB, external: ['vscode'] },
  { file: 'dist/server.js', entry: 'server/src/main.ts', budget: 730 * KB, banner: '#!/usr/bin/env node' },
];

/** Fills `dist/`, writes each bundle's metafile to `.cache/meta/`, and prints what each bundle weighs. */
export async function build() {
  const results = await Promise.all(bundles.map((bundle) => esbuild.build(optionsOf(bundle))));
  await writeLicences(results.map((result) => result.metafile));
  const rows = bundles.map(({ file, budget }, index) => {
    const size = results[index]?.metafile.outputs[file]?.bytes ?? 0;
    return { file, size, budget, over: size > budget };
  });
  for (const { file, size, budget, over } of rows) {
    const weight = `${kilobytes(size)} of ${kilobytes(budget)} KB`;
    console.log(`${file.padEnd(20)}${weight}${over ? '  OVER BUDGET' : ''}`);
  }
  const heavy = rows.filter((row) => row.over).map((row) => row.file);
  if (heavy.length > 0) throw new Error(`Over budget: ${heavy.join(', ')}. Budgets are in esbuild.mjs.`);
}

async function watch() {
  const contexts = await Promise.all(
    bundles.map((bundle) => esbuild.context({ ...optionsOf(bundle), logLevel: 'info' })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
}

/**
 * @param {(typeof bundles)[number]} bundle
 * @returns {esbuild.BuildOptions & { metafile: true }}
 */
function optionsOf({ file, entry, external = [], banner }) {
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: true,
    define: { VERSION: JSON.stringify(version) },
    sourcemap: process.argv.includes('--watch') ? 'linked' : false,
    format: 'cjs',
    target: 'es2022',
    platform: 'browser',
    // The packages' entries for both hosts are taken in. What only Node has is asked for where Node alone comes by.
    conditions: ['browser', 'node'],
    external: [...external, 'node:*', ...builtinModules],
    // Some packages' `main` is a UMD file that hides its imports from a bundler; their `module` is not.
    mainFields: ['module', 'main'],
    // Under Node's condition this one would come in the form that asks for Node's modules at once.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    ...(banner && { banner: { js: banner } }),
    legalComments: 'none',
    metafile: true,
    plugins: [metafile],
  };
}

/**
 * Keeps what esbuild saw, so that a test can read every import edge.
 * @type {esbuild.Plugin}
 */
const metafile = {
  name: 'metafile',
  setup({ initialOptions, onEnd }) {
    onEnd(async (result) => {
      const folder = join(root, '.cache', 'meta');
      await mkdir(folder, { recursive: true });
      const name = basename(initialOptions.outfile ?? '', '.js');
      await writeFile(join(folder, `${name}.json`), JSON.stringify(result.metafile));
    });
  },
};

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
