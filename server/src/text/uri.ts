/** A URI without its percent-encoding, in which clients differ; as it is where that encoding is broken. */
export function decodeUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The URI of the folder that a file lies in, without a last slash; empty where there is none. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/**
 * Whether a URI is that of a folder or of something in it, by its words alone. Steps out of it count however they are
 * written, as `..`, as `%2e%2e` or behind a backslash, and whether empty segments count as steps or not: readers of files
 * differ in all that, so it is within only if it is so for all of them.
 */
export function isWithin(folder: string, uri: string): boolean {
  // Some readers leave these characters out, and some do not.
  if (/\p{Cc}/u.test(uri)) return false;
  return [true, false].every((countEmpty) => {
    const root = withoutSteps(folder, countEmpty).replace(/\/$/, '');
    const path = withoutSteps(uri, countEmpty);
    return path === root || path.startsWith(`${root}/`);
  });
}

/** Where the rest cannot be decoded, readers of files decode what they can; and what follows a `?` is no path to them. */
function withoutSteps(uri: string, countEmpty: boolean): string {
  const decoded = decodeUri(uri.trim().replace(/[?#].*$/s, ''));
  const kept: string[] = [];
  for (const segment of decoded.replace(/%2e/gi, '.').split(/[/\\]|%2f|%5c/i)) {
    if (segment === '..') kept.pop();
    else if (segment !== '.' && (countEmpty || segment !== '')) kept.push(segment);
  }
  return kept.join('/');
}

/**
 * Where a link's destination leads from the document `base`: another document beside it, or a URI as it is. What
 * begins with a slash depends on a root that only the author knows, and what has no folder has no neighbours.
 */
export function resolveUri(base: string, path: string): string | undefined {
  if (path === '') return base;
  if (/^[a-z][a-z\d+.-]*:/i.test(path)) return path;
  const [, root, folders] = /^([^:/]+:(?:\/\/[^/]*)?)((?:\/[^/]*)*)\/[^/]*$/.exec(base) ?? [];
  if (root === undefined || folders === undefined || path.startsWith('/')) return undefined;
  const segments = folders.split('/').slice(1);
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return `${root}/${segments.join('/')}`;
}

/**
 * The destination by which a link in the document `from` leads to `to`, with what would end it percent-encoded;
 * `undefined` if the two do not lie under one root.
 */
export function relativeUri(from: string, to: string): string | undefined {
  const [own, other] = [from, to].map((uri) => /^([^:/]+:(?:\/\/[^/]*)?)\/([^?#]*)$/.exec(uri));
  if (!own || !other || own[1] !== other[1]) return undefined;
  const folders = decodeSegments(own[2]).slice(0, -1);
  const path = decodeSegments(other[2]);
  let shared = 0;
  while (shared < folders.length && shared < path.length - 1 && folders[shared] === path[shared]) shared++;
  const steps = [...folders.slice(shared).map(() => '..'), ...path.slice(shared)];
  const relative = steps.map(encodeSegment).join('/');
  // What looks like a scheme would be one.
  return /^[^/]*:/.test(relative) ? `./${relative}` : relative;
}

function decodeSegments(path: string | undefined): string[] {
  return (path ?? '').split('/').map(decodeUri);
}

function encodeSegment(segment: string): string {
  return segment
    .replace(/[\s<>%#?"\\/&]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}
