import type { Range } from '../text/range.ts';
import { addProblem, type YamlProblem } from './problem.ts';
import {
  alternatives,
  choices,
  expectation,
  propertyOf,
  type Scalar,
  type Schema,
  typesOf,
} from './schema.ts';
import { type ListNode, type MapNode, plainValue, type ScalarNode, type YamlNode } from './tree.ts';
import { listed, nearestTo, quoted } from './words.ts';

/** A value to check. */
interface Target {
  readonly node: YamlNode;
  /** The range of problems with the value. */
  readonly at: Range;
  /** How messages refer to the value. */
  readonly subject: string;
}

/**
 * Validates a value. `usable` is the value without the keys and items that have errors; `undefined` if nothing remains.
 * Never throws. `key` and `name` are those under which the value is in the file; `undefined` for the whole file.
 *
 * This does not use a JSON Schema library, because it needs the range of each error and the valid part of the value.
 * `@cfworker/json-schema`, which also works without `eval`, reports only JSON pointers, and throws on lone surrogates
 * in keys, on deeply nested values, and on very many errors.
 */
export function validate(
  root: YamlNode,
  schema: Schema,
  key: Range | undefined,
  name: string | undefined,
): { readonly problems: readonly YamlProblem[]; readonly usable: unknown } {
  const problems: YamlProblem[] = [];
  const subject = name === undefined ? 'This file' : quoted(name);
  const usable = check({ node: root, at: problemRange(root, key), subject }, schema, problems);
  return { problems, usable };
}

/** The part of the value that satisfies the schema; `undefined` if there is none. */
function check(target: Target, schema: Schema, problems: YamlProblem[]): unknown {
  if (schema.anyOf) return checkAlternatives(target, schema, problems);
  const { node } = target;
  if (!fits(node, schema)) return reject(target, `${target.subject} ${wrongKind(node, schema)}`, problems);
  if (node.kind === 'map') return checkMap(target, node, schema, problems);
  if (node.kind === 'list') return checkList(target, node, schema, problems);
  const wrong = wrongScalar(node, schema);
  return wrong ? reject(target, `${target.subject} ${wrong}`, problems) : node.value;
}

function checkAlternatives(target: Target, schema: Schema, problems: YamlProblem[]): unknown {
  const candidates = alternatives(schema).filter((each) => fits(target.node, each));
  const tries = candidates.map((each) => {
    const found: YamlProblem[] = [];
    return { usable: check(target, each, found), found };
  });
  const [best] = tries.toSorted((a, b) => a.found.length - b.found.length);
  const isOneOfMany = target.node.kind === 'scalar' && (candidates.length > 1 || choices(schema).length > 0);
  if (best && (best.found.length === 0 || !isOneOfMany)) {
    for (const problem of best.found) addProblem(problem, problems);
    return best.usable;
  }
  return reject(target, `${target.subject} ${wrongKind(target.node, schema)}`, problems);
}

function checkMap(target: Target, node: MapNode, schema: Schema, problems: YamlProblem[]): unknown {
  const kept: [string, unknown][] = [];
  for (const [name, { key, value }] of node.entries) {
    const inner = propertyOf(schema, name);
    if (inner) {
      const usable = check(
        { node: value, at: problemRange(value, key), subject: quoted(name) },
        inner,
        problems,
      );
      if (usable !== undefined) kept.push([name, usable]);
    } else if (schema.additionalProperties === false) {
      addProblem({ ...key, severity: 'warning', message: wrongKey(name, schema) }, problems);
    } else {
      kept.push([name, plainValue(value)]);
    }
  }
  const absent = schema.required?.filter((name) => !node.entries.has(name)) ?? [];
  if (absent.length > 0) {
    const names = listed(absent.map(quoted)).replace(/ or (?=“[^“”]*”$)/, ' and ');
    const advice = absent.length === 1 ? 'Add it.' : 'Add them.';
    return reject(target, `${target.subject} is missing ${names}. ${advice}`, problems);
  }
  const usable = Object.fromEntries(kept);
  return schema.required?.every((name) => Object.hasOwn(usable, name)) === false ? undefined : usable;
}

function checkList(target: Target, node: ListNode, schema: Schema, problems: YamlProblem[]): unknown {
  const { items } = schema;
  if (!items) return node.items.map(plainValue);
  const subject = target.subject.startsWith('An entry') ? target.subject : `An entry of ${target.subject}`;
  return node.items
    .map((item) => check({ node: item, at: problemRange(item, undefined), subject }, items, problems))
    .filter((usable) => usable !== undefined);
}

function fits({ kind, ...rest }: YamlNode, schema: Schema): boolean {
  const types = typesOf(schema);
  if (types.length === 0) return kind === 'scalar' || !(schema.enum || schema.const !== undefined);
  if (kind !== 'scalar') return types.includes(kind === 'map' ? 'object' : 'array');
  const { value } = rest as ScalarNode;
  if (value === null) return types.includes('null');
  if (Number.isInteger(value) && types.includes('integer')) return true;
  return types.includes(typeof value as 'string' | 'number' | 'boolean');
}

/** The problem with a value of a kind that the schema does not allow, to follow the value's name. */
function wrongKind(node: YamlNode, schema: Schema): string {
  const expected = expectation(schema);
  if (node.kind !== 'scalar') return `should be ${expected}.`;
  if (node.value === null) return `is empty. It should be ${expected}.`;
  const types = alternatives(schema).flatMap(typesOf);
  if (
    typeof node.value !== 'string' &&
    types.includes('string') &&
    !alternatives(schema).some((each) => each.enum)
  )
    return `should be ${expected}. Put ${node.value} in quotes.`;
  if (types.includes('array')) return `should be ${expected}. Put the value in square brackets.`;
  return `should be ${expected}.${didYouMean(node.value, schema)}`;
}

function wrongScalar({ value }: ScalarNode, schema: Schema): string | undefined {
  const named = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (named && !named.includes(value)) return `should be ${expectation(schema)}.${didYouMean(value, schema)}`;
  const { minimum, maximum, minLength } = schema;
  if (typeof value === 'number' && minimum !== undefined && value < minimum)
    return `should be ${minimum} or more.`;
  if (typeof value === 'number' && maximum !== undefined && value > maximum)
    return `should be ${maximum} or less.`;
  if (typeof value !== 'string' || minLength === undefined || value.length >= minLength) return undefined;
  return minLength === 1 ? 'should not be empty.' : `should have at least ${minLength} characters.`;
}

function didYouMean(value: Scalar, schema: Schema): string {
  const words = choices(schema).map(String);
  const nearest = words.length > 1 ? nearestTo(String(value), words) : undefined;
  return nearest === undefined ? '' : ` Did you mean ${quoted(nearest)}?`;
}

function wrongKey(key: string, schema: Schema): string {
  const known = Object.keys(schema.properties ?? {});
  const nearest = nearestTo(key, known);
  if (nearest !== undefined) return `${quoted(key)} is not a key here. Did you mean ${quoted(nearest)}?`;
  const advice = known.length > 0 ? `Use ${listed(known, 'one of ')}, or remove it.` : 'Remove it.';
  return `${quoted(key)} is not a key here. ${advice}`;
}

function reject(target: Target, message: string, problems: YamlProblem[]): undefined {
  addProblem({ ...target.at, severity: 'error', message }, problems);
}

/**
 * The range of a problem with a value: the value itself if it is a scalar, otherwise its key, its first key, or its
 * first item.
 */
function problemRange(node: YamlNode, key: Range | undefined): Range {
  if (node.kind === 'scalar' && node.start < node.end) return { start: node.start, end: node.end };
  if (key) return key;
  const [first] = node.kind === 'map' ? node.entries.values() : [];
  if (first) return first.key;
  const [item] = node.kind === 'list' ? node.items : [];
  return item ? problemRange(item, undefined) : { start: node.start, end: node.end };
}
