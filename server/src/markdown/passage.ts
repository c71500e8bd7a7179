import { lineAt } from '../text/lines.ts';
import { memo } from '../text/memo.ts';
import type { Block, Comment } from './blocks.ts';
import type { Chunk } from './chunks.ts';
import type { Markdown } from './markdown.ts';

/**
 * Consecutive top-level blocks of a chunk. A passage does not depend on where its chunk is in the document. So it stays
 * the same object after an edit elsewhere, and results that were computed from it stay valid.
 */
export interface Passage {
  /** The text of the chunk. Offsets of the blocks are in this text. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Whether any of the top-level blocks is a comment. Few passages have one. */
  readonly hasComments: boolean;
}

/** A passage or chunk together with its position. */
export interface Located<T = Passage> {
  readonly passage: T;
  /** The offset, in the document or in an enclosing text, where the text of the passage's chunk starts. */
  readonly at: number;
}

export const NO_PASSAGE: Passage = Object.freeze({ text: '', blocks: Object.freeze([]), hasComments: false });

/** `text` is the text of the chunk that contains the blocks. */
export function passageOf(text: string, blocks: readonly Block[]): Passage {
  if (blocks.length === 0) return NO_PASSAGE;
  return { text, blocks, hasComments: blocks.some(({ kind }) => kind === 'comment') };
}

/**
 * Returns a memoized function that calls `read` for each comment among the top-level blocks of a passage, and returns
 * the results that are not `undefined`. Offsets are in the text of the passage.
 */
export function inComments<T>(
  read: (comment: Comment, text: string, blocks: readonly Block[]) => T | undefined,
): (passage: Passage) => readonly T[] {
  const readAll = memo(({ text, blocks }: Passage): readonly T[] =>
    blocks.flatMap((block) => (block.kind === 'comment' ? (read(block, text, blocks) ?? []) : [])),
  );
  return (passage) => (passage.hasComments ? readAll(passage) : []);
}

/** The chunks of a document, in order. */
export function chunksOf({ chunks: { list, starts } }: Markdown): Located<Chunk>[] {
  return list.map((passage, nth) => ({ passage, at: starts[nth] as number }));
}

/**
 * The chunk that contains `offset`, or the first chunk if `offset` is before it; `undefined` if there are no chunks.
 */
export function chunkAt({ chunks: { list, starts } }: Markdown, offset: number): Located<Chunk> | undefined {
  const nth = lineAt(starts, offset);
  const passage = list[nth];
  return passage && { passage, at: starts[nth] as number };
}
