import { lineBreakOf, lineRangeAt, nextLine } from '../text/lines.ts';
import type { Range, TextEdit } from '../text/range.ts';

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
 * above; `undefined` if something else stands on these lines.
 */
export function removeLines(text: string, { start, end }: Range): TextEdit | undefined {
  const first = lineStartAt(text, start);
  const last = lineRangeAt(text, end).end;
  const isAlone = /^[\s>]*$/.test(text.slice(first, start)) && text.slice(end, last).trim() === '';
  if (!isAlone) return undefined;
  const behind = nextLine(text, end);
  const rest = text.slice(behind).trimStart();
  const next = rest === '' ? text.length : lineStartAt(text, text.length - rest.length);
  const above = text.slice(0, first).trimEnd();
  if (rest === '' && above !== '') {
    const from = lineRangeAt(text, above.length).end;
    return { start: from, end: text.length, newText: /[\r\n]$/.test(text) ? lineBreakOf(text) : '' };
  }
  const isBelowBlank =
    above === '' || lineRangeAt(text, first - 1).start > lineRangeAt(text, above.length).end;
  return { start: first, end: isBelowBlank ? next : behind, newText: '' };
}
