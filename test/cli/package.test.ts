import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { diskFolder, VERSION } from '../support/cli.ts';

const root = join(import.meta.dirname, '../..');
const FILES =
  /^(?:package\.json|README\.md|LICENSE|dist\/(?:cli\.js|licenses\.txt|cli\/[\w.-]+\.mjs)|schema\/[\w.-]+\.schema\.json)$/;

test('the npm package contains only the command line, and runs after it is installed', (t) => {
  const folder = diskFolder(t, { 'docs/pay.md': readFileSync(join(root, 'test/fixtures/written.md')) });
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder.path];
  const [packed] = JSON.parse(run(root, 'npm', ...pack));
  const paths: string[] = packed.files.map(({ path }: { path: string }) => path);
  assert.deepEqual(
    paths.filter((path) => !FILES.test(path)),
    [],
  );
  const built = readdirSync(join(root, 'dist/cli')).map((name) => `dist/cli/${name}`);
  for (const path of ['dist/cli.js', ...built]) assert.ok(paths.includes(path), path);
  folder.write('package.json', '{ "private": true }\n');
  const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run(folder.path, 'npm', 'install', ...flags, `./${packed.filename}`);
  assert.deepEqual(
    readdirSync(join(folder.path, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['design-docs'],
  );
  assert.equal(run(folder.path, 'npx', '--no-install', 'design-docs', '--version'), `${VERSION}\n`);
  assert.equal(
    run(folder.path, 'npx', '--no-install', 'design-docs', 'check', 'docs'),
    '1 design document: no findings.\n',
  );
});

test('the npm build prints nothing on standard output, from which pre-commit reads the package name', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.equal(scripts.prepare, 'node esbuild.mjs');
  assert.equal(run(root, 'npm', 'config', 'get', 'foreground-scripts'), 'false\n');
});

/** Runs a program and returns its output. It uses the machine’s own Node.js if the tests run on a different one. */
function run(cwd: string, name: string, ...args: readonly string[]): string {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((path) => path !== dirname(process.execPath));
  const env = { ...process.env, PATH: [...folders, dirname(process.execPath)].join(delimiter) };
  const { status, stdout, stderr } = spawnSync(name, args, {
    cwd,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  assert.equal(status, 0, stderr);
  return stdout;
}
