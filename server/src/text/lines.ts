import type { Range } from './range.ts';

/**
 * The start offsets of the lines from `from`, which must be the start of a line, to the end of the text. A line ends at
 * `\n`, `\r\n`, or a lone `\r`, as in the Language Server Protocol. A text that ends with a line break has an empty
 * last line.
 */
export function lineStarts(text: string, from = 0): number[] {
  const starts = [from];
  for (let i = from; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/**
 * The 0-based index of the line that contains `offset`. `starts` is the result of `lineStarts`. An offset before the
 * first line gives 0, and one after the end gives the last line.
 */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) > offset) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low - 1);
}

/**
 * The range of the line that contains `offset`, without its line break. An offset inside `\r\n` belongs to the line
 * that the `\r\n` ends.
 */
export function lineRangeAt(text: string, offset: number): Range {
  const withinBreak = text[offset - 1] === '\r' && text[offset] === '\n';
  let end = withinBreak ? offset - 1 : offset;
  let start = end;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return { start, end };
}

/** Extends a range to the start of its first line and the end of its last, without the line break. */
export function wholeLines(text: string, { start, end }: Range): Range {
  return { start: lineRangeAt(text, start).start, end: lineRangeAt(text, end).end };
}

/** The start of the line after the one that contains `offset`; on the last line, the end of the text. */
export function nextLine(text: string, offset: number): number {
  const { end } = lineRangeAt(text, offset);
  if (text.startsWith('\r\n', end)) return end + 2;
  return Math.min(end + 1, text.length);
}

/** The first line break in the text; `\n` if there is none. */
export function lineBreakOf(text: string): '\n' | '\r\n' | '\r' {
  return (/\r\n|\n|\r/.exec(text)?.[0] ?? '\n') as '\n' | '\r\n' | '\r';
}

function isBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}
