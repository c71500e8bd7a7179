import type { Range } from '../text/range.ts';

/** A trie of names, with a node for each prefix of words. */
export interface NameIndex {
  /** The nodes for one more word. */
  readonly next: Map<string, NameIndex>;
  /** The name that ends here. */
  name?: string;
}

export function indexNames(names: Iterable<string>): NameIndex {
  const root: NameIndex = { next: new Map() };
  for (const name of names) {
    let at = root;
    for (const { word } of wordsOf(name)) {
      const next = at.next.get(word) ?? { next: new Map() };
      at.next.set(word, next);
      at = next;
    }
    at.name = name;
  }
  return root;
}

/**
 * Finds names in a text as full words, the longest at each position. Underscores around a name may be emphasis, and a
 * name may continue on the next line. The time does not depend on the number of names. Ranges are in `source`.
 */
export function namesIn(source: string, index: NameIndex): (Range & { readonly name: string })[] {
  const words = wordsOf(source);
  const found: (Range & { readonly name: string })[] = [];
  for (let first = 0; first < words.length; first++) {
    const start = words[first]?.start ?? 0;
    const last = lastWord(source, words, first, index);
    if (!last || !mayBegin(source, start)) continue;
    found.push({ name: last.name, start, end: words[last.at]?.end ?? start });
    first = last.at;
  }
  return found;
}

/** The longest name that begins with the word at the index `first`, and the index of its last word. */
function lastWord(
  source: string,
  words: readonly Word[],
  first: number,
  index: NameIndex,
): { readonly at: number; readonly name: string } | undefined {
  let longest: { readonly at: number; readonly name: string } | undefined;
  let node: NameIndex | undefined = index;
  for (let at = first; node && at < words.length; at++) {
    const { word, end } = words[at] as Word;
    node = node.next.get(word);
    if (node?.name !== undefined && mayEnd(source, end)) longest = { at, name: node.name };
  }
  return longest;
}

interface Word extends Range {
  readonly word: string;
}

/** Splits a text into runs of letters and digits, line breaks (as a space), and other characters one by one. */
function wordsOf(source: string): Word[] {
  return [...source.matchAll(/[\p{L}\p{N}\p{M}]+|[ \t]{0,8}\n[ \t]{0,8}|./gsu)].map(({ 0: text, index }) => {
    return { word: text.includes('\n') ? ' ' : text, start: index, end: index + text.length };
  });
}

function mayBegin(source: string, offset: number): boolean {
  return !/[\p{L}\p{N}\p{M}]-?_{0,2}$/u.test(source.slice(Math.max(0, offset - MARGIN), offset));
}

function mayEnd(source: string, offset: number): boolean {
  return !/^_{0,2}-?[\p{L}\p{N}\p{M}]/u.test(source.slice(offset, offset + MARGIN));
}

/** The number of UTF-16 code units beside a name to check for a letter that joins it to a longer word. */
const MARGIN = '-__'.length + 2;
