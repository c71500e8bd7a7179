import type { Range } from '../text/range.ts';
import { parseYaml, type YamlTree } from './parse.ts';
import type { YamlProblem } from './problem.ts';
import type { Schema } from './schema.ts';
import { findNode, type Path, plainValue } from './tree.ts';
import { validate } from './validate.ts';

export interface YamlReading {
  /** The value as it is in the file; `undefined` if it is absent or the YAML is broken. */
  readonly value: unknown;
  /** The value without the keys and items that the schema does not allow; `undefined` if nothing remains. */
  readonly usable: unknown;
  readonly problems: readonly YamlProblem[];
  /**
   * The range of the key or value at a path in `value`; `undefined` if there is none. An empty value has the range of
   * its key.
   */
  rangeOf(path: Path, which: 'key' | 'value'): Range | undefined;
}

/**
 * Reads the YAML in the range `within` of `text` and validates it against a schema. With a `path`, the schema describes
 * only the value at that path, and the rest is ignored; but if the YAML is broken anywhere, there is no value. Never
 * throws. Ranges are offsets in `text`.
 */
export function readYaml(
  text: string,
  within: Range,
  schema: Schema,
  path: readonly string[] = [],
): YamlReading {
  const [top] = path;
  if (top !== undefined && !text.slice(within.start, within.end).includes(top)) return NOTHING;
  const tree = parseYaml(text, within);
  const found = findNode(tree.root, path);
  if (tree.broken) return { ...NOTHING, problems: tree.problems };
  if (!found) return NOTHING;
  const isEmptyFile = path.length === 0 && found.node.kind === 'scalar' && found.node.value === null;
  if (isEmptyFile) return NOTHING;
  const { problems, usable } = validate(found.node, schema, found.key, path.at(-1));
  return {
    value: plainValue(found.node),
    usable,
    problems: [...problemsOfPart(text, tree, path), ...problems].sort((a, b) => a.start - b.start),
    rangeOf: (inner, which) => rangeOf(tree, [...path, ...inner], which),
  };
}

function rangeOf({ root }: YamlTree, path: Path, which: 'key' | 'value'): Range | undefined {
  const found = findNode(root, path);
  if (!found) return undefined;
  const { start, end } = found.node;
  return which === 'key' || start === end
    ? (found.key ?? (which === 'value' ? { start, end } : undefined))
    : { start, end };
}

/** The syntax problems in the value at `path` and in the keys that lead to it. */
function problemsOfPart(
  text: string,
  { root, problems }: YamlTree,
  path: readonly string[],
): readonly YamlProblem[] {
  const found = findNode(root, path);
  if (!found?.key) return problems;
  const { start } = found.key;
  const { end } = found.node;
  return problems.filter(
    (each) => (start <= each.start && each.end <= end) || path.includes(text.slice(each.start, each.end)),
  );
}

const NOTHING: YamlReading = { value: undefined, usable: undefined, problems: [], rangeOf: () => undefined };
