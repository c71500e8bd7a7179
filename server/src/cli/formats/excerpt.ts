import stringWidth from 'string-width';
import type { FindingResult } from '../schema.ts';
import { plain } from './words.ts';

/** A finding's line, cut to `columns` where it is longer, and a line of carets that stand below what is meant. */
export function excerpt(
  { line, start, end }: FindingResult,
  columns: number,
): { source: string; marks: string } {
  const from = Math.min(start.column - 1, line.length);
  const to = end.line === start.line ? Math.max(from, end.column - 1) : line.length;
  const width = Math.max(20, columns);
  // What is long is shown from a little before the place on.
  const first = stringWidth(shown(line)) <= width ? 0 : Math.max(0, from - Math.floor(width / 3));
  const before = first > 0 ? '…' : '';
  let source = before;
  let last = first;
  for (const { segment } of new Intl.Segmenter().segment(line.slice(first))) {
    const next = source + shown(segment);
    if (stringWidth(next) > width) break;
    source = next;
    last += segment.length;
  }
  const indent = stringWidth(before + shown(line.slice(first, from)));
  const length = stringWidth(shown(line.slice(from, Math.min(to, last))));
  const cut = last < line.length ? '…' : '';
  return { source: source + cut, marks: ' '.repeat(indent) + '^'.repeat(Math.max(1, length)) };
}

/** With a space for each tab, since a terminal's tab stops depend on what stands before. */
function shown(text: string): string {
  return plain(text.replaceAll('\t', ' '));
}
