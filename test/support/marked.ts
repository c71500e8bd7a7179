import assert from 'node:assert/strict';
import type { Range } from '../../server/src/text/range.ts';

/**
 * A document with marks. A line of only `~~~` marks the text above it, and `$0` is the cursor. Offsets are UTF-16 code
 * units.
 */
export interface Marked {
  readonly text: string;
  readonly ranges: readonly Range[];
  readonly cursor: number | undefined;
}

export function readMarked(source: string): Marked {
  const lines: string[] = [];
  const ranges: Range[] = [];
  for (const line of source.split('\n')) {
    const mark = /^( *)(~+) *$/.exec(line);
    if (!mark) {
      lines.push(line);
      continue;
    }
    const above =
      lines.length > 0
        ? lines.join('\n').lastIndexOf('\n') + 1
        : assert.fail('a mark must have a line above it');
    const start = above + (mark[1] as string).length;
    ranges.push({ start, end: start + (mark[2] as string).length });
  }
  const text = lines.join('\n');
  const cursor = text.indexOf('$0');
  return { text: text.replace('$0', ''), ranges, cursor: cursor < 0 ? undefined : cursor };
}

/** The same document with `~~~` and a note under each range. A range over several lines is marked on its first. */
export function writeMarked<R extends Range>(
  text: string,
  ranges: readonly R[],
  noteOf: (range: R) => string = () => '',
): string {
  const out: string[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    out.push(line);
    for (const range of ranges) {
      if (range.start < offset || range.start > offset + line.length) continue;
      const length = Math.max(1, Math.min(range.end, offset + line.length) - range.start);
      out.push(' '.repeat(range.start - offset) + '~'.repeat(length) + noteOf(range));
    }
    offset += line.length + 1;
  }
  return out.join('\n');
}
