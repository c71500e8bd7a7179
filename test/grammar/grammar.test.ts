import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectBlock, openFixture } from '../support/fixture.ts';
import { checkFixture, loadMarkdown, markFixture, readLines } from './harness.ts';

const fixtures = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md'));
const grammar = await loadMarkdown();

test('there is at least one fixture', () => {
  assert.notEqual(fixtures.length, 0);
});

for (const name of fixtures) {
  test(`assigns exactly the marked scopes in ${name}`, () => {
    const fixture = openFixture(join(import.meta.dirname, name), readLines);
    const marked = markFixture(grammar, fixture.source);
    assert.deepEqual(checkFixture(grammar, marked), []);
    for (const example of fixture.examples) expectBlock(fixture, example, marked);
  });
}

test('the harness reports a fixture without marks', () => {
  assert.deepEqual(checkFixture(grammar, 'plain prose\n'), ['The fixture has no marks.']);
});

test('the harness rejects an invalid mark', () => {
  assert.throws(
    () => checkFixture(grammar, 'TODO\n^^^^ two scopes\n'),
    /Line 2 looks like a mark but is not valid/,
  );
});

test('the harness reports missing marks and marks on the wrong columns', () => {
  assert.deepEqual(checkFixture(grammar, 'TODO\n^^^ keyword.control.placeholder.design-docs\n'), [
    'line 1: keyword.control.placeholder.design-docs on "TOD" (columns 0 to 3) is expected but not found',
    'line 1: keyword.control.placeholder.design-docs on "TODO" (columns 0 to 4) is found but not expected',
  ]);
  assert.deepEqual(checkFixture(grammar, '`code` x\n^^^^^^^^ markup.inline.raw.string.markdown\n'), [
    'line 1: markup.inline.raw.string.markdown on "`code` x" (columns 0 to 8) is expected but not found',
  ]);
});
