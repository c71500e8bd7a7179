import { lineRangeAt, wholeLines } from '../text/lines.ts';
import { applyEdits, movedBy, overlaps, type Range, type TextEdit } from '../text/range.ts';
import type { Block } from './blocks.ts';
import { type Markdown, parseMarkdown } from './markdown.ts';

/**
 * Whether every block that the edits do not touch is still the same block afterwards: of the same kind, with the same
 * first and last character. For example, removing a comment can turn a paragraph into a heading, and text inserted
 * after an unclosed code fence becomes code. Only the blocks around the edits are parsed again. The edits must not
 * overlap.
 */
export function keepsBlocks(markdown: Markdown, edits: readonly TextEdit[]): boolean {
  if (edits.length === 0) return true;
  const { start, end } = rangeToParse(markdown, edits);
  const moved = edits.map((edit) => movedBy(edit, -start));
  const before = markdown.text.slice(start, end);
  // `---` opens front matter only at the start of the document.
  const options = { frontMatter: start === 0 && markdown.frontMatter !== undefined };
  const after = parseMarkdown(applyEdits(before, moved), options);
  const keys = new Set([...nestedBlocks(after.blocks)].map(({ path, block }) => keyOf(path, block, 0)));
  return [...nestedBlocks(parseMarkdown(before, options).blocks)].every(
    ({ path, block }) =>
      moved.some((edit) => touches(before, edit, block)) ||
      keys.has(keyOf(path, block, shiftAt(moved, block.start))),
  );
}

/**
 * The first of several alternative edits for which `keepsBlocks` is true, as a list; an empty list if there is none.
 */
export function firstThatKeepsBlocks(markdown: Markdown, alternatives: readonly TextEdit[]): TextEdit[] {
  const edit = alternatives.find((each) => keepsBlocks(markdown, [each]));
  return edit ? [edit] : [];
}

/**
 * The full lines from the block before the edits to the block after them. That is enough, because a top-level block
 * does not depend on the blocks before it: if the block after the edits ends where it did, all blocks after it stay the
 * same.
 */
function rangeToParse({ text, blocks, frontMatter }: Markdown, edits: readonly TextEdit[]): Range {
  const first = Math.min(...edits.map(({ start }) => start));
  const last = Math.max(...edits.map(({ end }) => end));
  const touched = blocks.findIndex(({ end }) => end >= first);
  const before = blocks[(touched < 0 ? blocks.length : touched) - 1];
  // A list or a quote right after the edits may grow, so look at the block after it.
  const after = blocks.find(({ start, kind }) => start > last && kind !== 'list' && kind !== 'quote');
  const body = frontMatter && first >= frontMatter.end ? frontMatter.end : 0;
  return {
    start: before ? lineRangeAt(text, before.start).start : body,
    end: after ? lineRangeAt(text, after.end).end : text.length,
  };
}

interface NestedBlock {
  /** The kinds of the enclosing blocks. */
  readonly path: string;
  readonly block: Block;
}

function* nestedBlocks(blocks: readonly Block[], path = ''): Generator<NestedBlock> {
  for (const block of blocks) {
    yield { path, block };
    if (block.kind === 'quote') yield* nestedBlocks(block.blocks, `${path}quote `);
    else if (block.kind === 'list')
      for (const { blocks: nested } of block.items) yield* nestedBlocks(nested, `${path}list `);
  }
}

function keyOf(path: string, block: Block, shift: number): string {
  const rank = block.kind === 'heading' ? block.rank : '';
  return `${path}${block.kind}${rank} ${block.start + shift} ${block.end + shift}`;
}

/**
 * Whether an edit may change a block, because it is inside the block or on its line. Lists and quotes may also grow by
 * full lines.
 */
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
