import { distance } from 'fastest-levenshtein';

/** The author's text in quotation marks for a message, on one line and shortened if it is long. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…` : line}”`;
}

/** “a, b, or c”, with `before` in front if there is more than one word. A long list is cut off with “…”. */
export function listed(words: readonly string[], before = ''): string {
  if (words.length < 2) return words.join('');
  if (words.length > MAX_WORDS) return `${before}${words.slice(0, MAX_WORDS).join(', ')}, …`;
  const comma = words.length > 2 ? ',' : '';
  return `${before}${words.slice(0, -1).join(', ')}${comma} or ${words.at(-1)}`;
}

/** The word in `known` that `text` is probably a misspelling of, ignoring case; `undefined` if there is none. */
export function nearestTo(text: string, known: readonly string[]): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [nearest] = known
    .map((word) => ({ word, steps: distance(text.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, steps }) => steps <= (word.length < 4 ? 1 : word.length < 9 ? 2 : 3))
    .sort((a, b) => a.steps - b.steps);
  return nearest?.word;
}

const MAX_LENGTH = 60;
const MAX_WORDS = 12;
