import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A path as it is shown and stored: relative to `cwd` where it lies below it, with `/` on every system. */
export function shownPath(cwd: string, path: string): string {
  const inside = relative(cwd, path);
  const shown = inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
  return sep === '/' ? shown : shown.replaceAll(sep, '/');
}

/** The `file:` URI of a path, without a last slash. */
export function uriOf(cwd: string, path: string): string {
  return pathToFileURL(resolve(cwd, path)).href.replace(/\/$/, '');
}
