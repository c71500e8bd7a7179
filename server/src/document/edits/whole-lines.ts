import { firstThatKeepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../../text/lines.ts';
import type { Range, TextEdit } from '../../text/range.ts';

/** The edit that puts a line of its own above the line of `offset`. */
export function insertLineAbove(text: string, offset: number, line: string): TextEdit {
  const at = lineStartAt(text, offset);
  return { start: at, end: at, newText: line + lineBreakOf(text) };
}

/** Where the line of `offset` begins, behind a byte order mark. */
export function lineStartAt(text: string, offset: number): number {
  const { start } = lineRangeAt(text, offset);
  return start === 0 && offset > 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/**
 * The edit that removes the lines of a range, a quote's marks included, and the blank lines below them if others stand
 * above. If they have kept apart what stands above and below, a blank line does so in their place. None if that is not
 * enough, or if something else stands on these lines.
 */
export function removeLines(markdown: Markdown, { start, end }: Range): TextEdit[] {
  const { text } = markdown;
  const first = lineStartAt(text, start);
  const last = lineRangeAt(text, end).end;
  const isAlone = /^[\s>]*$/.test(text.slice(first, start)) && text.slice(end, last).trim() === '';
  if (!isAlone) return [];
  const behind = nextLine(text, end);
  const rest = text.slice(behind).trimStart();
  const next = rest === '' ? text.length : lineStartAt(text, text.length - rest.length);
  const above = text.slice(0, first).trimEnd();
  if (rest === '' && above !== '') {
    const from = lineRangeAt(text, above.length).end;
    const newText = /[\r\n]$/.test(text) ? lineBreakOf(text) : '';
    return firstThatKeepsBlocks(markdown, [{ start: from, end: text.length, newText }]);
  }
  const isBelowBlank =
    above === '' || lineRangeAt(text, first - 1).start > lineRangeAt(text, above.length).end;
  const lines = { start: first, end: isBelowBlank ? next : behind, newText: '' };
  return firstThatKeepsBlocks(markdown, [lines, { start: first, end: last, newText: '' }]);
}
