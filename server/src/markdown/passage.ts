import { type Memory, recall } from '../text/memory.ts';
import type { Block, Comment } from './blocks.ts';

/**
 * Blocks with the text into which their offsets are. It is the same wherever it stands in a document, and after each
 * edit elsewhere, so that what was found out about it still holds.
 */
export interface Passage {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Whether there are comments among the blocks. */
  readonly hasComments: boolean;
  readonly memory: Memory;
}

/** A passage, and where its text begins in a document. */
export interface Placed {
  readonly passage: Passage;
  readonly at: number;
}

export function passageOf(text: string, blocks: readonly Block[]): Passage {
  return { text, blocks, hasComments: blocks.some(({ kind }) => kind === 'comment'), memory: new Map() };
}

/** What `find` finds in a passage, found once for each `finder` and `light`, and placed in the document. */
export function findIn<T>(
  { passage, at }: Placed,
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
