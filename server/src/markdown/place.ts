import type { Range } from '../text/range.ts';
import type { Block, Comment, Definition, Item, Row } from './blocks.ts';

/** The same blocks in a text in which they stand `by` UTF-16 code units further behind. */
export function placeBlocks<B extends Block>(blocks: readonly B[], by: number): readonly B[] {
  return by === 0 ? blocks : blocks.map((block) => placeBlock(block, by));
}

export function placeBlock<B extends Block>(block: B, by: number): B {
  return (by === 0 ? block : placed(block, by)) as B;
}

export function placeDefinition(definition: Definition, by: number): Definition {
  return { ...move(definition, by), destination: move(definition.destination, by) };
}

function placed(block: Block, by: number): Block {
  const moved = move(block, by);
  switch (moved.kind) {
    case 'heading':
    case 'paragraph':
      return { ...moved, lines: moveLines(moved.lines, by) };
    case 'comment':
      return { ...moved, body: move(moved.body, by) };
    case 'html':
      return { ...moved, comments: placeBlocks<Comment>(moved.comments, by) };
    case 'quote':
      return { ...moved, blocks: placeBlocks(moved.blocks, by) };
    case 'list':
      return { ...moved, items: moved.items.map((item) => placeItem(item, by)) };
    case 'table':
      return { ...moved, rows: moved.rows.map((row) => placeRow(row, by)) };
    default:
      return moved;
  }
}

function placeItem(item: Item, by: number): Item {
  return { ...move(item, by), blocks: placeBlocks(item.blocks, by) };
}

function placeRow(row: Row, by: number): Row {
  const cells = row.cells.map((cell) => ({ ...move(cell, by), lines: moveLines(cell.lines, by) }));
  return { ...move(row, by), cells };
}

function moveLines(lines: readonly Range[], by: number): readonly Range[] {
  return lines.map(({ start, end }) => ({ start: start + by, end: end + by }));
}

/** The same ranges, with whatever else they have, `by` further behind. */
export function moveAll<R extends Range>(ranges: readonly R[], by: number): readonly R[] {
  return by === 0 || ranges.length === 0 ? ranges : ranges.map((range) => move(range, by));
}

/** The same range, with whatever else it has, `by` further behind. */
export function move<R extends Range>(range: R, by: number): R {
  return { ...range, start: range.start + by, end: range.end + by };
}
