import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import type { Range } from '../text/range.ts';
import { addProblem, type YamlProblem } from './problem.ts';
import type { Scalar } from './schema.ts';
import { syntaxProblem } from './syntax.ts';
import type { MapEntry, YamlNode } from './tree.ts';
import { quoted } from './words.ts';

/** Parsed YAML. If it is `broken`, `root` holds what could be parsed, and its values cannot be relied on. */
export interface YamlTree {
  readonly root: YamlNode;
  readonly broken: boolean;
  readonly problems: readonly YamlProblem[];
}

/** Parses the YAML in the range `within` of `text`. Ranges in the result are offsets in `text`. Never throws. */
export function parseYaml(text: string, within: Range): YamlTree {
  // The library does not treat a lone `\r` as a line break. Its check for duplicate keys takes quadratic time, and it
  // resolves each alias by visiting the whole document, so both are done here.
  const source = text.slice(within.start, within.end).replace(/\r(?!\n)/g, '\n');
  const document = parseDocument(source, { logLevel: 'error', prettyErrors: false, uniqueKeys: false });
  const reader: Reader = {
    base: within.start,
    problems: [],
    anchors: new Map(),
    broken: document.errors.length > 0,
    expanded: 0,
  };
  const root = readNode(reader, document.contents as Node | null, { depth: 0, start: 0 });
  const [first] = document.errors;
  // Further errors are mostly consequences of the first one.
  if (first) return { root, broken: true, problems: [syntaxProblem(source, within.start, first)] };
  return { root, broken: reader.broken, problems: reader.problems };
}

interface Reader {
  readonly base: number;
  readonly problems: YamlProblem[];
  readonly anchors: Map<string, Node>;
  broken: boolean;
  /** How many nodes were read through aliases. */
  expanded: number;
}

interface Context {
  readonly depth: number;
  /** The offset of an empty value, from the start of the YAML. */
  readonly start: number;
  /** The range of the alias through which the node is read, in the text. All nodes read through it get this range. */
  readonly alias?: Range;
}

function readNode(reader: Reader, node: Node | null, context: Context): YamlNode {
  const { depth, alias } = context;
  const [start, end] = node?.range ?? [context.start, context.start];
  const at = alias ?? { start: reader.base + start, end: reader.base + end };
  if (depth > MAX_DEPTH)
    return fail(reader, at, `This is nested more than ${MAX_DEPTH} levels deep. Flatten it.`);
  if (alias && ++reader.expanded > MAX_EXPANDED)
    return fail(reader, at, 'These aliases expand to too much text. Write out the values instead.');
  if (isAlias(node)) return readAlias(reader, node, at, depth);
  if (!node || reader.expanded > MAX_EXPANDED) return { kind: 'scalar', value: null, ...at };
  if (node.anchor && !alias) reader.anchors.set(node.anchor, node);
  if (isMap(node)) return { kind: 'map', entries: readEntries(reader, node.items, context), ...at };
  if (isSeq(node)) {
    const items = node.items.map((item) =>
      readNode(reader, item as Node, { ...context, start, depth: depth + 1 }),
    );
    return { kind: 'list', items, ...at };
  }
  return { kind: 'scalar', value: isScalar(node) ? plainScalar(node.value, node.source) : null, ...at };
}

function readAlias(reader: Reader, node: Alias, at: Range, depth: number): YamlNode {
  const target = reader.anchors.get(node.source);
  if (target) return readNode(reader, target, { depth: depth + 1, start: 0, alias: at });
  return fail(
    reader,
    at,
    `There is no anchor &${node.source.slice(0, 40)} above this alias. Write out the value.`,
  );
}

function readEntries(reader: Reader, pairs: readonly Pair[], context: Context): Map<string, MapEntry> {
  const entries = new Map<string, MapEntry>();
  for (const pair of pairs) {
    const keyNode = pair.key as Node | null;
    const [start, end] = keyNode?.range ?? [context.start, context.start];
    const key = context.alias ?? { start: reader.base + start, end: reader.base + end };
    if (keyNode && !isScalar(keyNode)) {
      addProblem(
        {
          ...key,
          severity: 'error',
          message: 'A key should be plain text. Replace it with a word.',
        },
        reader.problems,
      );
      continue;
    }
    if (keyNode?.anchor && !context.alias) reader.anchors.set(keyNode.anchor, keyNode);
    const name = keyNode?.source ?? '';
    const value = readNode(reader, pair.value as Node | null, {
      ...context,
      depth: context.depth + 1,
      start: end,
    });
    if (!entries.has(name)) entries.set(name, { key, value });
    else addProblem({ ...key, severity: 'error', message: duplicateKey(name) }, reader.problems);
  }
  return entries;
}

function duplicateKey(name: string): string {
  return `${quoted(name)} is a duplicate key; only the first one counts. Remove one of them.`;
}

/** Marks the whole tree as broken, because a part of it could not be read. Reports only the first such part. */
function fail(reader: Reader, at: Range, message: string): YamlNode {
  if (!reader.broken) addProblem({ ...at, severity: 'error', message }, reader.problems);
  reader.broken = true;
  return { kind: 'scalar', value: null, ...at };
}

/** A value that JSON can represent. Any other value, such as `.inf`, becomes its source text. */
function plainScalar(value: unknown, source: string | undefined): Scalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : (source ?? '');
}

const MAX_DEPTH = 100;
const MAX_EXPANDED = 10_000;
