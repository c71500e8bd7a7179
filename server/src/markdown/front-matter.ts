import { isMap, isScalar, type Pair, parseDocument } from 'yaml';
import { flat } from '../text/flat.ts';
import type { Range } from '../text/range.ts';

/** A YAML block between `---` lines at the start of a document. The range includes both lines. */
export interface FrontMatter extends Range {
  /** The range between the two lines. */
  readonly body: Range;
  /** The top-level fields in order, parsed on first use. If the YAML is broken, the fields that could still be read. */
  readonly fields: readonly FrontMatterField[];
}

/** A top-level `key: value` of the front matter. Ranges are in the document. */
export interface FrontMatterField {
  readonly key: string;
  readonly keyRange: Range;
  /** The text of a scalar, empty for `null`; `undefined` for a list or a mapping. */
  readonly value: string | undefined;
  /** The range of a scalar, without white space around it; empty and after the colon for anything else. */
  readonly valueRange: Range;
  /** The scalar entries of a mapping; empty for any other value. */
  readonly entries: ReadonlyMap<string, string>;
}

/**
 * Finds front matter by the rule of the VS Code preview: from `---` alone on a line at the offset `from` to the next
 * such line. Returns `undefined` if there is none or it is not closed.
 */
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
  // The YAML parser does not treat a lone `\r` as a line break. Its check for duplicate keys takes quadratic time.
  const yaml = source.replace(/\r(?!\n)/g, '\n');
  const root = parseDocument(yaml, { logLevel: 'silent', uniqueKeys: false }).contents;
  if (!isMap(root)) return [];
  return root.items.flatMap((pair) => readField(pair, start) ?? []);
}

function readField({ key, value }: Pair, base: number): FrontMatterField | undefined {
  if (!isScalar(key) || key.value === null || !key.range) return undefined;
  const [keyStart, keyEnd] = key.range;
  const scalar = isScalar(value) ? value : undefined;
  const [valueStart, valueEnd] = scalar?.range ?? [keyEnd + 1, keyEnd + 1];
  return {
    key: String(key.value),
    keyRange: { start: base + keyStart, end: base + keyEnd },
    value: scalar ? scalarText(scalar.value) : undefined,
    valueRange: { start: base + valueStart, end: base + valueEnd },
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
