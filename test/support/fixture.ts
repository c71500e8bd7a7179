import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import type { Range } from '../../server/src/text/range.ts';

/** A Markdown file of examples. All formats share this type, so one command can rewrite what any of them expects. */
export interface Fixture<E extends Example> {
  readonly path: string;
  readonly source: string;
  readonly examples: readonly E[];
  readonly read: (source: string) => readonly E[];
}

export interface Example {
  readonly name: string;
  /** Everything except the expectation. An update must not change it. */
  readonly given: string;
  /** The range of the expectation in the source. It may contain the given text, as with marks under lines. */
  readonly block: Range;
}

/** An expectation that differs from the actual result. Offsets are UTF-16 code units of the file's text. */
export interface Update {
  readonly testFile: string;
  readonly path: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly expected: string;
  readonly actual: string;
}

export function openFixture<E extends Example>(
  path: string,
  read: (source: string) => readonly E[],
): Fixture<E> {
  const source = readFileSync(path, 'utf8');
  return { path, source, examples: read(source), read };
}

/**
 * Fails if the expectation of an example differs from the actual text. `npm test -- --update` sets
 * `DESIGN_DOCS_UPDATE=1` and `DESIGN_DOCS_UPDATE_RECORDS` to the path of a file. The difference is then recorded in
 * that file, and the test passes.
 *
 * Call this at the end of a test. A test that fails earlier is reported as not updated.
 */
export function expectBlock<E extends Example>(fixture: Fixture<E>, example: E, actual: string): void {
  const { start, end } = example.block;
  const expected = fixture.source.slice(start, end);
  const records = process.env['DESIGN_DOCS_UPDATE'] === '1' && process.env['DESIGN_DOCS_UPDATE_RECORDS'];
  if (!records) assert.equal(actual, expected);
  if (!records || expected === actual) return;
  assertInputUnchanged(fixture, example, actual);
  const [, testFile = ''] = process.argv;
  const update: Update = { testFile, path: fixture.path, name: example.name, start, end, expected, actual };
  appendFileSync(records, `${JSON.stringify(update)}\n`);
}

/** Like `expectBlock`, for a file whose whole text is the expectation. */
export function expectFile(path: string, actual: string): void {
  const read = (source: string): readonly Example[] => [
    { name: 'the whole file', given: '', block: { start: 0, end: source.length } },
  ];
  const fixture = openFixture(path, read);
  for (const example of fixture.examples) expectBlock(fixture, example, actual);
}

/** Fails if the rewritten file would be read as different examples, or with a different expectation. */
function assertInputUnchanged<E extends Example>(fixture: Fixture<E>, example: E, actual: string): void {
  const { source, examples, read } = fixture;
  const story = `the actual result of “${example.name}” cannot be written to this fixture`;
  assert.equal(Buffer.from(actual).toString(), actual, story);
  const next = source.slice(0, example.block.start) + actual + source.slice(example.block.end);
  const again = read(next);
  assert.deepEqual(
    again.map(({ given }) => given),
    examples.map(({ given }) => given),
    story,
  );
  const { start, end } = again[examples.indexOf(example)]?.block ?? assert.fail(story);
  assert.equal(next.slice(start, end), actual, story);
}
