import type { TextEdit } from './range.ts';

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
