import type { Range } from '../../text/range.ts';

/**
 * The part of a field's value that names one of its choices, or stands where a name is to be. Emphasis around it, a
 * note in brackets, a comment and what follows a comma or a semicolon are the author's. Offsets into the source.
 */
export function chosenPart(source: string, names: readonly string[]): Range {
  const words = source.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const named = namesIn(words, names);
  const [first, last] = [named[0], named.at(-1)];
  // One name is replaced by itself; several are a list of which one is to be chosen.
  const isOne = new Set(named.map(({ start, end }) => words.slice(start, end).toLowerCase())).size === 1;
  if (isOne && first && /^[\s*_`"']*$/.test(words.slice(0, first.start))) return first;
  const end = last ? closed(words, last.end) : unnamedEnd(words);
  const opening = /^[\s*_`"']*/.exec(words)?.[0] ?? '';
  const outer = /^\s*/.exec(words)?.[0].length ?? 0;
  const isPaired = words.startsWith(opening.trim(), end);
  return { start: Math.min(isPaired ? opening.length : outer, end), end };
}

/** Where the names stand, the longest at each place, but those in a note in brackets that ends the value. */
function namesIn(words: string, names: readonly string[]): Range[] {
  const patterns = names
    .map((name) => name.trim())
    .toSorted((a, b) => b.length - a.length)
    .map((name) =>
      name
        .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
        .replace(/\s+/g, '\\s+')
        .replace(/\p{Dash}/gu, '\\p{Dash}'),
    );
  if (patterns.length === 0) return [];
  const anyName = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return [...words.slice(0, noteStart(words)).matchAll(anyName)].map(({ 0: name, index }) => ({
    start: index,
    end: index + name.length,
  }));
}

/** Where a note in brackets begins that ends the value: "gold (was production)." */
function noteStart(words: string): number | undefined {
  const end = trimmedEnd(words, words.length, '.,;:!');
  if (!/[)\]]/.test(words[end - 1] ?? '')) return undefined;
  const start = Math.max(words.lastIndexOf('(', end - 1), words.lastIndexOf('[', end - 1));
  return start > 0 && !/[()[\]]/.test(words.slice(start + 1, end - 1)) ? start : undefined;
}

/** Behind a bracket that is open at `end`, and a link's destination. */
function closed(words: string, end: number): number {
  const isOpen = /[([][^()[\]]*$/.test(words.slice(0, end));
  return end + ((isOpen && /^[^()[\]]*[)\]](?:\([^()]*\))?/.exec(words.slice(end))?.[0].length) || 0);
}

/** Where a value without any name ends: before its note, final punctuation and closing emphasis. */
function unnamedEnd(words: string): number {
  const note = /[([;,]|\s[-\u2013\u2014]+\s|[.:!?](?=\s)/.exec(words);
  return trimmedEnd(words, note?.index ?? words.length, '*_`"\'.,;:!');
}

/** Where text ends without white space and some marks. Goes back once, which no expression does. */
function trimmedEnd(text: string, from: number, marks: string): number {
  let end = from;
  while (end > 0 && (marks.includes(text[end - 1] ?? '') || (text[end - 1] ?? '').trim() === '')) end--;
  return end;
}
