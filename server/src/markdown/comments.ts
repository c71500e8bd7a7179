import type { Range } from '../text/range.ts';
import type { Comment } from './blocks.ts';

/**
 * The HTML comments in a stretch of raw HTML (CommonMark 0.31, section 6.6). One without an end runs to the end of
 * the stretch, as an HTML block does.
 */
export function scanComments(text: string, within: Range): Comment[] {
  const comments: Comment[] = [];
  for (let start = find(text, OPEN, within.start, within.end); start >= 0; ) {
    const bodyStart = start + OPEN.length;
    // `<!-->` and `<!--->` are whole comments: their dashes serve at both ends.
    const close = find(text, CLOSE, start + 2, within.end);
    const bodyEnd = close < 0 ? within.end : Math.max(close, bodyStart);
    const end = close < 0 ? within.end : close + CLOSE.length;
    comments.push({
      kind: 'comment',
      start,
      end,
      body: { start: Math.min(bodyStart, end), end: Math.min(bodyEnd, end) },
    });
    start = find(text, OPEN, end, within.end);
  }
  return comments;
}

const OPEN = '<!--';
const CLOSE = '-->';

function find(text: string, what: string, from: number, to: number): number {
  const at = text.indexOf(what, from);
  return at >= 0 && at + what.length <= to ? at : -1;
}
