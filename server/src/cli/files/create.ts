import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../io.ts';
import { holdSignals } from './signals.ts';
import { writeFailure } from './write.ts';

/**
 * Creates a file at an absolute path, and its folders. The file is created completely or not at all. Resolves to
 * `false` if the path already exists, even as a broken link; nothing is changed then. Rejects with a UsageError, which
 * calls the file `shown`, if the file cannot be created.
 */
export async function createFile(path: string, text: string, shown: string): Promise<boolean> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const release = holdSignals();
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, text, { flag: 'wx' });
    // Only a hard link to a finished file creates a complete file without replacing an existing one.
    await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // Some file systems do not support hard links.
      return copyFile(temporary, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await exists(path))) return false;
    throw new UsageError(writeFailure(shown, error));
  } finally {
    await rm(temporary, { force: true })
      .catch(() => {})
      .finally(release);
  }
}

/** Whether a path exists, even as a broken link. */
export function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
