import type { Range } from '../text/range.ts';
import type { Block, Cell, Comment, Definition, Item, Row } from './blocks.ts';

/** The same blocks with all offsets increased by `by` UTF-16 code units. `by` may be negative. */
export function placeBlocks<B extends Block>(blocks: readonly B[], by: number): readonly B[] {
  return by === 0 ? blocks : blocks.map((block) => placeBlock(block, by));
}

export function placeBlock<B extends Block>(block: B, by: number): B {
  return (by === 0 ? block : placed(block, by)) as B;
}

export function placeDefinition(definition: Definition, by: number): Definition {
  return { ...move(definition, by), destination: move(definition.destination, by) };
}

/** Lists every property by name, because spreading the block is several times slower. */
function placed(block: Block, by: number): Block {
  const start = block.start + by;
  const end = block.end + by;
  const { kind } = block;
  switch (kind) {
    case 'heading': {
      const { rank, setext, references } = block;
      return { kind, rank, setext, start, end, lines: moveLines(block.lines, by), references };
    }
    case 'paragraph':
      return { kind, start, end, lines: moveLines(block.lines, by), references: block.references };
    case 'comment':
      return { kind, start, end, body: { start: block.body.start + by, end: block.body.end + by } };
    case 'html':
      return { kind, start, end, comments: placeBlocks<Comment>(block.comments, by) };
    case 'quote':
      return { kind, start, end, blocks: placeBlocks(block.blocks, by) };
    case 'list':
      return {
        kind,
        ordered: block.ordered,
        start,
        end,
        items: block.items.map((item) => placeItem(item, by)),
      };
    case 'table':
      return { kind, start, end, rows: block.rows.map((row) => placeRow(row, by)) };
    case 'code':
      return { kind, fenced: block.fenced, start, end };
    case 'break':
      return { kind, start, end };
  }
}

function placeItem({ kind, start, end, blocks }: Item, by: number): Item {
  return { kind, start: start + by, end: end + by, blocks: placeBlocks(blocks, by) };
}

function placeRow({ kind, start, end, cells }: Row, by: number): Row {
  return { kind, start: start + by, end: end + by, cells: cells.map((cell) => placeCell(cell, by)) };
}

function placeCell({ kind, start, end, lines, references }: Cell, by: number): Cell {
  return { kind, start: start + by, end: end + by, lines: moveLines(lines, by), references };
}

function moveLines(lines: readonly Range[], by: number): readonly Range[] {
  return lines.map(({ start, end }) => ({ start: start + by, end: end + by }));
}

/** The same values with their ranges increased by `by` UTF-16 code units; other properties stay as they are. */
export function moveAll<R extends Range>(ranges: readonly R[], by: number): readonly R[] {
  return by === 0 || ranges.length === 0 ? ranges : ranges.map((range) => move(range, by));
}

/** The same value with its range increased by `by` UTF-16 code units; other properties stay as they are. */
export function move<R extends Range>(range: R, by: number): R {
  return { ...range, start: range.start + by, end: range.end + by };
}
