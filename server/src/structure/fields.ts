import type { Block, Cell } from '../markdown/blocks.ts';
import { leafText, type Markdown } from '../markdown/markdown.ts';
import type { Located, Passage } from '../markdown/passage.ts';
import { move } from '../markdown/place.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import { readField } from './field.ts';

/**
 * A field with its ranges: a line of a paragraph or list item, a table row, or a key of the front matter; see
 * docs/reference.md, "Fields and choices".
 */
export interface LocatedField {
  readonly label: string;
  /** The folded label, for comparisons. */
  readonly name: string;
  /** The source of the value, including emphasis and notes. */
  readonly value: string;
  /** The range of the value. If the value is empty, an empty range after the label. */
  readonly valueRange: Range;
  /** The range of the label and the value. */
  readonly range: Range;
}

/** The fields in some blocks, in order. Block quotes, code, and headings are skipped. Offsets are in `text`. */
export function fieldsIn(text: string, blocks: readonly Block[]): Generator<LocatedField> {
  return findFields(text, blocks, () => true);
}

/** The fields whose folded label is `name`. */
export function* fieldsNamed(text: string, blocks: readonly Block[], name: string): Generator<LocatedField> {
  // Few lines contain the words of the label, and only those need to be parsed and folded.
  const words = new RegExp(name.replace(/[^\p{L}\p{N}]+/gu, '[^a-z0-9]+'), 'i');
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) return;
  const all = text.slice(first.start, last.end);
  if (!NOT_ASCII.test(all) && !words.test(all)) return;
  for (const field of findFields(text, blocks, (line) => NOT_ASCII.test(line) || words.test(line)))
    if (field.name === name) yield field;
}

/**
 * The fields of a passage whose folded label is `named.name`, in document offsets. Results are cached by the identity
 * of `named`, so pass the same object each time.
 */
export function fieldsInPassage(
  { passage, at }: Located,
  named: { readonly name: string },
): readonly LocatedField[] {
  const fields = namedFields(passage, named);
  if (at === 0 || fields.length === 0) return fields;
  return fields.map((field) => ({
    ...field,
    valueRange: move(field.valueRange, at),
    range: move(field.range, at),
  }));
}

const namedFields = memo(
  ({ text, blocks }: Passage, named: { readonly name: string }): readonly LocatedField[] => [
    ...fieldsNamed(text, blocks, named.name),
  ],
);

const NOT_ASCII = /[^\0-\x7f]/;

/** `mayMatch` rules out lines and table rows before they are parsed. */
function* findFields(
  text: string,
  blocks: readonly Block[],
  mayMatch: (line: string) => boolean,
): Generator<LocatedField> {
  for (const block of blocks) {
    if (block.kind === 'list') for (const item of block.items) yield* findFields(text, item.blocks, mayMatch);
    else if (block.kind === 'table') {
      for (const row of block.rows)
        if (mayMatch(text.slice(row.start, row.end))) yield* fieldInRow(text, row.cells);
    } else if (block.kind === 'paragraph') {
      for (const line of block.lines) {
        const source = text.slice(line.start, line.end);
        const field = mayMatch(source) ? readField(source) : undefined;
        if (!field) continue;
        const valueRange = { start: line.start + field.valueStart, end: line.end };
        yield { label: field.label, name: field.name, value: field.value, valueRange, range: line };
      }
    }
  }
}

/** The top-level fields of the front matter. */
export function frontMatterFields({ frontMatter }: Markdown): LocatedField[] {
  if (!frontMatter) return [];
  return frontMatter.fields.map(({ key, keyRange, value, valueRange }) => ({
    label: key,
    name: foldKey(key),
    value: value ?? '',
    valueRange,
    range: { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) },
  }));
}

/** Folds a key of the front matter: `quality_level`, `quality-level`, and `qualityLevel` become the same name. */
export function foldKey(key: string): string {
  return fold(key.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' '));
}

function* fieldInRow(text: string, [first, second]: readonly Cell[]): Generator<LocatedField> {
  if (!first || !second) return;
  const label = leafText(text, first).replace(/:$/, '').trimEnd();
  if (label === '') return;
  const { start, end } = second;
  const range = { start: first.start, end };
  yield { label, name: fold(label), value: text.slice(start, end), valueRange: { start, end }, range };
}
