import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readFailure } from '../files/read.ts';
import { UsageError } from '../io.ts';

/** What a tool cannot do, in a sentence for whoever called it. */
export class ToolError extends Error {}

/** The folder outside of which nothing is read or written. */
export interface Root {
  /** Absolute, without links. */
  readonly path: string;
  /** The absolute path, without links, of a file or folder that is there. Throws a ToolError for what is outside. */
  locate(given: string): Promise<string>;
  /** The same for what need not be there. */
  locateNew(given: string): Promise<string>;
}

/** Throws a UsageError for what is no folder. */
export async function openRoot(folder: string): Promise<Root> {
  const path = await realpath(folder).catch((error: unknown) => {
    throw new UsageError(`The folder “${folder}” ${readFailure(error)} Correct --root.`);
  });
  if (!(await stat(path)).isDirectory()) throw new UsageError(`“${folder}” is no folder. Correct --root.`);
  const named = (given: string): string => {
    const absolute = resolve(path, given);
    // Told before anything is looked at, so that nobody learns what is there.
    if (![path, folder].some((each) => isWithin(each, absolute)))
      throw new ToolError(`“${given}” is outside of the folder that is served. Name a path in it.`);
    return absolute;
  };
  const inside = (given: string, real: string): string => {
    if (isWithin(path, real)) return real;
    throw new ToolError(`“${given}” is a link that leads out of the folder that is served.`);
  };
  return {
    path,
    async locate(given) {
      return inside(given, await realpath(named(given)).catch((error) => refuse(given, error)));
    },
    async locateNew(given) {
      return inside(given, await realpathOfNew(named(given)).catch((error) => refuse(given, error)));
    },
  };
}

function refuse(given: string, error: unknown): never {
  const isThere = (error as NodeJS.ErrnoException).code !== 'ENOENT';
  throw new ToolError(`“${given}” ${isThere ? readFailure(error) : 'is not there.'}`);
}

/** Of a path that leads on from the last folder that is there. */
async function realpathOfNew(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const folder = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || folder === path) throw error;
    return join(await realpathOfNew(folder), relative(folder, path));
  }
}

function isWithin(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
