import { lineStarts } from './lines.ts';
import { longestIncreasing } from './longest-increasing.ts';
import type { TextEdit } from './range.ts';

/**
 * The edits that make `now` of `text`, around the lines that stand once in each and stay in order, so that what is
 * kept is left alone: a preview shows what moves, and a cursor stays where it is.
 */
export function differences(text: string, now: string): TextEdit[] {
  const edits: TextEdit[] = [];
  const at = { text: 0, now: 0 };
  const upTo = (end: number, nowEnd: number): void => {
    const changed = difference(text.slice(at.text, end), now.slice(at.now, nowEnd));
    edits.push(...changed.map((each) => ({ ...each, start: at.text + each.start, end: at.text + each.end })));
  };
  for (const { line, start, nowStart } of commonLines(text, now)) {
    upTo(start, nowStart);
    Object.assign(at, { text: start + line.length, now: nowStart + line.length });
  }
  upTo(text.length, now.length);
  return edits;
}

function commonLines(text: string, now: string): { line: string; start: number; nowStart: number }[] {
  const others = singleLines(now);
  const common = [...singleLines(text)].flatMap(([line, start]) => {
    const nowStart = others.get(line);
    return nowStart === undefined ? [] : [{ line, start, nowStart }];
  });
  return [...longestIncreasing(common, ({ nowStart }) => nowStart)].sort((a, b) => a.start - b.start);
}

/** Where each line begins that stands only once, in order. */
function singleLines(text: string): Map<string, number> {
  const starts = lineStarts(text);
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const [index, start] of starts.entries()) {
    const line = text.slice(start, starts[index + 1]);
    if (found.has(line)) twice.add(line);
    else if (line !== '') found.set(line, start);
  }
  for (const line of twice) found.delete(line);
  return found;
}

/**
 * The one edit that makes `now` of `text`, without what is the same at both ends; none if they are equal. It begins
 * and ends between whole characters and line breaks, since an editor knows no place within them.
 */
export function difference(text: string, now: string): TextEdit[] {
  if (text === now) return [];
  const most = Math.min(text.length, now.length);
  let start = 0;
  while (start < most && text[start] === now[start]) start++;
  if (isWithin(text, start) || isWithin(now, start)) start--;
  let same = 0;
  while (same < most - start && text[text.length - 1 - same] === now[now.length - 1 - same]) same++;
  if (isWithin(text, text.length - same) || isWithin(now, now.length - same)) same--;
  return [{ start, end: text.length - same, newText: now.slice(start, now.length - same) }];
}

/** Whether an offset is within a surrogate pair or a `\r\n`. */
function isWithin(text: string, offset: number): boolean {
  return offset > 0 && /^(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|\r\n)$/.test(text.slice(offset - 1, offset + 1));
}
