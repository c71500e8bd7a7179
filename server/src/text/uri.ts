/** A URI without its percent-encoding, in which clients differ; as it is where that encoding is broken. */
export function decodeUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
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
