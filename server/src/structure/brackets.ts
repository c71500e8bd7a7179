import { htmlTagNames } from 'html-tag-names';
import type { Leaf } from '../markdown/blocks.ts';
import type { Range } from '../text/range.ts';

/** Words in brackets, with their brackets. */
export interface Bracketed extends Range {
  readonly word: string;
}

/**
 * What stands in `<angle>`, `{curly}` or `[square]` brackets on one line of running text and is no HTML tag, no link,
 * no address, no box to tick, no note such as `[optional]` and no code.
 */
export function bracketed(text: string, { lines, references }: Leaf): Bracketed[] {
  return lines.flatMap((line) => {
    const source = text.slice(line.start, line.end);
    if (!/[<{[]/.test(source)) return [];
    return [...source.matchAll(BRACKETED)].flatMap(({ 0: whole, 1: word, 2: tag, 3: label, index }) => {
      const isTag = tag !== undefined && isTagOrAddress(tag);
      const isNote = /^.(?:optional|required|mandatory|if applicable)\b/i.test(word ?? '');
      const isLink = label !== undefined && Object.hasOwn(references, label.trim().toUpperCase());
      if (word === undefined || isTag || isLink || isNote) return [];
      const start = line.start + index + whole.indexOf(word);
      return [{ word, start, end: start + word.length }];
    });
  });
}

/** Whether what stands between angle brackets is HTML, or an address that links to itself. */
export function isTagOrAddress(inner: string): boolean {
  const name = inner.toLowerCase().replace(/[\s/].*$/s, '');
  return TAGS.has(name) || /^[a-z][a-z\d+.-]*:|@/i.test(inner);
}

/** Code spans first, so that nothing in them counts. */
const BRACKETED =
  /`[^`]*`|!?\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])|(<([A-Za-z][^<>]*)>|\{\{?[A-Za-z][^{}]+\}\}?|\[([A-Za-z][^[\]]+)\](?!:))/g;
const TAGS = new Set(htmlTagNames);
