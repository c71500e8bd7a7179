import type { Block, Item, Leaf } from '../markdown/blocks.ts';
import { leafSource, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import { fold } from '../text/fold.ts';

/**
 * Texts of a template to compare a document's text with. The comparison ignores line breaks, emphasis, case, and the
 * kind of dashes; see docs/reference.md, "Section states".
 */
export interface Wordings {
  includes(source: string): boolean;
}

export function wordings(sources: Iterable<string>): Wordings {
  const known = new Set([...sources].map(wording));
  const beginnings = new Set([...known].map(beginning));
  // Most of a document begins otherwise than anything in the template, and need not be folded to see it.
  const mayBe = (source: string): boolean => {
    const start = beginning(source);
    return start === undefined || beginnings.has(start) || beginnings.has(undefined);
  };
  return { includes: (source) => known.size > 0 && mayBe(source) && known.has(wording(source)) };
}

/** A text as it is compared with others. */
export function wording(source: string): string {
  return fold(source.replace(/[*_`~]/g, ''));
}

/** The first letters and digits, in lower case; `undefined` if folding might change which they are. */
function beginning(source: string): string | undefined {
  let letters = '';
  for (let at = 0; at < source.length && letters.length < 8; at++) {
    const unit = source.charCodeAt(at);
    if (unit > 126 || unit === 38) return undefined;
    const isDigit = unit >= 48 && unit <= 57;
    if (isDigit || (unit >= 97 && unit <= 122)) letters += source[at];
    else if (unit >= 65 && unit <= 90) letters += String.fromCharCode(unit + 32);
  }
  return letters;
}

/** The source of all text in some blocks: each leaf, then code and raw HTML. */
export function* textsOf(text: string, blocks: readonly Block[]): Generator<string> {
  for (const leaf of leavesOf(blocks)) yield leafSource(text, leaf);
  for (const block of walkBlocks(blocks)) {
    if (block.kind === 'code' || block.kind === 'html') yield text.slice(block.start, block.end);
  }
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
