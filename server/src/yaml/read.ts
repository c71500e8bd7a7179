import type { Range } from '../text/range.ts';
import { parseYaml, type YamlTree } from './parse.ts';
import type { YamlProblem } from './problem.ts';
import type { Schema } from './schema.ts';
import { findNode, type Path, plainValue } from './tree.ts';
import { validate } from './validate.ts';

export interface YamlReading {
  /** The plain value as it is written; undefined where it is absent or the YAML is broken. */
  readonly value: unknown;
  /** The value without the keys and items that the schema does not allow; undefined where nothing is left. */
  readonly usable: unknown;
  readonly problems: readonly YamlProblem[];
  /** Where a key or a value stands, by the path to it in `value`. An empty value stands where its key does. */
  rangeOf(path: Path, which: 'key' | 'value'): Range | undefined;
}

/**
 * Reads the YAML in a part of a text and holds it against a schema. With a `path`, the schema describes only what
 * lies under it; then the rest is not looked at, except that YAML which is broken anywhere can be relied upon nowhere.
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

/** What is wrong with the YAML under `path`, or with the keys that lead there. */
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
