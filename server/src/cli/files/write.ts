import { randomUUID } from 'node:crypto';
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { holdSignals } from './signals.ts';

/**
 * Writes a file at once or not at all: readers see the old bytes or the new ones. A link stays, and what it leads to
 * is written; permissions stay. With `expected`, nothing is written unless the file still holds those bytes; says
 * whether it was written. Throws what the file system throws.
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

/** What kept a file from being written, in a sentence that says what to do; `shown` is what the file is called. */
export function unwritten(shown: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return `${shown} cannot be written: ${WHY_UNWRITTEN[code ?? ''] ?? `${message}.`}`;
}

const WHY_UNWRITTEN: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there. Make it first.',
  ENOTDIR: 'there is a file in the place of a folder in its path. Choose another path.',
  EISDIR: 'it is a folder. Choose another name.',
  EACCES: 'its folder may not be written to. Change its permissions, or choose another.',
  EPERM: 'its folder may not be written to. Change its permissions, or choose another.',
  EROFS: 'its disk may only be read. Choose another place.',
  ENOSPC: 'the disk is full. Make room.',
};
