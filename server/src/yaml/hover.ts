import type { Range } from '../text/range.ts';
import { parseYaml } from './parse.ts';
import { describe, type Schema, schemasAt, under } from './schema.ts';
import { pathToKeyAt } from './tree.ts';

/** What the schema says of the key at `offset`, as Markdown. */
export function hoverYaml(
  text: string,
  within: Range,
  offset: number,
  schema: Schema,
  path: readonly string[] = [],
): ({ readonly text: string } & Range) | undefined {
  const key = pathToKeyAt(parseYaml(text, within).root, offset);
  if (!key) return undefined;
  const said = schemasAt(under(path, schema), key.path)
    .map(describe)
    .find((each) => each !== '');
  return said === undefined ? undefined : { text: said, start: key.start, end: key.end };
}
