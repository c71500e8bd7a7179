import { stringify } from 'yaml';
import { lineBreakOf } from '../text/lines.ts';
import type { Range } from '../text/range.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import {
  alternatives,
  choices,
  describe,
  expectation,
  nestSchema,
  type Scalar,
  type Schema,
  schemasAt,
  typesOf,
} from './schema.ts';

/** Replaces the text from `start` to `end`. `insertText` includes the line breaks and indentation that it needs. */
export interface YamlCompletion extends Range {
  readonly label: string;
  readonly detail: string;
  /** Markdown; may be empty. */
  readonly documentation: string;
  readonly insertText: string;
}

/**
 * Completes the YAML in the range `within` of `text`: keys of the schema that are not present yet, or values that the
 * schema lists. `offset` is the cursor. With a `path`, the schema describes only the value at that path. Returns an
 * empty list if no key or value can be at the cursor.
 */
export function completeYaml(
  text: string,
  within: Range,
  offset: number,
  schema: Schema,
  path: readonly string[] = [],
): readonly YamlCompletion[] {
  const cursor = cursorAt(text, within, offset);
  if (!cursor) return [];
  const { line, lineStart } = cursor;
  const fullSchema = nestSchema(path, schema);
  if (line.key && offset >= lineStart + line.key.afterColon) {
    const schemas = schemasAt(fullSchema, [...cursor.path, line.key.name]);
    return unique(completeValue(text, cursor, offset, schemas));
  }
  const schemas = schemasAt(fullSchema, cursor.path);
  const start = lineStart + cursor.column;
  // Directly before a word, the author is not typing that word, and there is no room for another one.
  if (offset === start && line.content !== '') return [];
  const rest = /^[\w-]*/.exec(text.slice(offset, within.end))?.[0] ?? '';
  const at = { start, end: line.key ? Math.max(offset, lineStart + line.key.end) : offset + rest.length };
  const items = line.dashes.length > 0 && !line.key ? schemas.flatMap((each) => values(each, at)) : [];
  return unique([...completeKeys(text, cursor, schemas, at), ...items]);
}

function completeKeys(
  text: string,
  { column, line, siblings }: Cursor,
  schemas: readonly Schema[],
  at: Range,
): YamlCompletion[] {
  const inner = lineBreakOf(text) + ' '.repeat(column + 2);
  return schemas
    .flatMap(alternatives)
    .flatMap(({ properties }) => Object.entries(properties ?? {}))
    .filter(([name]) => !siblings.has(name))
    .map(([name, schema]) => ({
      label: name,
      detail: expectation(schema),
      documentation: describe(schema),
      insertText: toYaml(name) + (line.key ? '' : afterKey(schema, inner)),
      ...at,
    }));
}

/** What follows a new key: `: `, or a line break and indentation if the value is a mapping or a list. */
function afterKey(schema: Schema, inner: string): string {
  const types = new Set(alternatives(schema).flatMap(typesOf));
  if (types.size === 1 && types.has('object')) return `:${inner}`;
  return types.size === 1 && types.has('array') ? `:${inner}- ` : ': ';
}

function completeValue(
  text: string,
  { line: { key }, lineStart }: Cursor,
  offset: number,
  schemas: readonly Schema[],
): readonly YamlCompletion[] {
  if (!key || /^[[\]{},&*!|>]/.test(key.value)) return [];
  const start = lineStart + key.valueAt;
  const end = key.value === '' ? offset : start + key.value.length;
  if (offset > end) return [];
  const at = { start: key.value === '' ? offset : Math.min(offset, start), end };
  const space = text[at.start - 1] === ':' ? ' ' : '';
  return schemas.flatMap((each) => values(each, at, space));
}

function values(schema: Schema, at: Range, before = ''): YamlCompletion[] {
  return choices(schema).map((value) => ({
    label: String(value),
    detail: value === schema.default ? 'default' : '',
    documentation: describe(schema),
    insertText: before + toYaml(value),
    ...at,
  }));
}

/** Writes a value as YAML, in quotes if necessary. */
function toYaml(value: Scalar): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function unique(items: readonly YamlCompletion[]): readonly YamlCompletion[] {
  return [...new Map(items.toReversed().map((item) => [item.label, item])).values()].reverse();
}
