/**
 * What was found out about something that never changes, kept with it: by who found it out, and in the light of what.
 * Whatever is kept must follow from these alone, so that it makes no difference whether it was.
 */
export type Memory = Map<unknown, Found[]>;

interface Found {
  readonly light: object;
  readonly result: unknown;
}

/** What `find` finds, found once for each `finder` and `light`. */
export function recall<R>(memory: Memory, finder: unknown, light: object, find: () => R): R {
  let all = memory.get(finder);
  if (all) {
    for (const found of all) if (found.light === light) return found.result as R;
    // A template that was edited leaves behind what was found in its light.
    if (all.length >= MOST) all.shift();
  } else {
    all = [];
    memory.set(finder, all);
  }
  const result = find();
  all.push({ light, result });
  return result;
}

const MOST = 16;
