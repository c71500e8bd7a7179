import type { DesignDocument } from '../../document/document.ts';
import { lineIn, type Markdown } from '../../markdown/markdown.ts';
import { fold } from '../../text/fold.ts';

/** The line of the cursor, cut at the cursor. */
export interface Place {
  readonly offset: number;
  readonly lineStart: number;
  readonly before: string;
  readonly after: string;
}

export function placeAt(markdown: Markdown, offset: number): Place {
  const { start: lineStart, end } = lineIn(markdown, offset);
  const isMarked = lineStart === 0 && offset > 0 && markdown.slice(0, 1) === '\uFEFF';
  const start = isMarked ? 1 : lineStart;
  const before = markdown.slice(start, offset);
  return { offset, lineStart: start, before, after: markdown.slice(offset, end) };
}

/** What of the text behind the cursor an entry takes the place of, and what of it stays. */
export interface Behind {
  readonly end: number;
  readonly kept: string;
  /** Whether nothing of what was within reach is the author's. */
  readonly isOurs: boolean;
}

/**
 * What an entry takes the place of behind the cursor, wherever it is inserted: the rest of the word that is being typed,
 * and as much as `reach` finds behind that if it is not the author's. The author's words stay, and what cannot stand
 * beside them is not offered.
 */
export function lookBehind(place: Place, reach: RegExp, isOurs: (words: string) => boolean): Behind {
  const rest = restOfWord(place);
  const found = reach.exec(place.after.slice(rest.length))?.[0] ?? '';
  const isAll = isOurs(found);
  const length = rest.length + (isAll ? found.length : 0);
  return { end: place.offset + length, kept: place.after.slice(length), isOurs: isAll };
}

/**
 * Whether some text says nothing that an entry does not say too: each of its words is one of the entry's, and the last
 * at least begins one. That “N/A” is made of the first letters of “Non-Goals” and “and” is no reason to take it away.
 */
export function repeats(entry: string, text: string): boolean {
  const said = wordsOf(entry);
  const [last, ...others] = wordsOf(text).toReversed();
  if (last === undefined) return true;
  return said.some((each) => each.startsWith(last)) && others.every((word) => said.includes(word));
}

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** In front of a word nothing of it is being typed. */
export function restOfWord({ before, after }: Place): string {
  return /[\p{L}\p{N}]$/u.test(before) ? (/^[\p{L}\p{M}\p{N}]*/u.exec(after)?.[0] ?? '') : '';
}

/** A line of the front matter without its comment. */
export function withoutComment(line: string): string {
  return line.replace(/(?<!\S)#.*$/s, '');
}

/** Whether a comment is being begun at the cursor: `<`, `<!`, `<!-- Pha`. */
export function isMarkerStart({ before }: Place): boolean {
  return /^ {0,3}<(?:!(?:-(?:-(?:(?!-->).)*)?)?)?$/.test(before);
}

/** Whether nothing stands on the line but the mark of a list item, and a task's box. */
export function isEmptyItem({ before, after }: Place): boolean {
  return after.trim() === '' && /^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?$/.test(before);
}

export function isInFrontMatter({ markdown: { frontMatter } }: DesignDocument, offset: number): boolean {
  return frontMatter !== undefined && frontMatter.start <= offset && offset <= frontMatter.end;
}
