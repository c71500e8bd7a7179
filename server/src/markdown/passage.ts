import { lineAt } from '../text/lines.ts';
import { type Memory, recall } from '../text/memory.ts';
import type { Block, Comment } from './blocks.ts';
import type { Markdown } from './markdown.ts';

/**
 * Blocks with the text into which their offsets are: a chunk, or some blocks of one. It is the same wherever it stands
 * in a document, and after each edit elsewhere, so that what was found out about it still holds.
 */
export interface Stretch {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly memory: Memory;
}

/** Blocks that follow each other and stand at the top level. */
export interface Passage extends Stretch {
  /** Whether there are comments among the blocks. */
  readonly hasComments: boolean;
}

/** A stretch, and where its text begins in a document. */
export interface Placed<S extends Stretch = Passage> {
  readonly passage: S;
  readonly at: number;
}

export function passageOf(text: string, blocks: readonly Block[]): Passage {
  return { text, blocks, hasComments: blocks.some(({ kind }) => kind === 'comment'), memory: new Map() };
}

/** What `find` finds in a stretch, found once for each `finder` and `light`, and placed in the document. */
export function findIn<T>(
  { passage, at }: Placed<Stretch>,
  finder: unknown,
  find: (text: string, blocks: readonly Block[]) => readonly T[],
  place: (found: T, by: number) => T,
  light: object = passage,
): readonly T[] {
  const { text, blocks, memory } = passage;
  const found = recall(memory, finder, light, () => find(text, blocks));
  return at === 0 || found.length === 0 ? found : found.map((each) => place(each, at));
}

/** The same for what is found in the comments among the blocks, which few passages have. */
export function findInComments<T>(
  placed: Placed,
  finder: unknown,
  find: (comment: Comment, text: string, blocks: readonly Block[]) => T | undefined,
  place: (found: T, by: number) => T,
): readonly T[] {
  if (!placed.passage.hasComments) return [];
  const findAll = (text: string, blocks: readonly Block[]): T[] =>
    blocks.flatMap((block) => (block.kind === 'comment' ? (find(block, text, blocks) ?? []) : []));
  return findIn(placed, finder, findAll, place);
}

/** The chunks of a document, in its order. */
export function chunksOf({ chunks: { list, starts } }: Markdown): Placed<Stretch>[] {
  return list.map((passage, nth) => ({ passage, at: starts[nth] as number }));
}

/** The chunk around an offset, or the first one; `undefined` if there is none. */
export function chunkAt({ chunks: { list, starts } }: Markdown, offset: number): Placed<Stretch> | undefined {
  const nth = lineAt(starts, offset);
  const passage = list[nth];
  return passage && { passage, at: starts[nth] as number };
}
