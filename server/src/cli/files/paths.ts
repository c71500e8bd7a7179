import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The path for output: relative to `cwd` if it is inside, otherwise unchanged. Separated by `/` on every system. */
export function shownPath(cwd: string, path: string): string {
  const inside = relative(cwd, path);
  const shown = inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
  return sep === '/' ? shown : shown.replaceAll(sep, '/');
}

/** The `file:` URI of a path, without a trailing slash. */
export function uriOf(cwd: string, path: string): string {
  return pathToFileURL(resolve(cwd, path)).href.replace(/\/$/, '');
}
