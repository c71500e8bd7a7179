import type { Range } from '../../text/range.ts';

/**
 * The part of a field's value to replace when a choice is set: the name of a choice, or the text in its place. Emphasis
 * around it, a note in brackets, comments, and text after a comma or semicolon belong to the author and are not
 * included. `source` is the value, and offsets are in it.
 */
export function chosenPart(source: string, names: readonly string[]): Range {
  const words = source.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const named = namesIn(words, names);
  const [first, last] = [named[0], named.at(-1)];
  // A single name is replaced alone. Several different names are a list to choose from, and are replaced together.
  const isOne = new Set(named.map(({ start, end }) => words.slice(start, end).toLowerCase())).size === 1;
  if (isOne && first && /^[\s*_`"']*$/.test(words.slice(0, first.start))) return first;
  const end = last ? afterBracket(words, last.end) : unnamedEnd(words);
  const opening = /^[\s*_`"']*/.exec(words)?.[0] ?? '';
  const outer = /^\s*/.exec(words)?.[0].length ?? 0;
  const isPaired = words.startsWith(opening.trim(), end);
  return { start: Math.min(isPaired ? opening.length : outer, end), end };
}

/** The ranges of names in a value, the longest at each position, without those in a note at the end. */
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

/**
 * The start of a note in brackets at the end of a value, such as "gold (was production)."; `undefined` if there is
 * none.
 */
function noteStart(words: string): number | undefined {
  const end = trimmedEnd(words, words.length, '.,;:!');
  if (!/[)\]]/.test(words[end - 1] ?? '')) return undefined;
  const start = Math.max(words.lastIndexOf('(', end - 1), words.lastIndexOf('[', end - 1));
  return start > 0 && !/[()[\]]/.test(words.slice(start + 1, end - 1)) ? start : undefined;
}

/** If a bracket is open at `end`, the offset after it and after a link destination that follows. Otherwise `end`. */
function afterBracket(words: string, end: number): number {
  const isOpen = /[([][^()[\]]*$/.test(words.slice(0, end));
  return end + ((isOpen && /^[^()[\]]*[)\]](?:\([^()]*\))?/.exec(words.slice(end))?.[0].length) || 0);
}

/** The end of a value without any name: before its note, final punctuation, and closing emphasis. */
function unnamedEnd(words: string): number {
  const note = /[([;,]|\s[-\u2013\u2014]+\s|[.:!?](?=\s)/.exec(words);
  return trimmedEnd(words, note?.index ?? words.length, '*_`"\'.,;:!');
}

/**
 * The end of a text without trailing white space and `marks`. A loop, because a regular expression would be quadratic.
 */
function trimmedEnd(text: string, from: number, marks: string): number {
  let end = from;
  while (end > 0 && (marks.includes(text[end - 1] ?? '') || (text[end - 1] ?? '').trim() === '')) end--;
  return end;
}
