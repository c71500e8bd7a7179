import { fold } from './fold.ts';

/**
 * The share of words that two texts have in common, in any order: the Sørensen–Dice coefficient, from 0 to 1. 0 for two
 * texts without words.
 */
export function similarity(a: string, b: string): number {
  const [words, others] = [wordsOf(a), wordsOf(b)];
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of words) {
    const times = left.get(word) ?? 0;
    if (times > 0) common++;
    left.set(word, times - 1);
  }
  return words.length + others.length === 0 ? 0 : (2 * common) / (words.length + others.length);
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
