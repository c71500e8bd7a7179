/** The middle value, or the mean of the two middle values; `undefined` if there are no values. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] as number) + upper) / 2;
}

/** The smallest value that is not below at least `part` (0 to 1) of all values; `undefined` if there are no values. */
export function percentile(values: readonly number[], part: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** Two decimal places; the measurements are no more precise. */
export function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 100) / 100;
}

/**
 * Merges the equal rows of several rounds into one, nested objects included: numbers become the median of the rounds, other
 * values are those of the first round. Throws if there is no round.
 */
export function mergeRounds<T extends object>(rounds: readonly T[]): T {
  const [first] = rounds;
  if (!first) throw new Error('There are no rounds to merge.');
  const merged = Object.entries(first).map(([key, value]) => {
    const values = rounds.map((round) => (round as Readonly<Record<string, unknown>>)[key]);
    if (typeof value === 'number')
      return [key, rounded(median(values.filter((each) => typeof each === 'number')))];
    const isNested = typeof value === 'object' && value !== null;
    return [key, isNested ? mergeRounds(values as object[]) : value];
  });
  return Object.fromEntries(merged) as T;
}
