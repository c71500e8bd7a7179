import type { Range } from '../text/range.ts';
import type { Comment } from './blocks.ts';

/**
 * The HTML comments in the range `within` of raw HTML (CommonMark 0.31, section 6.6), with offsets in `text`. A comment
 * without an end extends to the end of the range, like an HTML block.
 */
export function scanComments(text: string, within: Range): Comment[] {
  // Searching `text` itself would run to its end for every range without a comment.
  const html = text.slice(within.start, within.end);
  const comments: Comment[] = [];
  for (let open = html.indexOf(OPEN); open >= 0; ) {
    // `<!-->` and `<!--->` are complete comments: the same dashes open and close them.
    const close = html.indexOf(CLOSE, open + 2);
    const end = close < 0 ? html.length : close + CLOSE.length;
    const bodyStart = Math.min(open + OPEN.length, end);
    const bodyEnd = close < 0 ? end : Math.max(close, bodyStart);
    comments.push({ kind: 'comment', ...shift(open, end), body: shift(bodyStart, bodyEnd) });
    open = html.indexOf(OPEN, end);
  }
  return comments;

  function shift(start: number, end: number): Range {
    return { start: within.start + start, end: within.start + end };
  }
}

const OPEN = '<!--';
const CLOSE = '-->';
