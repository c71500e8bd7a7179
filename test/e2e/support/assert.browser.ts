// Replaces `node:assert/strict` in a web worker. It has only the assertions that the editor tests use.

export function ok(value: unknown, message = `not truthy: ${value}`): asserts value {
  if (!value) throw new Error(message);
}

export function equal<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  if (!Object.is(actual, expected)) differ(actual, expected, message);
}

export function notEqual(actual: unknown, expected: unknown, message?: string): void {
  if (Object.is(actual, expected)) fail(message ?? `both are ${show(actual)}`);
}

export function deepEqual<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  if (show(actual) !== show(expected)) differ(actual, expected, message);
}

export function match(text: string, pattern: RegExp, message?: string): void {
  if (!pattern.test(text)) differ(text, String(pattern), message);
}

export function doesNotMatch(text: string, pattern: RegExp, message?: string): void {
  if (pattern.test(text)) fail(message ?? `${text}\nmatches ${pattern}`);
}

export function fail(message = 'failed'): never {
  throw new Error(message);
}

export default Object.assign(ok, { ok, equal, notEqual, deepEqual, match, doesNotMatch, fail });

function differ(actual: unknown, expected: unknown, message = 'the values differ'): never {
  throw new Error(`${message}\nexpected ${show(expected)}\nactual   ${show(actual)}`);
}

/** JSON with sorted keys, so that the order of keys does not matter. */
function show(value: unknown): string {
  const sorted = (_key: string, item: unknown): unknown =>
    item?.constructor === Object ? Object.fromEntries(Object.entries(item).sort()) : item;
  return JSON.stringify(value, sorted) ?? String(value);
}
