/**
 * What was found out about something that never changes, kept with it: by who found it out, and in the light of what.
 * Whatever is kept must follow from these alone, so that it makes no difference whether it was.
 */
export type Memory = Map<unknown, WeakMap<object, unknown>>;

/** What `find` finds, found once for each `finder` and `light`. */
export function recall<R>(memory: Memory, finder: unknown, light: object, find: () => R): R {
  let found = memory.get(finder);
  if (!found) {
    found = new WeakMap();
    memory.set(finder, found);
  }
  const known = found.get(light);
  if (known !== undefined || found.has(light)) return known as R;
  const result = find();
  found.set(light, result);
  return result;
}
