import type { Block, Cell } from '../markdown/blocks.ts';
import { leafText, type Markdown } from '../markdown/markdown.ts';
import type { Passage, Placed } from '../markdown/passage.ts';
import { move } from '../markdown/place.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';
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
export function fieldsIn(text: string, blocks: readonly Block[]): Generator<PlacedField> {
  return fieldsAmong(text, blocks, () => true);
}

/** Those with a label of that name, folded. */
export function* fieldsNamed(text: string, blocks: readonly Block[], name: string): Generator<PlacedField> {
  // Few lines of a document have the words of a label in them, and only those need to be taken apart and folded.
  const words = new RegExp(name.replace(/[^\p{L}\p{N}]+/gu, '[^a-z0-9]+'), 'i');
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) return;
  const all = text.slice(first.start, last.end);
  if (!NOT_ASCII.test(all) && !words.test(all)) return;
  for (const field of fieldsAmong(text, blocks, (line) => NOT_ASCII.test(line) || words.test(line)))
    if (field.name === name) yield field;
}

/** The fields of a passage with the label of `named`, in document offsets. `named` must stay the same object. */
export function fieldsWithin(
  { passage, at }: Placed,
  named: { readonly name: string },
): readonly PlacedField[] {
  const fields = namedFields(passage, named);
  if (at === 0 || fields.length === 0) return fields;
  return fields.map((field) => ({ ...field, at: move(field.at, at), whole: move(field.whole, at) }));
}

const namedFields = memo(
  ({ text, blocks }: Passage, named: { readonly name: string }): readonly PlacedField[] => [
    ...fieldsNamed(text, blocks, named.name),
  ],
);

const NOT_ASCII = /[^\0-\x7f]/;

function* fieldsAmong(
  text: string,
  blocks: readonly Block[],
  isLooked: (line: string) => boolean,
): Generator<PlacedField> {
  for (const block of blocks) {
    if (block.kind === 'list')
      for (const item of block.items) yield* fieldsAmong(text, item.blocks, isLooked);
    else if (block.kind === 'table') {
      for (const row of block.rows)
        if (isLooked(text.slice(row.start, row.end))) yield* fieldInRow(text, row.cells);
    } else if (block.kind === 'paragraph') {
      for (const line of block.lines) {
        const source = text.slice(line.start, line.end);
        const field = isLooked(source) ? readField(source) : undefined;
        if (!field) continue;
        const at = { start: line.start + field.valueStart, end: line.end };
        yield { label: field.label, name: field.name, value: field.value, at, whole: line };
      }
    }
  }
}

/** The top-level fields of the front matter. */
export function frontMatterPlacedFields({ frontMatter }: Markdown): PlacedField[] {
  if (!frontMatter) return [];
  return frontMatter.fields.map(({ key, at, value, valueAt }) => ({
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
  const label = leafText(text, first).replace(/:$/, '').trimEnd();
  const whole = { start: first.start, end: second.end };
  const { start, end } = second;
  if (label !== '')
    yield { label, name: fold(label), value: text.slice(start, end), at: { start, end }, whole };
}
