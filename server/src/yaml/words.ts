import { distance } from 'fastest-levenshtein';

/** Text of the author in a message: on one line, and not too long. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…` : line}”`;
}

/** “a, b or c”, with `before` in front where there is more than one. */
export function listed(words: readonly string[], before = ''): string {
  if (words.length < 2) return words.join('');
  if (words.length > MOST) return `${before}${words.slice(0, MOST).join(', ')} or another that is suggested`;
  return `${before}${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The one of `known` that `text` is probably a misspelling of. */
export function nearestTo(text: string, known: readonly string[]): string | undefined {
  if (text.length > LONGEST) return undefined;
  const [nearest] = known
    .map((word) => ({ word, steps: distance(text.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, steps }) => steps <= (word.length < 4 ? 1 : word.length < 9 ? 2 : 3))
    .sort((a, b) => a.steps - b.steps);
  return nearest?.word;
}

const LONGEST = 60;
const MOST = 12;
