/** Divides a list by name, in the order of the names. */
export function grouped<T>(list: readonly T[], nameOf: (each: T) => string): [name: string, of: T[]][] {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const name = nameOf(each);
    const group = groups.get(name);
    if (group) group.push(each);
    else groups.set(name, [each]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
