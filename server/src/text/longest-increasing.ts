/**
 * The longest subsequence of items whose numbers strictly increase, in the given order. If several have the same
 * length, the one whose last item comes first wins; ties are broken by the item before it, and so on. Uses patience
 * sorting, which takes O(n log n) time.
 */
export function longestIncreasing<T>(items: readonly T[], numberOf: (item: T) => number): Set<T> {
  /**
   * Index n holds, in order, the items at which the longest increasing subsequence has n + 1 items. Their numbers
   * decrease.
   */
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

/**
 * The first index below `count` for which `holds` is true; `count` if there is none. Once true, `holds` must be true
 * for all higher indexes.
 */
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
