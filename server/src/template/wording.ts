import type { Block, Item, Leaf } from '../markdown/blocks.ts';
import { leafSource, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import { fold } from '../text/fold.ts';

/**
 * A stretch of source as it is compared with the template's own text: blind to wrapping, emphasis, case and kinds of
 * dashes (product.md, "State of a section").
 */
export function wording(source: string): string {
  return fold(source.replace(/[*_`~]/g, ''));
}

/** The wordings of all text in some blocks, code included. */
export function wordingsOf(text: string, blocks: readonly Block[]): string[] {
  const wordings: string[] = [];
  for (const leaf of leavesOf(blocks)) wordings.push(wording(leafSource(text, leaf)));
  for (const block of walkBlocks(blocks)) {
    if (block.kind === 'code' || block.kind === 'html')
      wordings.push(wording(text.slice(block.start, block.end)));
  }
  return wordings;
}

/** Each list item of the blocks, nested ones included, with the leaf that opens it and how deep it is nested. */
export function* itemsOf(
  blocks: readonly Block[],
  depth = 0,
): Generator<{ readonly item: Item; readonly leaf: Leaf | undefined; readonly depth: number }> {
  for (const block of blocks) {
    if (block.kind !== 'list') continue;
    for (const item of block.items) {
      const first = item.blocks[0];
      yield { item, leaf: first?.kind === 'paragraph' ? first : undefined, depth };
      yield* itemsOf(item.blocks, depth + 1);
    }
  }
}
