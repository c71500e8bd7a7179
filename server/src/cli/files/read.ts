import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import type { Problem } from '../schema.ts';

/** A file's text and the bytes that it was read from, or in a sentence why it has none. */
export type Reading =
  | { readonly text: string; readonly bytes: Buffer; readonly failure?: never }
  | { readonly text?: never; readonly failure: string; readonly isMissing?: boolean };

const MB = 1024 * 1024;
const LARGEST = 16 * MB;

/**
 * Reads a file as UTF-8, a byte order mark included in the text. Never throws. It waits for the disk, since nothing else
 * runs on its thread, and a promise for each step takes longer than most files.
 */
export function readMarkdown(path: string): Reading {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { failure: 'is a folder.' };
    if (!stats.isFile()) return { failure: 'is no file: a pipe, a socket or a device. Leave it out.' };
    if (stats.size > LARGEST)
      return { failure: `is larger than ${LARGEST / MB} MB, so it is not read. Split it.` };
    return decode(readFileSync(path));
  } catch (error) {
    return { failure: failureOf(error), isMissing: isMissing(error) };
  }
}

export function decode(bytes: Buffer): Reading {
  if (
    bytes.length > 1 &&
    ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
  )
    return { failure: 'is UTF-16. Save it as UTF-8.' };
  if (bytes.includes(0))
    return { failure: 'is a binary file: it holds a NUL byte. Leave it out, or mend it.' };
  if (!isUtf8(bytes))
    return { failure: `is not valid UTF-8 in line ${invalidLine(bytes)}. Save it as UTF-8.` };
  return { text: bytes.toString('utf8'), bytes };
}

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

/** The problem of a file that could not be read. */
export function unread(path: string, error: unknown): Problem {
  return { path, message: `${path} ${failureOf(error)}` };
}

/** What went wrong with a file, in a sentence that goes on behind its name. */
export function failureOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = {
    ENOENT: 'is not there.',
    EACCES: 'may not be read. Change its permissions, or leave it out.',
    EPERM: 'may not be read. Change its permissions, or leave it out.',
    ELOOP: 'is a link that leads in a circle.',
    EISDIR: 'is a folder.',
    ENOTDIR: 'has a file in the place of a folder in its path.',
  };
  return known[code ?? ''] ?? `cannot be read: ${message}.`;
}
