import { firstThatKeepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../../text/lines.ts';
import type { Range, TextEdit } from '../../text/range.ts';

/** The edit that inserts a line above the line that contains `offset`. */
export function insertLineAbove(text: string, offset: number, line: string): TextEdit {
  const at = lineStartAt(text, offset);
  return { start: at, end: at, newText: line + lineBreakOf(text) };
}

/** The start of the line that contains `offset`, after a byte order mark. */
export function lineStartAt(text: string, offset: number): number {
  const { start } = lineRangeAt(text, offset);
  return start === 0 && offset > 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/**
 * The edit that removes the lines of a range, including the `>` markers of a quote, and the blank lines below them if
 * there are blank lines above. If the blocks above and below would merge, a blank line stays between them. No edit if
 * that is not enough, or if other text is on these lines.
 */
export function removeLines(markdown: Markdown, { start, end }: Range): TextEdit[] {
  const { text } = markdown;
  const first = lineStartAt(text, start);
  const last = lineRangeAt(text, end).end;
  const isAlone = /^[\s>]*$/.test(text.slice(first, start)) && text.slice(end, last).trim() === '';
  if (!isAlone) return [];
  const after = nextLine(text, end);
  const below = text.slice(after).trimStart();
  const next = below === '' ? text.length : lineStartAt(text, text.length - below.length);
  const above = text.slice(0, first).trimEnd();
  if (below === '' && above !== '') {
    const from = lineRangeAt(text, above.length).end;
    const newText = /[\r\n]$/.test(text) ? lineBreakOf(text) : '';
    return firstThatKeepsBlocks(markdown, [{ start: from, end: text.length, newText }]);
  }
  const isBelowBlank =
    above === '' || lineRangeAt(text, first - 1).start > lineRangeAt(text, above.length).end;
  const lines = { start: first, end: isBelowBlank ? next : after, newText: '' };
  return firstThatKeepsBlocks(markdown, [lines, { start: first, end: last, newText: '' }]);
}
