import type { Range } from '../text/range.ts';
import { parseYaml } from './parse.ts';
import { describe, nestSchema, type Schema, schemasAt } from './schema.ts';
import { pathToKeyAt } from './tree.ts';

/** The schema's description of the key at `offset`, as Markdown; `undefined` if there is no key or no description. */
export function hoverYaml(
  text: string,
  within: Range,
  offset: number,
  schema: Schema,
  path: readonly string[] = [],
): ({ readonly text: string } & Range) | undefined {
  const key = pathToKeyAt(parseYaml(text, within).root, offset);
  if (!key) return undefined;
  const description = schemasAt(nestSchema(path, schema), key.path)
    .map(describe)
    .find((each) => each !== '');
  return description === undefined ? undefined : { text: description, start: key.start, end: key.end };
}
