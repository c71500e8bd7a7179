import { LARGEST } from '../text/limits.ts';
import type { Range } from '../text/range.ts';
import { completeYaml } from '../yaml/complete.ts';
import { hoverYaml } from '../yaml/hover.ts';
import type { Schema } from '../yaml/schema.ts';
import type { Completion } from './completion/entry.ts';
import type { Hover } from './hover.ts';
import { escapeSnippet } from './snippet.ts';

/** A range of YAML in a file, and the schema of the value under `path`. */
export interface SchemaScope {
  readonly within: Range;
  readonly schema: Schema;
  readonly path: readonly string[];
}

/** The keys and values that the schema allows at an offset. */
export function completeSchema(
  text: string,
  { within, schema, path }: SchemaScope,
  offset: number,
): readonly Completion[] {
  if (offset < within.start || within.end < offset || isTooLong(within)) return [];
  return completeYaml(text, within, offset, schema, path).map((item) => ({
    kind: 'key',
    label: item.label,
    detail: item.detail,
    documentation: item.documentation,
    edit: { start: item.start, end: item.end, newText: escapeSnippet(item.insertText) },
    filterText: item.label,
    preselect: false,
  }));
}

/** The schema's description of the key at an offset. */
export function hoverSchema(
  text: string,
  { within, schema, path }: SchemaScope,
  offset: number,
): Hover | undefined {
  return isTooLong(within) ? undefined : hoverYaml(text, within, offset, schema, path);
}

function isTooLong({ start, end }: Range): boolean {
  return end - start > LARGEST.frontMatter;
}
