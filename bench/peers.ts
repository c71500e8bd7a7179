import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Installs the servers that ours is compared with, unless they are installed. Throws if npm fails. */
export function installPeers(): void {
  const folder = join(import.meta.dirname, 'peers');
  const modified = (name: string): number => statSync(join(folder, name)).mtimeMs;
  const stamp = 'node_modules/.package-lock.json';
  if (existsSync(join(folder, stamp)) && modified(stamp) >= modified('package-lock.json')) return;
  console.error('Installing the servers to compare with (once)');
  // `npm ci` would fail if the lockfile has no binary for this machine.
  const flags = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const shell = process.platform === 'win32';
  const { status } = spawnSync('npm', flags, { cwd: folder, stdio: 'inherit', shell });
  if (status !== 0) throw new Error(`npm install failed in ${folder}.`);
}
