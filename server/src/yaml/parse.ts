import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import type { Range } from '../text/range.ts';
import { report, type YamlProblem } from './problem.ts';
import type { Scalar } from './schema.ts';
import { syntaxProblem } from './syntax.ts';
import type { Entry, YamlNode } from './tree.ts';
import { quoted } from './words.ts';

/** What could be read, though it be `broken`, and whatever is wrong with the YAML as such. */
export interface YamlTree {
  readonly root: YamlNode;
  readonly broken: boolean;
  readonly problems: readonly YamlProblem[];
}

/** Reads the YAML that stands in a part of a text. */
export function parseYaml(text: string, within: Range): YamlTree {
  // YAML knows no lone `\r` as a line break. Looking for keys written twice would take time in their number squared,
  // and the library's way of resolving an alias in that of the document, so both are done here.
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
  // What follows the first error is mostly its echo.
  if (first) return { root, broken: true, problems: [syntaxProblem(source, within.start, first)] };
  return { root, broken: reader.broken, problems: reader.problems };
}

interface Reader {
  readonly base: number;
  readonly problems: YamlProblem[];
  readonly anchors: Map<string, Node>;
  broken: boolean;
  /** How many nodes were read by way of aliases. */
  expanded: number;
}

interface Place {
  readonly depth: number;
  /** Where an empty value stands, from the start of the YAML. */
  readonly start: number;
  /** The alias by whose name the node is read, from the start of the text: there everything in it is said to be. */
  readonly alias?: Range;
}

function readNode(reader: Reader, node: Node | null, place: Place): YamlNode {
  const { depth, alias } = place;
  const [start, end] = node?.range ?? [place.start, place.start];
  const at = alias ?? { start: reader.base + start, end: reader.base + end };
  if (depth > DEEPEST)
    return giveUp(reader, at, `This is nested more than ${DEEPEST} levels deep. Flatten it.`);
  if (alias && ++reader.expanded > MOST_EXPANDED)
    return giveUp(reader, at, 'These aliases repeat too much text. Write out what is needed.');
  if (isAlias(node)) return readAlias(reader, node, at, depth);
  if (!node || reader.expanded > MOST_EXPANDED) return { kind: 'scalar', value: null, ...at };
  if (node.anchor && !alias) reader.anchors.set(node.anchor, node);
  if (isMap(node)) return { kind: 'map', entries: readEntries(reader, node.items, place), ...at };
  if (isSeq(node)) {
    const items = node.items.map((item) =>
      readNode(reader, item as Node, { ...place, start, depth: depth + 1 }),
    );
    return { kind: 'list', items, ...at };
  }
  return { kind: 'scalar', value: isScalar(node) ? plainScalar(node.value, node.source) : null, ...at };
}

function readAlias(reader: Reader, node: Alias, at: Range, depth: number): YamlNode {
  const target = reader.anchors.get(node.source);
  if (target) return readNode(reader, target, { depth: depth + 1, start: 0, alias: at });
  return giveUp(
    reader,
    at,
    `No anchor &${node.source.slice(0, 40)} stands above this alias. Write the value out.`,
  );
}

function readEntries(reader: Reader, pairs: readonly Pair[], place: Place): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const pair of pairs) {
    const keyNode = pair.key as Node | null;
    const [start, end] = keyNode?.range ?? [place.start, place.start];
    const key = place.alias ?? { start: reader.base + start, end: reader.base + end };
    if (keyNode && !isScalar(keyNode)) {
      report(
        {
          ...key,
          severity: 'error',
          message: 'A key should be plain text. Write a word here.',
        },
        reader.problems,
      );
      continue;
    }
    if (keyNode?.anchor && !place.alias) reader.anchors.set(keyNode.anchor, keyNode);
    const name = keyNode?.source ?? '';
    const value = readNode(reader, pair.value as Node | null, {
      ...place,
      depth: place.depth + 1,
      start: end,
    });
    if (!entries.has(name)) entries.set(name, { key, value });
    else report({ ...key, severity: 'error', message: twice(name) }, reader.problems);
  }
  return entries;
}

function twice(name: string): string {
  return `${quoted(name)} stands here twice, and only the first one counts. Remove one of them.`;
}

/** The whole cannot be relied upon, since a part of it could not be read. */
function giveUp(reader: Reader, at: Range, message: string): YamlNode {
  if (!reader.broken) report({ ...at, severity: 'error', message }, reader.problems);
  reader.broken = true;
  return { kind: 'scalar', value: null, ...at };
}

/** A value that JSON knows; anything else, such as `.inf`, is the text that it was written as. */
function plainScalar(value: unknown, source: string | undefined): Scalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : (source ?? '');
}

const DEEPEST = 100;
const MOST_EXPANDED = 10_000;
