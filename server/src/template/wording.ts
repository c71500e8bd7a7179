import type { Block, Item, Leaf } from '../markdown/blocks.ts';
import { leafSource, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import { fold } from '../text/fold.ts';

/**
 * A set of texts from a template, to compare the text of a document with. The comparison ignores line breaks, emphasis,
 * case, and the kind of dashes; see docs/reference.md, "Section states".
 */
export interface Wordings {
  /** Whether the set has a text that equals the Markdown `source`. */
  includes(source: string): boolean;
}

export function wordings(sources: Iterable<string>): Wordings {
  const all = new Set([...sources].map(wording));
  const beginnings = new Set([...all].map(beginning));
  // Most texts of a document begin differently from all texts of the template, so folding them is not necessary.
  const mayMatch = (source: string): boolean => {
    const start = beginning(source);
    return start === undefined || beginnings.has(start) || beginnings.has(undefined);
  };
  return { includes: (source) => all.size > 0 && mayMatch(source) && all.has(wording(source)) };
}

/** A text for comparisons: folded, without emphasis and code ticks. */
export function wording(source: string): string {
  return fold(source.replace(/[*_`~]/g, ''));
}

/** The first eight letters and digits in lower case; `undefined` if folding could change them. */
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

/** The source of all text in some blocks: first the leaves, then the code and HTML blocks. */
export function* textsOf(text: string, blocks: readonly Block[]): Generator<string> {
  for (const leaf of leavesOf(blocks)) yield leafSource(text, leaf);
  yield* codeOf(text, blocks);
}

/** The source of all code and HTML blocks. */
export function codeOf(text: string, blocks: readonly Block[]): string[] {
  return walkBlocks(blocks)
    .filter(({ kind }) => kind === 'code' || kind === 'html')
    .map(({ start, end }) => text.slice(start, end));
}

/**
 * All list items in some blocks, including nested ones. `leaf` is the paragraph that begins the item, if it has one.
 */
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
