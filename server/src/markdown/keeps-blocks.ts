import { lineRangeAt, wholeLines } from '../text/lines.ts';
import { applyEdits, movedBy, overlaps, type Range, type TextEdit } from '../text/range.ts';
import type { Block } from './blocks.ts';
import { type Markdown, parseMarkdown } from './markdown.ts';

/**
 * Whether every block that edits do not touch is the same block afterwards: of the same kind, from its first character
 * to its last. A comment that goes may have kept a paragraph from being read as a heading; code that is never closed
 * swallows what is written behind it. Only the blocks around the edits are parsed anew. Edits must not overlap.
 */
export function keepsBlocks(markdown: Markdown, edits: readonly TextEdit[]): boolean {
  if (edits.length === 0) return true;
  const { start, end } = around(markdown, edits);
  const moved = edits.map((edit) => movedBy(edit, -start));
  const before = markdown.text.slice(start, end);
  // Only at the document's own start may `---` open front matter.
  const options = { frontMatter: start === 0 && markdown.frontMatter !== undefined };
  const after = parseMarkdown(applyEdits(before, moved), options);
  const there = new Set([...placesOf(after.blocks)].map(({ path, block }) => keyOf(path, block, 0)));
  return [...placesOf(parseMarkdown(before, options).blocks)].every(
    ({ path, block }) =>
      moved.some((edit) => touches(before, edit, block)) ||
      there.has(keyOf(path, block, shiftAt(moved, block.start))),
  );
}

/** The first of several edits that keeps the document's blocks; none if none does. */
export function firstThatKeepsBlocks(markdown: Markdown, ways: readonly TextEdit[]): TextEdit[] {
  const way = ways.find((edit) => keepsBlocks(markdown, [edit]));
  return way ? [way] : [];
}

/**
 * From the block before the edits to the one behind them, in whole lines. What is read of a block at the top level
 * does not depend on those before it, and if the last of these ends as it did, so does everything behind it begin.
 */
function around({ text, blocks, frontMatter }: Markdown, edits: readonly TextEdit[]): Range {
  const first = Math.min(...edits.map(({ start }) => start));
  const last = Math.max(...edits.map(({ end }) => end));
  const touched = blocks.findIndex(({ end }) => end >= first);
  const before = blocks[(touched < 0 ? blocks.length : touched) - 1];
  // A list or a quote right behind an edit may grow, so that what comes behind it tells.
  const after = blocks.find(({ start, kind }) => start > last && kind !== 'list' && kind !== 'quote');
  const body = frontMatter && first >= frontMatter.end ? frontMatter.end : 0;
  return {
    start: before ? lineRangeAt(text, before.start).start : body,
    end: after ? lineRangeAt(text, after.end).end : text.length,
  };
}

interface Place {
  /** The kinds of the blocks around it. */
  readonly path: string;
  readonly block: Block;
}

function* placesOf(blocks: readonly Block[], path = ''): Generator<Place> {
  for (const block of blocks) {
    yield { path, block };
    if (block.kind === 'quote') yield* placesOf(block.blocks, `${path}quote `);
    else if (block.kind === 'list')
      for (const { blocks: nested } of block.items) yield* placesOf(nested, `${path}list `);
  }
}

function keyOf(path: string, block: Block, shift: number): string {
  const rank = block.kind === 'heading' ? block.rank : '';
  return `${path}${block.kind}${rank} ${block.start + shift} ${block.end + shift}`;
}

/** What is written on the line of a block becomes part of it; a list and a quote may grow by whole lines. */
function touches(text: string, edit: TextEdit, block: Block): boolean {
  if (block.kind === 'list' || block.kind === 'quote') return overlaps(edit, wholeLines(text, block));
  if (edit.start < block.end && block.start < edit.end) return true;
  const continues = edit.start === block.end && /^[^\r\n]/.test(edit.newText);
  const precedes = edit.end === block.start && /[^\r\n]$/.test(edit.newText);
  return continues || precedes;
}

function shiftAt(edits: readonly TextEdit[], offset: number): number {
  return edits
    .filter(({ end }) => end <= offset)
    .reduce((shift, { start, end, newText }) => shift + newText.length - (end - start), 0);
}
