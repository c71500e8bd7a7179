import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Whether packages can be installed here: as root, on Debian and its kin. */
export function canUseApt(): boolean {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** Installs Debian's packages where that is possible. Whether they are there now. */
export function installWithApt(...packages: readonly string[]): boolean {
  if (!canUseApt()) return false;
  console.log(`Installing ${packages[0]} with apt-get (once)`);
  // Where an update fails, the lists of the one before may do.
  apt('update');
  return apt('install', '-y', '--no-install-recommends', ...packages);
}

/** The path of a program on the PATH. */
export function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const files = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  return folders
    .flatMap((folder) => files.map((file) => join(folder, file)))
    .find((path) => existsSync(path));
}

/** Waits for its turn: apt does so at one of its locks only, and `flock` where several of us are at it. */
function apt(...args: readonly string[]): boolean {
  const command = ['apt-get', '-o', 'DPkg::Lock::Timeout=300', ...args];
  const ours = join(tmpdir(), 'design-docs-apt.lock');
  const [program = '', ...rest] = onPath('flock') ? ['flock', ours, ...command] : command;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync(program, rest, { env, encoding: 'utf8' });
  if (status !== 0) console.error(stderr.trim());
  return status === 0;
}
