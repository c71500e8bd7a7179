import assert from 'node:assert/strict';
import { Session } from 'node:inspector';

/**
 * A deterministic measure of the work that code does. It is the number of executed blocks in our code and in packages,
 * counted by V8, plus the number of characters and entries that built-in methods of strings, arrays, maps, and regular
 * expressions read. Import modules that are to be counted after this one. A regular expression costs the distance from
 * the start of the search to the end of the match; test/regular-expressions.test.ts proves that its time is linear in
 * that distance.
 */
export function workOf(run: () => void): number {
  const counter = countNative();
  post('Profiler.takePreciseCoverage');
  try {
    run();
  } finally {
    counter.end();
  }
  const { result } = post('Profiler.takePreciseCoverage') as Coverage;
  const ours = result.filter(({ url }) => /\/(?:server\/src|node_modules)\//.test(url));
  const blocks = ours.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
  return blocks.reduce((sum, { count }) => sum + count, counter.count());
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

const session = new Session();
session.connect();
post('Profiler.enable');
post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** Calls the inspector synchronously. The inspector of the same thread calls back before `post` returns. */
function post(method: string, params: object = {}): unknown {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
}

// biome-ignore lint/suspicious/noExplicitAny: methods of any kind.
type Method = (this: any, ...args: any[]) => any;
type Cost = (self: { readonly length: number }, result: unknown, args: readonly unknown[]) => number;

const whole: Cost = ({ length }) => length;
const resulting: Cost = (_, result) => (result as { readonly length: number }).length;
const upToFound: Cost = ({ length }, found, [, from]) =>
  (Number(found) < 0 ? length : Number(found)) - (typeof from === 'number' ? Math.min(from, length) : 0);
const cut: Cost = ({ length }, result) => length - (result as string).length + 1;

/** The cost of each method that reads more than one character or entry. */
const STRINGS: Readonly<Record<string, Cost>> = {
  indexOf: upToFound,
  includes: whole,
  lastIndexOf: whole,
  split: whole,
  replaceAll: whole,
  trim: cut,
  trimStart: cut,
  trimEnd: cut,
  toLowerCase: whole,
  toUpperCase: whole,
  normalize: whole,
  repeat: resulting,
  padEnd: resulting,
};
const ARRAYS: Readonly<Record<string, Cost>> = {
  slice: resulting,
  concat: resulting,
  indexOf: upToFound,
  includes: whole,
  join: whole,
  splice: whole,
  unshift: whole,
  reverse: whole,
  toReversed: whole,
  flat: resulting,
};

/** A string key is hashed or compared as a whole. */
const key: Cost = (_, __, [first]) => (typeof first === 'string' ? first.length : 0);
const MAPS: Readonly<Record<string, Cost>> = { get: key, set: key, has: key };
const SETS: Readonly<Record<string, Cost>> = { add: key, has: key };

function countNative(): { count(): number; end(): void } {
  let count = 0;
  const restore: (() => void)[] = [];
  const replace = (owner: object, name: string, wrap: (method: Method) => Method): void => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name) ?? assert.fail(name);
    Object.defineProperty(owner, name, { ...descriptor, value: wrap(descriptor.value) });
    restore.push(() => Object.defineProperty(owner, name, descriptor));
  };
  const costing = (owner: object, costs: Readonly<Record<string, Cost>>): void => {
    for (const [name, cost] of Object.entries(costs))
      replace(
        owner,
        name,
        (method) =>
          function (...args) {
            const result = method.apply(this, args);
            count += Math.max(0, cost(this, result, args));
            return result;
          },
      );
  };
  costing(String.prototype, STRINGS);
  costing(Array.prototype, ARRAYS);
  costing(Map.prototype, MAPS);
  costing(Set.prototype, SETS);
  // When `exec` is replaced, all other methods that use a regular expression call it.
  replace(
    RegExp.prototype,
    'exec',
    (method) =>
      function (text: string) {
        const from = this.global || this.sticky ? this.lastIndex : 0;
        const found = method.call(this, text);
        // An anchored or sticky expression is tried at one offset only.
        const isFixed = this.sticky || (this.source.startsWith('^') && !this.multiline);
        const end = found ? found.index + found[0].length : isFixed ? from : String(text).length;
        count += Math.max(0, end - from) + 1;
        return found;
      },
  );
  return { count: () => count, end: () => restore.forEach((each) => void each()) };
}
