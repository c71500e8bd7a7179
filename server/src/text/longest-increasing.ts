/** The largest set of items whose numbers rise, in the order given; of several, one that ends first. */
export function longestIncreasing<T>(items: readonly T[], numberOf: (item: T) => number): Set<T> {
  const best: { length: number; previous: number }[] = [];
  for (const [at, item] of items.entries()) {
    const entry = { length: 1, previous: -1 };
    for (let before = 0; before < at; before++) {
      const length = (best[before]?.length ?? 0) + 1;
      if (numberOf(items[before] as T) < numberOf(item) && length > entry.length) {
        entry.length = length;
        entry.previous = before;
      }
    }
    best.push(entry);
  }
  const kept = new Set<T>();
  let at = best.reduce((top, entry, index) => (entry.length > (best[top]?.length ?? 0) ? index : top), 0);
  for (; at >= 0 && at < items.length; at = best[at]?.previous ?? -1) kept.add(items[at] as T);
  return kept;
}
