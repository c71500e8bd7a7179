/** Whether a folded text holds one of some folded phrases, not as part of longer words. */
export function hasWords(text: string, phrases: readonly string[]): boolean {
  const patterns = phrases.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'u').test(text);
}
