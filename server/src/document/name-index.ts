import type { Range } from '../text/range.ts';

/** Names by their words: what may follow the words so far, and the name that they are. */
export interface NameIndex {
  readonly next: Map<string, NameIndex>;
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
 * Where names stand in a text as whole words, the longest at each place. Underscores around them may be emphasis, and a
 * line may end within a name. The text is gone through once, however many names there are.
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

/** The last word of the longest name that begins with a word. */
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

/** Letters and digits that stand together; the end of a line, as a space; and every other character. */
function wordsOf(source: string): Word[] {
  return [...source.matchAll(/[\p{L}\p{N}\p{M}]+|[ \t]{0,8}\n[ \t]{0,8}|./gsu)].map(({ 0: text, index }) => {
    return { word: text.includes('\n') ? ' ' : text, start: index, end: index + text.length };
  });
}

function mayBegin(source: string, offset: number): boolean {
  return !/[\p{L}\p{N}\p{M}]-?_{0,2}$/u.test(source.slice(Math.max(0, offset - FARTHEST), offset));
}

function mayEnd(source: string, offset: number): boolean {
  return !/^_{0,2}-?[\p{L}\p{N}\p{M}]/u.test(source.slice(offset, offset + FARTHEST));
}

/** How far from a name a letter may stand that makes it part of another: it has up to two units itself. */
const FARTHEST = '-__'.length + 2;
