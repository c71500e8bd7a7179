import { decodeUri } from '../text/uri.ts';
import type { Host } from './host.ts';

/** A cache of parsed files. Each file is read once, until it is forgotten. */
export interface FileCache<T> {
  /** Resolves to `undefined` if there is no such file within `bounds`. */
  read(uri: string, bounds: readonly string[] | undefined): Promise<Versions<T> | undefined>;
  /** Makes the next `read` read the file again. Returns whether the file was in the cache. */
  forget(uri: string): boolean;
}

export interface Versions<T> {
  readonly current: T;
  /** The last usable version; the current one if none was usable. */
  readonly lastGood: T;
}

/** Creates a cache that also remembers the last usable version of each file. Forgetting a file keeps that version. */
export function createFileCache<T>(
  host: Host,
  parse: (uri: string, text: string) => T,
  isUsable: (file: T) => boolean,
): FileCache<T> {
  const reads = new Map<string, Promise<Versions<T> | undefined>>();
  const usable = new Map<string, T>();
  const remember = (key: string, current: T | undefined): Versions<T> | undefined => {
    if (current === undefined) usable.delete(key);
    else if (isUsable(current)) usable.set(key, current);
    return current === undefined ? undefined : { current, lastGood: usable.get(key) ?? current };
  };
  return {
    read(uri: string, bounds: readonly string[] | undefined): Promise<Versions<T> | undefined> {
      const key = decodeUri(uri);
      const known = reads.get(key);
      if (known) return known;
      const read: Promise<Versions<T> | undefined> = host.read(uri, bounds).then((text) => {
        const current = text === undefined ? undefined : parse(uri, text);
        // If the file was forgotten during the read, a later read may have finished first, and its version must stay.
        return reads.get(key) === read ? remember(key, current) : current && { current, lastGood: current };
      });
      reads.set(key, read);
      return read;
    },
    forget: (uri: string): boolean => reads.delete(decodeUri(uri)),
  };
}
