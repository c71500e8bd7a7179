import { lineAt } from '../text/lines.ts';
import { memo } from '../text/memo.ts';
import type { Block, Comment } from './blocks.ts';
import type { Chunk } from './chunks.ts';
import type { Markdown } from './markdown.ts';

/**
 * Top-level blocks of a chunk that follow each other, with the chunk's text, into which their offsets are. It is the
 * same object wherever the chunk is in the document, so what was computed from it holds after every edit elsewhere.
 */
export interface Passage {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Whether some of the blocks are comments. Few passages have any. */
  readonly hasComments: boolean;
}

/** Something with offsets of its own, and the offset in another text at which it starts. */
export interface Placed<T = Passage> {
  readonly passage: T;
  readonly at: number;
}

export const NO_PASSAGE: Passage = Object.freeze({ text: '', blocks: Object.freeze([]), hasComments: false });

export function passageOf(text: string, blocks: readonly Block[]): Passage {
  if (blocks.length === 0) return NO_PASSAGE;
  return { text, blocks, hasComments: blocks.some(({ kind }) => kind === 'comment') };
}

/**
 * A reader of the comments among a passage's blocks: what `read` gives for each, without `undefined`. Offsets are those of
 * the passage, and each passage is read once.
 */
export function inComments<T>(
  read: (comment: Comment, text: string, blocks: readonly Block[]) => T | undefined,
): (passage: Passage) => readonly T[] {
  const readAll = memo(({ text, blocks }: Passage): readonly T[] =>
    blocks.flatMap((block) => (block.kind === 'comment' ? (read(block, text, blocks) ?? []) : [])),
  );
  return (passage) => (passage.hasComments ? readAll(passage) : []);
}

/** The chunks of a document, in its order. */
export function chunksOf({ chunks: { list, starts } }: Markdown): Placed<Chunk>[] {
  return list.map((passage, nth) => ({ passage, at: starts[nth] as number }));
}

/** The chunk around an offset, or the first one; `undefined` if the document has none. */
export function chunkAt({ chunks: { list, starts } }: Markdown, offset: number): Placed<Chunk> | undefined {
  const nth = lineAt(starts, offset);
  const passage = list[nth];
  return passage && { passage, at: starts[nth] as number };
}
