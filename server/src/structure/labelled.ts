import type { Block, Paragraph, Row, Table } from '../markdown/blocks.ts';
import { leafText } from '../markdown/markdown.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import { readField, withoutNote } from './field.ts';
import { allBlocks, type Section } from './sections.ts';

/** What an author writes under a label: in a list item, a paragraph, a table row or a child section. */
export interface Labelled {
  /** The label as it is compared, without a note in brackets. */
  readonly name: string;
  /** The line, row or heading that is the label. */
  readonly at: Range;
  /** What stands behind the label on its own line; empty if nothing does. */
  readonly value: Range;
  /** What stands under it. */
  readonly blocks: readonly Block[];
  /** The section whose heading the label is. */
  readonly section: Section | undefined;
}

type IsLabel = (name: string) => boolean;

/** Everything in a section that stands under a label of some names, in document order. */
export function* labelledIn(text: string, section: Section, isLabel: IsLabel): Generator<Labelled> {
  yield* labelledAmong(text, section.blocks, isLabel);
  for (const child of section.children) {
    const name = labelName(child.name);
    const { end } = child.heading;
    const value = { start: end, end };
    if (isLabel(name))
      yield { name, at: child.heading, value, blocks: [...allBlocks(child)], section: child };
    else yield* labelledIn(text, child, isLabel);
  }
}

/** A label as it is compared: folded, without emphasis, a final colon and a note in brackets. */
export function labelName(label: string): string {
  return withoutNote(fold(label.replace(/[*_`]/g, '')).replace(/ ?:$/, ''));
}

/** The label with which a line begins or that it is, and where its value begins. */
export function readLabel(line: string): { readonly name: string; readonly valueStart: number } {
  const field = readField(line);
  if (field) return { name: labelName(field.label), valueStart: field.valueStart };
  const name = line.length > LONGEST ? '' : labelName(line);
  return { name, valueStart: line.length };
}

/** A line with more characters says more than a label does. */
const LONGEST = 120;

/** The same for some blocks. */
export function* labelledAmong(
  text: string,
  blocks: readonly Block[],
  isLabel: IsLabel,
): Generator<Labelled> {
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'list')
      for (const item of block.items) yield* labelledAmong(text, item.blocks, isLabel);
    else if (block.kind === 'quote') yield* labelledAmong(text, block.blocks, isLabel);
    else if (block.kind === 'table') yield* inTable(text, block, isLabel);
    else if (block.kind === 'paragraph') {
      const found = [...inParagraph(text, block, isLabel)];
      const last = found.pop();
      yield* found;
      if (last) yield { ...last, blocks: following(text, blocks, index + 1, isLabel) };
    }
  }
}

function* inTable(text: string, table: Table, isLabel: IsLabel): Generator<Labelled> {
  const [head, ...others] = table.rows.map((row) => [...inRow(text, row, isLabel)]);
  const rows = others.flat();
  // A label that stands in the first row alone heads a column, as in `| Goal | Measure |`.
  if (rows.length > 0 || others.length === 0) yield* head ?? [];
  else
    for (const { value, ...label } of head ?? [])
      yield { ...label, value: { start: value.end, end: value.end }, blocks: [table] };
  yield* rows;
}

function* inRow(text: string, { cells, ...row }: Row, isLabel: IsLabel): Generator<Labelled> {
  const [first, ...others] = cells;
  const name = first ? labelName(leafText(text, first)) : '';
  // A row of labels heads the columns of a table.
  if (!isLabel(name) || others.some((cell) => isLabel(labelName(leafText(text, cell))))) return;
  const value = { start: others[0]?.start ?? row.end, end: others.at(-1)?.end ?? row.end };
  yield { name, at: { start: row.start, end: row.end }, value, blocks: [], section: undefined };
}

/** Each label at the start of one of the paragraph's lines, up to the next. */
function* inParagraph(text: string, paragraph: Paragraph, isLabel: IsLabel): Generator<Labelled> {
  const labels = paragraph.lines.flatMap((line) => {
    const { name, valueStart } = readLabel(text.slice(line.start, line.end));
    return isLabel(name) ? [{ name, at: line, start: line.start + valueStart }] : [];
  });
  for (const [index, { name, at, start }] of labels.entries()) {
    const next = labels[index + 1]?.at.start ?? paragraph.end;
    const words = text.slice(start, next).trimEnd();
    yield { name, at, value: { start, end: start + words.length }, blocks: [], section: undefined };
  }
}

/** What follows a labelled paragraph, from `start`, up to the next one. */
function following(
  text: string,
  blocks: readonly Block[],
  start: number,
  isLabel: IsLabel,
): readonly Block[] {
  let end = start;
  while (end < blocks.length && !isLabelled(text, blocks[end] as Block, isLabel)) end++;
  return blocks.slice(start, end);
}

function isLabelled(text: string, block: Block, isLabel: IsLabel): boolean {
  if (block.kind !== 'paragraph') return block.kind === 'heading';
  const line = text.slice(block.start, block.lines[0]?.end);
  return isLabel(readLabel(line).name) || EMPHASISED_LABEL.test(line);
}

const EMPHASISED_LABEL = /^(?:\*\*|__)[^*_\n]+(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*(?::|$))/;
