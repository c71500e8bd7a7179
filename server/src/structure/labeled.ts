import type { Block, Paragraph, Row, Table } from '../markdown/blocks.ts';
import { leafText } from '../markdown/markdown.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import { readField, withoutNote } from './field.ts';
import { allBlocks, type Section } from './sections.ts';

/** The text under a label in a document. The label is a list item, a line of a paragraph, a table row, or a heading. */
export interface Labeled {
  /** The label for comparisons; see `labelName`. */
  readonly name: string;
  /** The range of the line, row, or heading that has the label. */
  readonly range: Range;
  /** The range of the text after the label, up to the next label; empty if there is none. */
  readonly value: Range;
  /** The blocks under the label. */
  readonly blocks: readonly Block[];
  /** If the label is a heading, its section. */
  readonly section: Section | undefined;
}

type IsLabel = (name: string) => boolean;

/**
 * Finds the text under all labels in a section, and in the sections nested in it, that `isLabel` accepts by their name.
 * The results are in document order, with offsets in `text`.
 */
export function* labeledIn(text: string, section: Section, isLabel: IsLabel): Generator<Labeled> {
  yield* labeledInBlocks(text, section.blocks, isLabel);
  for (const child of section.children) {
    const name = labelName(child.name);
    const { end } = child.heading;
    const value = { start: end, end };
    if (isLabel(name))
      yield { name, range: child.heading, value, blocks: [...allBlocks(child)], section: child };
    else yield* labeledIn(text, child, isLabel);
  }
}

/** A label for comparisons: folded, without emphasis, a final colon, and a note in parentheses. */
export function labelName(label: string): string {
  return withoutNote(fold(label.replace(/[*_`]/g, '')).replace(/ ?:$/, ''));
}

/**
 * Reads the label of a line: the label of its field, or otherwise the entire line. Returns the name, which is empty for
 * a line too long for a label, and the offset in the line where the value begins.
 */
export function readLabel(line: string): { readonly name: string; readonly valueStart: number } {
  const field = readField(line);
  if (field) return { name: labelName(field.label), valueStart: field.valueStart };
  const name = line.length > LONGEST ? '' : labelName(line);
  return { name, valueStart: line.length };
}

/** A longer line, in UTF-16 code units, is not a label. */
const LONGEST = 120;

/** Like `labeledIn`, for a list of blocks. */
export function* labeledInBlocks(
  text: string,
  blocks: readonly Block[],
  isLabel: IsLabel,
): Generator<Labeled> {
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'list')
      for (const item of block.items) yield* labeledInBlocks(text, item.blocks, isLabel);
    else if (block.kind === 'quote') yield* labeledInBlocks(text, block.blocks, isLabel);
    else if (block.kind === 'table') yield* inTable(text, block, isLabel);
    else if (block.kind === 'paragraph') {
      const found = [...inParagraph(text, block, isLabel)];
      const last = found.pop();
      yield* found;
      if (last) yield { ...last, blocks: blocksUnder(text, blocks, index + 1, isLabel) };
    }
  }
}

function* inTable(text: string, table: Table, isLabel: IsLabel): Generator<Labeled> {
  const [head, ...others] = table.rows.map((row) => [...inRow(text, row, isLabel)]);
  const rows = others.flat();
  // A label that occurs only in the first row is the header of a column, as in `| Goal | Measure |`.
  if (rows.length > 0 || others.length === 0) yield* head ?? [];
  else
    for (const { value, ...label } of head ?? [])
      yield { ...label, value: { start: value.end, end: value.end }, blocks: [table] };
  yield* rows;
}

function* inRow(text: string, { cells, ...row }: Row, isLabel: IsLabel): Generator<Labeled> {
  const [first, ...others] = cells;
  const name = first ? labelName(leafText(text, first)) : '';
  // A row with several labels is a header row.
  if (!isLabel(name) || others.some((cell) => isLabel(labelName(leafText(text, cell))))) return;
  const value = { start: others[0]?.start ?? row.end, end: others.at(-1)?.end ?? row.end };
  yield { name, range: { start: row.start, end: row.end }, value, blocks: [], section: undefined };
}

/** Each label at the start of a line of the paragraph. Its value extends to the next label. */
function* inParagraph(text: string, paragraph: Paragraph, isLabel: IsLabel): Generator<Labeled> {
  const labels = paragraph.lines.flatMap((line) => {
    const { name, valueStart } = readLabel(text.slice(line.start, line.end));
    return isLabel(name) ? [{ name, range: line, start: line.start + valueStart }] : [];
  });
  for (const [index, { name, range, start }] of labels.entries()) {
    const next = labels[index + 1]?.range.start ?? paragraph.end;
    const words = text.slice(start, next).trimEnd();
    yield { name, range, value: { start, end: start + words.length }, blocks: [], section: undefined };
  }
}

/** The blocks from the index `start` up to the next block with a label. */
function blocksUnder(
  text: string,
  blocks: readonly Block[],
  start: number,
  isLabel: IsLabel,
): readonly Block[] {
  let end = start;
  while (end < blocks.length && !hasLabel(text, blocks[end] as Block, isLabel)) end++;
  return blocks.slice(start, end);
}

function hasLabel(text: string, block: Block, isLabel: IsLabel): boolean {
  if (block.kind !== 'paragraph') return block.kind === 'heading';
  const line = text.slice(block.start, block.lines[0]?.end);
  return isLabel(readLabel(line).name) || EMPHASIZED_LABEL.test(line);
}

const EMPHASIZED_LABEL = /^(?:\*\*|__)[^*_\n]+(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*(?::|$))/;
