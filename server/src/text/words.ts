/** Whether a folded text holds one of some folded phrases, not as part of longer words. */
export function hasWords(text: string, phrases: readonly string[]): boolean {
  return phrases.length > 0 && anyOf(phrases.map(escaped)).test(text);
}

/**
 * Whether folded texts hold one of some folded phrases, as `hasWords`, but blind to how a phrase is joined and to its
 * plural: `health-checks` mentions `health check`.
 */
export function mentioning(phrases: readonly string[]): (text: string) => boolean {
  if (phrases.length === 0) return () => false;
  const pattern = anyOf(phrases.map((phrase) => `${escaped(phrase).replace(/[\s-]+/g, '[\\s_-]?')}s?`));
  return (text) => pattern.test(text);
}

function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}

function escaped(phrase: string): string {
  return phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
