import { groupBy } from '../../server/src/text/group-by.ts';

/** Divides a list by name, in the order of the names. */
export function grouped<T>(list: readonly T[], nameOf: (each: T) => string): [name: string, of: T[]][] {
  return [...groupBy(list, nameOf)].sort(([a], [b]) => (a < b ? -1 : 1));
}
