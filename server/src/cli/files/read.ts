import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import type { Problem } from '../schema.ts';

/**
 * A file's text and bytes, or the reason why it cannot be read. `failure` is the rest of a sentence that begins with
 * the path.
 */
export type Reading =
  | { readonly text: string; readonly bytes: Buffer; readonly failure?: never }
  | { readonly text?: never; readonly failure: string; readonly isMissing?: boolean };

const MB = 1024 * 1024;
const LARGEST = 16 * MB;

/**
 * Reads a file as UTF-8. A byte order mark stays in the text. Never throws. Synchronous, because nothing else runs on
 * the thread, and promises would take longer than reading most files.
 */
export function readMarkdown(path: string): Reading {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { failure: 'is a folder.' };
    if (!stats.isFile()) return { failure: 'is not a regular file. Exclude it.' };
    if (stats.size > LARGEST)
      return { failure: `is larger than ${LARGEST / MB} MB, so it was not read. Split it.` };
    return decode(readFileSync(path));
  } catch (error) {
    return { failure: readFailure(error), isMissing: isMissing(error) };
  }
}

/** Decodes the bytes of a file as UTF-8. Never throws. */
export function decode(bytes: Buffer): Reading {
  if (
    bytes.length > 1 &&
    ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
  )
    return { failure: 'is encoded as UTF-16. Save it as UTF-8.' };
  if (bytes.includes(0))
    return { failure: 'is a binary file: it contains a NUL byte. Exclude it, or fix it.' };
  if (!isUtf8(bytes))
    return { failure: `is not valid UTF-8 on line ${invalidLine(bytes)}. Save it as UTF-8.` };
  return { text: bytes.toString('utf8'), bytes };
}

/** The 1-based number of the first line that is not valid UTF-8. */
function invalidLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const stop = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(start, stop))) break;
    start = stop;
  }
  return line;
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** The problem for a file that cannot be read. */
export function readProblem(path: string, error: unknown): Problem {
  return { path, message: `${path} ${readFailure(error)}` };
}

/** Why a file cannot be read, as the rest of a sentence that begins with its path. */
export function readFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = {
    ENOENT: 'does not exist.',
    EACCES: 'cannot be read: permission denied. Change its permissions, or exclude it.',
    EPERM: 'cannot be read: permission denied. Change its permissions, or exclude it.',
    ELOOP: 'is a link in a loop of links.',
    EISDIR: 'is a folder.',
    ENOTDIR: 'cannot be read: part of its path is a file, not a folder.',
  };
  return known[code ?? ''] ?? `cannot be read: ${message}.`;
}
