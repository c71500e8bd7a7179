import type { DesignDocument } from '../../document/document.ts';
import { lineIn, type Markdown } from '../../markdown/markdown.ts';
import { fold } from '../../text/fold.ts';

/** The cursor's offset, and its line split at the cursor. A byte order mark is not part of the line. */
export interface CursorContext {
  readonly offset: number;
  readonly lineStart: number;
  readonly before: string;
  readonly after: string;
}

export function cursorContextAt(markdown: Markdown, offset: number): CursorContext {
  const { start: lineStart, end } = lineIn(markdown, offset);
  const hasByteOrderMark = lineStart === 0 && offset > 0 && markdown.slice(0, 1) === '\uFEFF';
  const start = hasByteOrderMark ? 1 : lineStart;
  const before = markdown.slice(start, offset);
  return { offset, lineStart: start, before, after: markdown.slice(offset, end) };
}

/** How much of the text after the cursor a completion replaces. */
export interface ReplacedText {
  /** The offset where the replaced text ends. */
  readonly end: number;
  /** The rest of the line, which stays. */
  readonly kept: string;
  /** Whether all text that the pattern matched is replaced. */
  readonly replacesAll: boolean;
}

/**
 * How much text after the cursor a completion replaces: the rest of the word that is being typed, and the text after it
 * that `pattern` matches if `isReplaceable` accepts it. Any other text is the author's and stays.
 */
export function replacedAfter(
  cursor: CursorContext,
  pattern: RegExp,
  isReplaceable: (words: string) => boolean,
): ReplacedText {
  const rest = restOfWord(cursor);
  const found = pattern.exec(cursor.after.slice(rest.length))?.[0] ?? '';
  const isAll = isReplaceable(found);
  const length = rest.length + (isAll ? found.length : 0);
  return { end: cursor.offset + length, kept: cursor.after.slice(length), replacesAll: isAll };
}

/**
 * Whether a completion repeats a text: each word of the text is a word of the completion, and the last one is at least
 * the beginning of one. Words are compared whole, so that “Non-Goals and …” does not repeat “N/A”.
 */
export function repeats(entry: string, text: string): boolean {
  const entryWords = wordsOf(entry);
  const [last, ...others] = wordsOf(text).toReversed();
  if (last === undefined) return true;
  return (
    entryWords.some((each) => each.startsWith(last)) && others.every((word) => entryWords.includes(word))
  );
}

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The rest of the word at the cursor; empty if the cursor is before the word. */
export function restOfWord({ before, after }: CursorContext): string {
  return /[\p{L}\p{N}]$/u.test(before) ? (/^[\p{L}\p{M}\p{N}]*/u.exec(after)?.[0] ?? '') : '';
}

/** A line of the front matter without its comment. */
export function withoutComment(line: string): string {
  return line.replace(/(?<!\S)#.*$/s, '');
}

/** Whether a comment begins before the cursor: `<`, `<!`, `<!-- Pha`. */
export function isCommentStart({ before }: CursorContext): boolean {
  return /^ {0,3}<(?:!(?:-(?:-(?:(?!-->).)*)?)?)?$/.test(before);
}

/** Whether the line contains only a list marker, with or without a task checkbox. */
export function isEmptyItem({ before, after }: CursorContext): boolean {
  return after.trim() === '' && /^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?$/.test(before);
}

export function isInFrontMatter({ markdown: { frontMatter } }: DesignDocument, offset: number): boolean {
  return frontMatter !== undefined && frontMatter.start <= offset && offset <= frontMatter.end;
}
