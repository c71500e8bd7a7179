/** Decodes a URI's percent-encoding, in which clients differ. Returns the URI unchanged if the encoding is invalid. */
export function decodeUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The URI of a file's folder, without the trailing slash; empty if the URI has no slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/**
 * Whether a URI is a folder or something inside it, judged by the URI alone: links on disk are not resolved. File
 * systems differ in how they read `%2e%2e`, backslashes, and empty segments, so the URI must be inside under every
 * reading.
 */
export function isWithin(folder: string, uri: string): boolean {
  // Some programs drop control characters, and some do not.
  if (/\p{Cc}/u.test(uri)) return false;
  return [true, false].every((countEmpty) => {
    const root = withoutSteps(folder, countEmpty).replace(/\/$/, '');
    const path = withoutSteps(uri, countEmpty);
    return path === root || path.startsWith(`${root}/`);
  });
}

/**
 * The path with `.` and `..` resolved. Handles encoded dots and separators even if the rest cannot be decoded, and
 * drops the query.
 */
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
 * Resolves the destination of a link in the document `base`: a relative path against the document's folder, a URI as it
 * is. `undefined` for a path that starts with a slash, because only the author knows its root, and for a relative path
 * if `base` has no folder.
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
 * The relative destination of a link in the document `from` that leads to `to`. Characters that would end a Markdown
 * link destination are percent-encoded. `undefined` if the two URIs have different roots.
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
  // Without `./`, a first segment with a colon would be read as a scheme.
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
