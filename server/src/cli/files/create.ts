import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../io.ts';
import { holdSignals } from './signals.ts';
import { unwritten } from './write.ts';

/**
 * Makes a file at an absolute path, at once or not at all, and the folders that it lies in. What is there already stays,
 * a link that leads nowhere too; says whether the file was made. Throws a UsageError, in which the file is called
 * `shown`, if it cannot be.
 */
export async function createFile(path: string, text: string, shown: string): Promise<boolean> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const release = holdSignals();
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, text, { flag: 'wx' });
    // A second name for a finished file is the one way to make a file that is whole and replaces nothing.
    await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // Some file systems know no second names.
      return copyFile(temporary, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await isThere(path))) return false;
    throw new UsageError(unwritten(shown, error));
  } finally {
    await rm(temporary, { force: true })
      .catch(() => {})
      .finally(release);
  }
}

/** Whether there is anything of that name, a link that leads nowhere too. */
export function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
