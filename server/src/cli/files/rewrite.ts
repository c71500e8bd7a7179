import type { Problem } from '../schema.ts';
import { unwritten, writeAtomically } from './write.ts';

/** Gives a file another text, if it still holds the bytes that were read; else it stays, and the problem says why. */
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
      message: `${shown} was changed by somebody else meanwhile, so it is left as it is. Run it again.`,
    };
  } catch (error) {
    return { path: shown, message: unwritten(shown, error) };
  }
}
