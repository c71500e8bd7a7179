/**
 * The largest set of items whose numbers rise, in the order given; of several, the one that ends first, and so on
 * back to its beginning. Patience sorting: the time grows with n log n.
 */
export function longestIncreasing<T>(items: readonly T[], numberOf: (item: T) => number): Set<T> {
  /** At `length - 1`, in order, all items in which a longest rising row of that length ends; their numbers fall. */
  const piles: { readonly at: number; readonly number: number }[][] = [];
  const previous: (number | undefined)[] = [];
  for (const [at, item] of items.entries()) {
    const number = numberOf(item);
    const length = firstIndex(piles.length, (each) => (piles[each]?.at(-1)?.number ?? 0) >= number);
    const shorter = piles[length - 1] ?? [];
    previous.push(shorter[firstIndex(shorter.length, (each) => (shorter[each]?.number ?? 0) < number)]?.at);
    const pile = piles[length];
    if (pile) pile.push({ at, number });
    else piles.push([{ at, number }]);
  }
  const kept: T[] = [];
  for (let at = piles.at(-1)?.[0]?.at; at !== undefined; at = previous[at]) kept.push(items[at] as T);
  return new Set(kept.reverse());
}

/** The first of the indices below `count` for which a condition holds, which then holds for all behind it; else `count`. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
