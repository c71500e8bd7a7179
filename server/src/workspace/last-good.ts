import { decodeUri } from '../text/uri.ts';
import type { Host } from './host.ts';

/** Files of one kind, each read once until it is forgotten. */
export interface Readings<T> {
  /** `undefined` if there is no such file within `bounds`. */
  read(uri: string, bounds: readonly string[] | undefined): Promise<Kept<T> | undefined>;
  /** Whether there was something to forget. */
  forget(uri: string): boolean;
}

export interface Kept<T> {
  readonly now: T;
  /** The last that could be used, else the one of now. */
  readonly good: T;
}

/** Reads each file once until it is forgotten, and remembers the last good reading of each. */
export function lastGood<T>(
  host: Host,
  parse: (uri: string, text: string) => T,
  isGood: (reading: T) => boolean,
): Readings<T> {
  const readings = new Map<string, Promise<Kept<T> | undefined>>();
  const good = new Map<string, T>();
  const keep = (key: string, now: T | undefined): Kept<T> | undefined => {
    if (now === undefined) good.delete(key);
    else if (isGood(now)) good.set(key, now);
    return now === undefined ? undefined : { now, good: good.get(key) ?? now };
  };
  return {
    read(uri: string, bounds: readonly string[] | undefined): Promise<Kept<T> | undefined> {
      const key = decodeUri(uri);
      const known = readings.get(key);
      if (known) return known;
      const reading: Promise<Kept<T> | undefined> = host.read(uri, bounds).then((text) => {
        const now = text === undefined ? undefined : parse(uri, text);
        // Forgotten while it was read: a later reading may have been quicker, and is the one to remember.
        return readings.get(key) === reading ? keep(key, now) : now && { now, good: now };
      });
      readings.set(key, reading);
      return reading;
    },
    forget: (uri: string): boolean => readings.delete(decodeUri(uri)),
  };
}
