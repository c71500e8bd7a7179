import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readFailure } from '../files/read.ts';
import { UsageError } from '../io.ts';

/** Why a tool failed, in a sentence for the client. */
export class ToolError extends Error {}

/** The served folder. Nothing outside it is read or written. */
export interface Root {
  /** Absolute, with symbolic links resolved. */
  readonly path: string;
  /** The resolved absolute path of an existing file or folder. Throws a ToolError if it is outside the folder. */
  locate(given: string): Promise<string>;
  /** Like `locate`, for a path that does not have to exist. */
  locateNew(given: string): Promise<string>;
}

/** Throws a UsageError if `folder` is not a folder. */
export async function openRoot(folder: string): Promise<Root> {
  const path = await realpath(folder).catch((error: unknown) => {
    throw new UsageError(`The folder “${folder}” ${readFailure(error)} Correct --root.`);
  });
  if (!(await stat(path)).isDirectory()) throw new UsageError(`“${folder}” is not a folder. Correct --root.`);
  const named = (given: string): string => {
    const absolute = resolve(path, given);
    // Checked before the file system is accessed, so that the error does not reveal whether the path exists.
    if (![path, folder].some((each) => isWithin(each, absolute)))
      throw new ToolError(`“${given}” is outside the served folder. Give a path inside it.`);
    return absolute;
  };
  const inside = (given: string, real: string): string => {
    if (isWithin(path, real)) return real;
    throw new ToolError(`“${given}” is a link that leads outside the served folder.`);
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
  throw new ToolError(`“${given}” ${isThere ? readFailure(error) : 'does not exist.'}`);
}

/** Resolves the links in the part of a path that exists. */
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
