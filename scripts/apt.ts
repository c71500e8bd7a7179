import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Whether packages can be installed: the user is root, and the system has apt-get. */
export function canUseApt(): boolean {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** Installs Debian packages if possible. Returns whether they are installed. */
export function installWithApt(...packages: readonly string[]): boolean {
  if (!canUseApt()) return false;
  console.log(`Installing ${packages[0]} with apt-get (once)`);
  // The install may work with the package lists of an earlier update, so a failed update is not an error.
  apt('update');
  return apt('install', '-y', '--no-install-recommends', ...packages);
}

/** The path of a program that is on the PATH. */
export function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const files = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  return folders
    .flatMap((folder) => files.map((file) => join(folder, file)))
    .find((path) => existsSync(path));
}

/** Runs apt-get, one process at a time. apt itself waits for only one of its locks, so `flock` orders the calls. */
function apt(...args: readonly string[]): boolean {
  const command = ['apt-get', '-o', 'DPkg::Lock::Timeout=300', ...args];
  const lock = join(tmpdir(), 'design-docs-apt.lock');
  const [program = '', ...rest] = onPath('flock') ? ['flock', lock, ...command] : command;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync(program, rest, { env, encoding: 'utf8' });
  if (status !== 0) console.error(stderr.trim());
  return status === 0;
}
