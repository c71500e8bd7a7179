import stringWidth from 'string-width';
import type { FindingResult } from '../schema.ts';
import { sanitize } from './words.ts';

/** The source line of a finding, cut to `columns`, and a line with carets below the finding. */
export function excerpt(
  { line, start, end }: FindingResult,
  columns: number,
): { source: string; marks: string } {
  const from = Math.min(start.column - 1, line.length);
  const to = end.line === start.line ? Math.max(from, end.column - 1) : line.length;
  const width = Math.max(20, columns);
  // A long line is shown from a little before the finding.
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

/** Replaces each tab with a space, because the width of a tab in a terminal depends on its column. */
function shown(text: string): string {
  return sanitize(text.replaceAll('\t', ' '));
}
