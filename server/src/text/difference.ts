import { lineStarts } from './lines.ts';
import { longestIncreasing } from './longest-increasing.ts';
import type { TextEdit } from './range.ts';

/**
 * The edits that turn `before` into `after`; none if the texts are equal. Lines that occur exactly once in both texts,
 * in the same order, are not edited. A preview then shows only what changes, and a cursor on such a line stays there.
 */
export function differences(before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  const done = { before: 0, after: 0 };
  const addEditUpTo = (end: number, afterEnd: number): void => {
    const changed = difference(before.slice(done.before, end), after.slice(done.after, afterEnd));
    edits.push(
      ...changed.map((edit) => ({ ...edit, start: done.before + edit.start, end: done.before + edit.end })),
    );
  };
  for (const { line, start, afterStart } of commonLines(before, after)) {
    addEditUpTo(start, afterStart);
    Object.assign(done, { before: start + line.length, after: afterStart + line.length });
  }
  addEditUpTo(before.length, after.length);
  return edits;
}

function commonLines(before: string, after: string): { line: string; start: number; afterStart: number }[] {
  const linesAfter = uniqueLines(after);
  const common = [...uniqueLines(before)].flatMap(([line, start]) => {
    const afterStart = linesAfter.get(line);
    return afterStart === undefined ? [] : [{ line, start, afterStart }];
  });
  return [...longestIncreasing(common, ({ afterStart }) => afterStart)].sort((a, b) => a.start - b.start);
}

/** The start offsets of the lines that occur only once, with their line breaks, in order. */
function uniqueLines(text: string): Map<string, number> {
  const starts = lineStarts(text);
  const unique = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, start] of starts.entries()) {
    const line = text.slice(start, starts[index + 1]);
    if (unique.has(line)) repeated.add(line);
    else if (line !== '') unique.set(line, start);
  }
  for (const line of repeated) unique.delete(line);
  return unique;
}

/**
 * The single edit that turns `before` into `after`, without the text that both have at their start and end; none if the
 * texts are equal. The edit never splits a surrogate pair or `\r\n`, because an editor has no position inside them.
 */
export function difference(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (isSplit(before, start) || isSplit(after, start)) start--;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  if (isSplit(before, before.length - same) || isSplit(after, after.length - same)) same--;
  return [{ start, end: before.length - same, newText: after.slice(start, after.length - same) }];
}

/** Whether `offset` is inside a surrogate pair or a `\r\n`. */
function isSplit(text: string, offset: number): boolean {
  return offset > 0 && /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|\r\n)$/.test(text.slice(offset - 1, offset + 1));
}
