import type { Problem } from '../schema.ts';
import { writeAtomically, writeFailure } from './write.ts';

/**
 * Replaces the text of a file if it still has the bytes that were read. Otherwise, or if writing fails, the file stays
 * as it is, and the problem says why.
 */
export async function rewrite(
  path: string,
  shown: string,
  text: string,
  read: Buffer,
): Promise<Problem | undefined> {
  try {
    if (await writeAtomically(path, text, read)) return undefined;
    return {
      path: shown,
      message: `${shown} was changed by another program, so it was not written. Run the command again.`,
    };
  } catch (error) {
    return { path: shown, message: writeFailure(shown, error) };
  }
}
