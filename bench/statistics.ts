/** The middle of the values, or the mean of the two in the middle; `undefined` of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] as number) + upper) / 2;
}

/** The smallest value that at least `part` (from 0 to 1) of all values do not exceed; `undefined` of none. */
export function percentile(values: readonly number[], part: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** With two decimals: nothing here is known better than that. */
export function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 100) / 100;
}

/**
 * One row for what several rounds measured alike: each number is the median of the rounds', whatever else there is, is the
 * first's. Throws if there was no round.
 */
export function mergeRounds<T extends object>(rounds: readonly T[]): T {
  const [first] = rounds;
  if (!first) throw new Error('There was no round.');
  const merged = Object.entries(first).map(([key, value]) => {
    const values = rounds.map((round) => (round as Readonly<Record<string, unknown>>)[key]);
    if (typeof value === 'number')
      return [key, rounded(median(values.filter((each) => typeof each === 'number')))];
    const isNested = typeof value === 'object' && value !== null;
    return [key, isNested ? mergeRounds(values as object[]) : value];
  });
  return Object.fromEntries(merged) as T;
}
