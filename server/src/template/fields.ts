import type { Block, Cell } from '../markdown/blocks.ts';
import { frontMatterFields, leafText, type Markdown } from '../markdown/markdown.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import { readField } from './field.ts';

/** `Label: value` where it stands: in a paragraph, a list item, a table row or the front matter. */
export interface PlacedField {
  readonly label: string;
  /** The label as it is compared. */
  readonly name: string;
  /** The value with its emphasis and notes, and where it stands: behind the label if it is empty. */
  readonly value: string;
  readonly at: Range;
  /** The label and the value. */
  readonly whole: Range;
}

/** The fields of some blocks in their order; block quotes speak of other documents. */
export function* fieldsIn(text: string, blocks: readonly Block[]): Generator<PlacedField> {
  for (const block of blocks) {
    if (block.kind === 'list') for (const item of block.items) yield* fieldsIn(text, item.blocks);
    else if (block.kind === 'table') for (const row of block.rows) yield* fieldInRow(text, row.cells);
    else if (block.kind === 'paragraph') {
      for (const line of block.lines) {
        const field = readField(text.slice(line.start, line.end));
        if (!field) continue;
        const at = { start: line.start + field.valueStart, end: line.end };
        yield { label: field.label, name: field.name, value: field.value, at, whole: line };
      }
    }
  }
}

/** The top-level fields of the front matter. */
export function frontMatterPlacedFields({ text, frontMatter }: Markdown): PlacedField[] {
  if (!frontMatter) return [];
  return frontMatterFields(text, frontMatter).map(({ key, at, value, valueAt }) => ({
    label: key,
    name: foldKey(key),
    value: value ?? '',
    at: valueAt,
    whole: { start: at.start, end: Math.max(at.end, valueAt.end) },
  }));
}

/** `quality_level`, `quality-level` and `qualityLevel` are the same key. */
export function foldKey(key: string): string {
  return fold(key.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' '));
}

function* fieldInRow(text: string, [first, second]: readonly Cell[]): Generator<PlacedField> {
  if (!first || !second) return;
  const label = leafText(text, first).replace(/\s*:$/, '');
  const whole = { start: first.start, end: second.end };
  const { start, end } = second;
  if (label !== '')
    yield { label, name: fold(label), value: text.slice(start, end), at: { start, end }, whole };
}
