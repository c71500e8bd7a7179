import { stringify } from 'yaml';
import { lineBreakOf } from '../text/lines.ts';
import type { Range } from '../text/range.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import {
  alternatives,
  choices,
  describe,
  expectation,
  type Scalar,
  type Schema,
  schemasAt,
  typesOf,
  under,
} from './schema.ts';

/** Takes the place of what stands between `start` and `end`; its lines have all the indentation that they need. */
export interface YamlCompletion extends Range {
  readonly label: string;
  readonly detail: string;
  /** Markdown; may be empty. */
  readonly documentation: string;
  readonly insertText: string;
}

/** The keys that the schema has at a place and that are not there yet, or the values that it names one by one. */
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
  const whole = under(path, schema);
  if (line.key && offset >= lineStart + line.key.behind) {
    const schemas = schemasAt(whole, [...cursor.path, line.key.name]);
    return unique(completeValue(text, cursor, offset, schemas));
  }
  const schemas = schemasAt(whole, cursor.path);
  const start = lineStart + cursor.column;
  // In front of a word nothing of it is being typed, and it has no room for another.
  if (offset === start && line.content !== '') return [];
  const rest = /^[\w-]*/.exec(text.slice(offset, within.end))?.[0] ?? '';
  const at = { start, end: line.key ? Math.max(offset, lineStart + line.key.end) : offset + rest.length };
  const words = line.dashes.length > 0 && !line.key ? schemas.flatMap((each) => values(each, at)) : [];
  return unique([...completeKeys(text, cursor, schemas, at), ...words]);
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
      insertText: plain(name) + (line.key ? '' : behindKey(schema, inner)),
      ...at,
    }));
}

function behindKey(schema: Schema, inner: string): string {
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
    insertText: before + plain(value),
    ...at,
  }));
}

/** As it is written in YAML, in quotes where it needs them. */
function plain(value: Scalar): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function unique(items: readonly YamlCompletion[]): readonly YamlCompletion[] {
  return [...new Map(items.toReversed().map((item) => [item.label, item])).values()].reverse();
}
