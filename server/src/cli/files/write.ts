import { randomUUID } from 'node:crypto';
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { holdSignals } from './signals.ts';

/**
 * Writes a file atomically: readers see the old bytes or the new ones. Keeps the file's permissions. A link is kept,
 * and its target is written. With `expected`, the file is written only if it still has those bytes. Resolves to whether
 * the file was written. Rejects with the error of the file system.
 */
export async function writeAtomically(path: string, text: string, expected?: Buffer): Promise<boolean> {
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  const release = holdSignals();
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    const mode = await stat(target).then(
      (old) => old.mode,
      () => undefined,
    );
    if (mode !== undefined) await chmod(temporary, mode);
    if (expected && !expected.equals(await readFile(target))) return false;
    await rename(temporary, target);
    return true;
  } finally {
    await rm(temporary, { force: true }).finally(release);
  }
}

/** The message for a file that cannot be written, with advice. `shown` is the name of the file in the message. */
export function writeFailure(shown: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return `${shown} cannot be written: ${REASONS[code ?? ''] ?? `${message}.`}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist. Create it first.',
  ENOTDIR: 'part of its path is a file, not a folder. Choose another path.',
  EISDIR: 'it is a folder. Choose another name.',
  EACCES: 'permission denied. Change the permissions of its folder, or choose another folder.',
  EPERM: 'permission denied. Change the permissions of its folder, or choose another folder.',
  EROFS: 'the file system is read-only. Choose another location.',
  ENOSPC: 'the disk is full. Free some space.',
};
