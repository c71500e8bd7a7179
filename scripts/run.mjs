// Runs a task: `node scripts/run.mjs <task>`. Only this file must run on older versions of Node and without installed
// packages. It installs what is missing and runs the script of the task with Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @type {Record<string, string[]>} */
const tasks = {
  start: ['scripts/start.ts'],
  test: ['scripts/test.ts'],
  check: ['scripts/test.ts', '--quick'],
  build: ['esbuild.mjs'],
  watch: ['esbuild.mjs', '--watch'],
  package: ['scripts/package.ts'],
  generate: ['scripts/generate.ts'],
  pictures: ['scripts/pictures.ts'],
  bench: ['bench/bench.ts'],
  corpus: ['scripts/corpus.ts'],
  'corpus:fetch': ['scripts/corpus/fetch-family.ts'],
  hunt: ['scripts/hunt.ts'],
  'new-rule': ['scripts/new-rule.ts'],
  reuse: ['scripts/reuse.ts'],
  soak: ['scripts/soak.ts'],
};

const root = fileURLToPath(new URL('..', import.meta.url));
const [name = '', ...options] = process.argv.slice(2);
const task = tasks[name];
if (!task) fail(`Unknown task “${name}”. The tasks are: ${Object.keys(tasks).join(', ')}.`);

install(root);
const node = node24();
const child = spawn(node, [...task, ...options], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: dirname(node) + delimiter + process.env['PATH'] },
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));

/** The path of Node 24 or later: the running one, or the one that the project pins. */
function node24() {
  if (major(process.execPath) >= 24) return process.execPath;
  const folder = join(root, 'scripts', 'node');
  install(folder);
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const packages = join(folder, 'node_modules');
  const found = existsSync(packages)
    ? readdirSync(packages).map((name) => join(packages, name, 'bin', file))
    : [];
  const node = found.find((path) => existsSync(path) && major(path) >= 24);
  return (
    node ?? fail(`npm has no Node 24 for ${process.platform}-${process.arch}. Install Node 24 or later.`)
  );
}

/** @param {string} node */
function major(node) {
  return Number.parseInt(spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout, 10);
}

/**
 * Runs `npm ci` if the lockfile is newer than the installed packages. npm writes `.package-lock.json` at the end of an
 * installation, so its modification time is the time of the installation.
 * @param {string} folder
 */
function install(folder) {
  const stamp = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(stamp) && modified(stamp) >= modified(join(folder, 'package-lock.json'))) return;
  console.log(`Installing the packages in ${relative(root, join(folder, 'package-lock.json'))}`);
  const windows = process.platform === 'win32';
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', flags, { cwd: folder, stdio: 'inherit', shell: windows });
  if (status !== 0) fail(`npm ci failed in ${folder}.`);
}

/** @param {string} path */
function modified(path) {
  return statSync(path).mtimeMs;
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
