import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/src/text/range.ts';
import { completeYaml, type YamlCompletion } from '../../server/src/yaml/complete.ts';
import { readMarked } from '../support/marked.ts';
import { SCHEMA } from './schema.ts';

interface Offered {
  readonly text: string;
  readonly items: readonly YamlCompletion[];
}

function complete(source: string, path: readonly string[] = []): Offered {
  const { text, cursor } = readMarked(source);
  assert.ok(cursor !== undefined, 'a fixture has a cursor');
  const items = completeYaml(text, { start: 0, end: text.length }, cursor, SCHEMA, path);
  for (const { start, end } of items)
    assert.ok(start <= cursor && cursor <= end, 'the cursor is in the range');
  return { text, items };
}

function labels(source: string, path?: readonly string[]): string[] {
  return complete(source, path).items.map(({ label }) => label);
}

function accept(source: string, label: string, path?: readonly string[]): string {
  const { text, items } = complete(source, path);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is offered`);
  return applyEdits(text, [{ start: item.start, end: item.end, newText: item.insertText }]);
}

const ALL = ['version', 'level', 'strict', 'globs', 'phases', 'rules', 'sections'];
const OF_SECTION = ['phase', 'required-from', 'terms', 'topics'];

test('offers every key in an empty file', () => {
  assert.deepEqual(labels('$0'), ALL);
  assert.deepEqual(labels('---\n$0'), ALL);
  assert.deepEqual(labels('\uFEFF$0'), ALL);
});

test('does not offer a key that is already present, above or below', () => {
  assert.deepEqual(labels('level: alpha\n$0\nversion: 1\nsections:\n  A:\n    strict: x'), [
    'strict',
    'globs',
    'phases',
    'rules',
  ]);
  assert.deepEqual(labels('"level": alpha\r\n$0\r\n\'version\': 1\r\nrules:\r\nglobs:\r\n- a\r\n'), [
    'strict',
    'phases',
    'sections',
  ]);
});

test('uses the indentation to find the nesting', () => {
  assert.deepEqual(labels('sections:\n  A:\n    $0'), OF_SECTION);
  assert.deepEqual(labels('sections:\n  A:\n    phase: 1\n\n    # note\n    $0\n  B:\n    terms: a'), [
    'required-from',
    'terms',
    'topics',
  ]);
  assert.deepEqual(labels('sections:\n  $0'), [], 'section names are not predefined');
  assert.deepEqual(labels('sections:\n  A:\n    phase: 1\n$0'), ALL.slice(0, -1));
  assert.deepEqual(labels('sections: &all\n  A:\n    $0'), OF_SECTION);
  assert.deepEqual(
    labels('sections:\n    A:\n        phase: 1\n  $0'),
    [],
    'a key here would make the lines above invalid',
  );
});

test('offers the keys of a list item on its first line and on the lines below', () => {
  const topics = 'sections:\n  A:\n    topics:\n';
  assert.deepEqual(labels(`${topics}      - $0`), ['label', 'from', 'note']);
  assert.deepEqual(labels(`${topics}      - label: x\n        $0`), ['from', 'note']);
  assert.deepEqual(labels(`${topics}    - label: x\n      $0\n      from: b\n    - note: x`), ['note']);
  assert.deepEqual(labels(`${topics}    - label: x\n    - $0`), ['label', 'from', 'note']);
  assert.deepEqual(labels(`${topics}    - label: x\n    $0`), ['phase', 'required-from', 'terms']);
  assert.deepEqual(labels(`${topics}      -$0`), []);
});

test('completes a partly typed key', () => {
  assert.equal(accept('lev$0', 'level'), 'level: ');
  assert.equal(
    accept('sections:\n  A:\n    required-$0\n    phase: 1', 'required-from'),
    'sections:\n  A:\n    required-from: \n    phase: 1',
  );
  assert.equal(accept('version: 1\nle$0vel: beta', 'level'), 'version: 1\nlevel: beta');
  assert.equal(
    accept('sections:\n  A:\n    topics:\n      - lab$0', 'label'),
    'sections:\n  A:\n    topics:\n      - label: ',
  );
});

test('starts a new line after a key whose value is a mapping or a list', () => {
  assert.equal(accept('$0', 'sections'), 'sections:\n  ');
  assert.equal(accept('version: 1\r\ngl$0', 'globs'), 'version: 1\r\nglobs:\r\n  - ');
  assert.equal(accept('sections:\n  A:\n    $0', 'topics'), 'sections:\n  A:\n    topics:\n      - ');
});

test('offers the values that the schema lists', () => {
  assert.deepEqual(labels('level: $0'), ['alpha', 'beta', 'gamma']);
  assert.equal(accept('level: al$0', 'gamma'), 'level: gamma');
  assert.equal(accept('level: $0alpha # why', 'beta'), 'level: beta # why');
  assert.equal(accept('level:$0', 'beta'), 'level: beta');
  assert.equal(accept('level:   $0', 'beta'), 'level:   beta');
  assert.equal(accept('level: "a$0"', 'beta'), 'level: beta');
  assert.deepEqual(labels('strict: $0'), ['true', 'false']);
  assert.deepEqual(labels('rules:\n  any-name: $0'), ['error', 'off', 'true', 'false']);
  assert.equal(accept('phases:\n  - d$0', 'design'), 'phases:\n  - design');
  assert.equal(accept('phases:\n- $0', 'true'), 'phases:\n- "true"');
});

test('offers nothing where no key or value of the schema can be', () => {
  for (const source of [
    'level: [$0]',
    'sections: { $0 }',
    'sections:\n  A: {\n    $0',
    '{\n  $0',
    'level: # $0',
    '# $0',
    'level: alpha $0',
    'globs: |\n  $0',
    'level: alpha\n  $0',
    'unknown:\n  $0',
    'unknown: $0',
    'level\n  $0',
    '\t$0',
  ]) {
    assert.deepEqual(labels(source), [], JSON.stringify(source));
  }
});

test('with a path, offers the path itself, and nothing next to it', () => {
  const path = ['design-docs'];
  assert.equal(accept('title: x\n$0', 'design-docs', path), 'title: x\ndesign-docs:\n  ');
  assert.deepEqual(labels('title: x\ndesign-docs:\n  $0', path), ALL);
  assert.deepEqual(labels('other:\n  $0', path), []);
});

test('completions have a detail and documentation', () => {
  const { items } = complete('$0');
  const level = items.find(({ label }) => label === 'level');
  assert.equal(level?.detail, 'one of alpha, beta, or gamma');
  assert.equal(
    level?.documentation,
    'The **level**.\n\nOne of: `alpha`, `beta`, `gamma`.\n\nDefault: `beta`.',
  );
  assert.deepEqual(
    complete('level: $0').items.map(({ detail }) => detail),
    ['', 'default', ''],
  );
});

test('reads only the given range of the text', () => {
  const text = '---\ndesign-docs:\n  \n---\n# level: x\n';
  const within = { start: 4, end: 20 };
  assert.deepEqual(
    completeYaml(text, within, 19, SCHEMA, ['design-docs']).map(({ label }) => label),
    ALL,
  );
  assert.deepEqual(completeYaml(text, within, 2, SCHEMA, ['design-docs']), []);
  assert.deepEqual(completeYaml(text, within, 30, SCHEMA, ['design-docs']), []);
});
