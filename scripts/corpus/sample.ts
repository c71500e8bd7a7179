import type { FamilyFinding } from './families.ts';
import { grouped } from './grouped.ts';

/** A finding of a sample, and how many findings it stands for. */
export interface Sampled {
  readonly finding: FamilyFinding;
  readonly weight: number;
}

/**
 * Chooses findings by chance, the same for the same seed. Each rule with findings is represented, in a large sample by
 * up to `MINIMUM` of them; the rest is shared out in proportion to the number of findings.
 */
export function sample(findings: readonly FamilyFinding[], size: number, seed: number): Sampled[] {
  const strata = grouped(findings, ({ rule }) => rule);
  const sizes = shares(
    strata.map(([, of]) => of.length),
    size,
  );
  const random = generator(seed);
  return strata.flatMap(([, of], index) => {
    const chosen = shuffled(of, random).slice(0, sizes[index]);
    return chosen.map((finding) => ({ finding, weight: of.length / chosen.length }));
  });
}

const MINIMUM = 4;

/** How many of each stratum are chosen. Takes one more at a time, from the stratum that is represented least. */
function shares(counts: readonly number[], size: number): number[] {
  if (size <= 0) return counts.map(() => 0);
  const least = Math.min(MINIMUM, Math.max(1, Math.floor(size / counts.length / 2)));
  const chosen = counts.map((count) => Math.min(count, least));
  const total = counts.reduce((sum, count) => sum + count, 0);
  for (let left = Math.min(size, total) - chosen.reduce((sum, count) => sum + count, 0); left > 0; left--) {
    const lacks = counts.map((count, at) =>
      count > (chosen[at] ?? 0) ? count / ((chosen[at] ?? 0) + 1) : 0,
    );
    const most = lacks.indexOf(Math.max(...lacks));
    chosen[most] = (chosen[most] ?? 0) + 1;
  }
  return chosen;
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Random numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
