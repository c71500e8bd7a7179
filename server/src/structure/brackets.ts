import { htmlTagNames } from 'html-tag-names';
import type { Leaf } from '../markdown/blocks.ts';
import type { Range } from '../text/range.ts';

/** A text in brackets. The range includes the brackets. */
export interface Bracketed extends Range {
  /** The source, including the brackets. */
  readonly word: string;
}

/**
 * Finds texts in `<angle>`, `{curly}`, or `[square]` brackets in a leaf, each within one line. HTML tags, links,
 * autolinks, checkboxes, code, and notes such as `[optional]` do not count. Offsets are in `text`.
 */
export function bracketed(text: string, { lines, references }: Leaf): Bracketed[] {
  return lines.flatMap((line) => {
    const source = text.slice(line.start, line.end);
    if (!/[<{[]/.test(source)) return [];
    return [...source.matchAll(BRACKETED)].flatMap(({ 0: match, 1: word, 2: tag, 3: label, index }) => {
      const isTag = tag !== undefined && isTagOrAddress(tag);
      const isNote = /^.(?:optional|required|mandatory|if applicable)\b/i.test(word ?? '');
      const isLink = label !== undefined && Object.hasOwn(references, label.trim().toUpperCase());
      if (word === undefined || isTag || isLink || isNote) return [];
      const start = line.start + index + match.indexOf(word);
      return [{ word, start, end: start + word.length }];
    });
  });
}

/** Whether the content of angle brackets makes them an HTML tag or an autolink, such as `<https://example.com>`. */
export function isTagOrAddress(inner: string): boolean {
  const name = inner.toLowerCase().replace(/[\s/].*$/s, '');
  return TAGS.has(name) || /^[a-z][a-z\d+.-]*:|@/i.test(inner);
}

/** Matches code spans and links first, so that brackets inside them do not match. */
const BRACKETED =
  /`[^`]*`|!?\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])|(<([A-Za-z][^<>]*)>|\{\{?[A-Za-z][^{}]+\}\}?|\[([A-Za-z][^[\]]+)\](?!:))/g;
const TAGS = new Set(htmlTagNames);
