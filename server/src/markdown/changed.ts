import type { Range } from '../text/range.ts';
import type { Chunk } from './chunks.ts';
import type { Markdown } from './markdown.ts';

/** The one chunk in which a document differs from what it was. */
export interface Changed {
  readonly was: Chunk;
  readonly is: Chunk;
  /** Where it begins in both. */
  readonly at: number;
  readonly isLast: boolean;
  /** What stood between these offsets before is other text now, and all behind it has moved by so much. */
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

/** What has changed from one version of a document to another; `undefined` if that is not in one chunk alone. */
export function changedChunk(before: Markdown, now: Markdown): Changed | undefined {
  const [old, { list, references }] = [before.chunks, now.chunks];
  const isOther = before.frontMatter !== now.frontMatter || old.references !== references;
  if (isOther || old.list.length !== list.length || old.starts[0] !== now.chunks.starts[0]) return undefined;
  // An edit at the end of a chunk has the next one read again, though it may be the same.
  const isSame = (chunk: Chunk, index: number): boolean =>
    chunk === old.list[index] || chunk.text === old.list[index]?.text;
  const nth = list.findIndex((chunk, index) => !isSame(chunk, index));
  const [was, is, at] = [old.list[nth], list[nth], old.starts[nth]];
  if (!was || !is || at === undefined) return undefined;
  if (!list.every((chunk, index) => index <= nth || isSame(chunk, index))) return undefined;
  const { start, end } = differing(was.text, is.text);
  const by = is.text.length - was.text.length;
  return { was, is, at, isLast: nth === list.length - 1, start: at + start, end: at + end, by };
}

/** Where a range stands now that nothing of the change touches; `undefined` for others. */
export function movedRange<R extends Range>(range: R, { start, end, by }: Changed): R | undefined {
  if (range.end < start) return range;
  return range.start > end ? { ...range, start: range.start + by, end: range.end + by } : undefined;
}

/** What of a text is not the same in another, between what they begin and what they end with. */
function differing(was: string, is: string): Range {
  const most = Math.min(was.length, is.length);
  let start = 0;
  while (start < most && was.charCodeAt(start) === is.charCodeAt(start)) start++;
  let same = 0;
  while (same < most - start && was.charCodeAt(was.length - 1 - same) === is.charCodeAt(is.length - 1 - same))
    same++;
  return { start, end: was.length - same };
}
