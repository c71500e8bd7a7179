import { isMap, isScalar, type Pair, parseDocument } from 'yaml';
import { flat } from '../text/flat.ts';
import type { Range } from '../text/range.ts';

/** A YAML block between `---` lines at the very top; the range covers both lines, `body` what lies between. */
export interface FrontMatter extends Range {
  readonly body: Range;
  /** Its fields in order, read when somebody first asks. Broken YAML gives those that could still be read. */
  readonly fields: readonly FrontMatterField[];
}

/** One top-level `key: value` of the front matter; `value` is the scalar's text, undefined for anything else. */
export interface FrontMatterField {
  readonly key: string;
  readonly at: Range;
  readonly value: string | undefined;
  readonly valueAt: Range;
  /** The scalar entries of a nested mapping. */
  readonly entries: ReadonlyMap<string, string>;
}

/** Finds front matter as VS Code's preview does: `---` alone on the first line, up to the next such line. */
export function findFrontMatter(text: string, from: number): FrontMatter | undefined {
  const open = /---[ \t]*(?:\r\n|\n|\r)/y;
  open.lastIndex = from;
  if (!open.test(text)) return undefined;
  const close = /(?<=[\r\n])---[ \t]*(?=[\r\n]|$)/g;
  close.lastIndex = open.lastIndex;
  const found = close.exec(text);
  if (!found) return undefined;
  const body = { start: open.lastIndex, end: found.index };
  const source = flat(text.slice(body.start, body.end));
  let fields: readonly FrontMatterField[] | undefined;
  return {
    start: from,
    end: found.index + 3,
    body,
    get fields() {
      fields ??= readFields(source, body.start);
      return fields;
    },
  };
}

function readFields(source: string, start: number): FrontMatterField[] {
  // YAML knows no lone `\r` as a line break. Looking for keys written twice would take time in their number squared.
  const yaml = source.replace(/\r(?!\n)/g, '\n');
  const root = parseDocument(yaml, { logLevel: 'silent', uniqueKeys: false }).contents;
  if (!isMap(root)) return [];
  return root.items.flatMap((pair) => readField(pair, start) ?? []);
}

function readField({ key, value }: Pair, base: number): FrontMatterField | undefined {
  if (!isScalar(key) || key.value === null || !key.range) return undefined;
  const [keyStart, keyEnd] = key.range;
  const at = { start: base + keyStart, end: base + keyEnd };
  const scalar = isScalar(value) ? value : undefined;
  const [valueStart, valueEnd] = scalar?.range ?? [keyEnd + 1, keyEnd + 1];
  return {
    key: String(key.value),
    at,
    value: scalar ? scalarText(scalar.value) : undefined,
    valueAt: { start: base + valueStart, end: base + valueEnd },
    entries: new Map(
      isMap(value)
        ? value.items.flatMap((item) =>
            isScalar(item.key) && isScalar(item.value)
              ? [[String(item.key.value), scalarText(item.value.value)] as const]
              : [],
          )
        : [],
    ),
  };
}

function scalarText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
