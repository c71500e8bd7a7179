import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectBlock, openFixture } from '../support/fixture.ts';
import { checkFixture, loadMarkdown, markFixture, readLines } from './harness.ts';

const fixtures = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md'));
const grammar = await loadMarkdown();

test('there are fixtures', () => {
  assert.notEqual(fixtures.length, 0);
});

for (const name of fixtures) {
  test(`grammar: ${name}`, () => {
    const fixture = openFixture(join(import.meta.dirname, name), readLines);
    const marked = markFixture(grammar, fixture.source);
    assert.deepEqual(checkFixture(grammar, marked), []);
    for (const example of fixture.examples) expectBlock(fixture, example, marked);
  });
}

test('the harness refuses a fixture that expects nothing', () => {
  assert.deepEqual(checkFixture(grammar, 'plain prose\n'), ['The fixture expects nothing.']);
});

test('the harness refuses a mark that it cannot read', () => {
  assert.throws(() => checkFixture(grammar, 'TODO\n^^^^ two scopes\n'), /Line 2 looks like a mark/);
});

test('the harness reports a scope that is not marked, and a mark on the wrong columns', () => {
  assert.deepEqual(checkFixture(grammar, 'TODO\n^^^ keyword.control.placeholder.design-docs\n'), [
    'line 1: keyword.control.placeholder.design-docs on "TOD" (columns 0 to 3) is expected and not there',
    'line 1: keyword.control.placeholder.design-docs on "TODO" (columns 0 to 4) is there and not expected',
  ]);
  assert.deepEqual(checkFixture(grammar, '`code` x\n^^^^^^^^ markup.inline.raw.string.markdown\n'), [
    'line 1: markup.inline.raw.string.markdown on "`code` x" (columns 0 to 8) is expected and not there',
  ]);
});
