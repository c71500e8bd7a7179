import type { Range } from '../text/range.ts';
import type { Scalar } from './schema.ts';

/** A YAML value with its range in the text. */
export type YamlNode = ScalarNode | MapNode | ListNode;

export interface ScalarNode extends Range {
  readonly kind: 'scalar';
  readonly value: Scalar;
}

export interface MapNode extends Range {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export interface ListNode extends Range {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface MapEntry {
  readonly key: Range;
  readonly value: YamlNode;
}

/** The steps to a value: keys of mappings and 0-based indexes of list items. */
export type Path = readonly (string | number)[];

/** A node and the range of its key; the key is `undefined` for list items and for the root. */
export interface KeyedNode {
  readonly node: YamlNode;
  readonly key: Range | undefined;
}

export function findNode(root: YamlNode, path: Path): KeyedNode | undefined {
  let found: KeyedNode | undefined = { node: root, key: undefined };
  for (const step of path) found = found && childOf(found.node, step);
  return found;
}

function childOf(node: YamlNode, step: string | number): KeyedNode | undefined {
  if (node.kind === 'list' && typeof step === 'number') {
    const item = node.items[step];
    return item && { node: item, key: undefined };
  }
  const entry = node.kind === 'map' ? node.entries.get(String(step)) : undefined;
  return entry && { node: entry.value, key: entry.key };
}

/** The range of the key at `offset`, and the path that ends with it; `undefined` if there is no key. */
export function pathToKeyAt(root: YamlNode, offset: number): (Range & { readonly path: Path }) | undefined {
  const path: (string | number)[] = [];
  let node: YamlNode | undefined = root;
  while (node) {
    const steps: (readonly [string | number, YamlNode, Range?])[] =
      node.kind === 'map'
        ? [...node.entries].map(([name, { key, value }]) => [name, value, key] as const)
        : node.kind === 'list'
          ? node.items.map((item, index) => [index, item] as const)
          : [];
    node = undefined;
    for (const [step, value, key] of steps) {
      const onKey = key && key.start <= offset && offset <= key.end;
      if (onKey) return { ...key, path: [...path, step] };
      if (offset < value.start || offset > value.end) continue;
      path.push(step);
      node = value;
      break;
    }
  }
  return undefined;
}

/** The plain JavaScript value of a node. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainValue);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainValue(value)]));
}
