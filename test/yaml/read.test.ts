import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readYaml, type YamlReading } from '../../server/src/yaml/read.ts';
import type { Schema } from '../../server/src/yaml/schema.ts';
import { readExamples } from '../document/examples.ts';
import { expectBlock, openFixture } from '../support/fixture.ts';
import { writeMarked } from '../support/marked.ts';
import { SCHEMA } from './schema.ts';

function read(text: string, path: readonly string[] = [], schema: Schema = SCHEMA): YamlReading {
  return readYaml(text, { start: 0, end: text.length }, schema, path);
}

const ALTERNATIVES: Schema = {
  additionalProperties: {
    anyOf: [
      { enum: ['off'] },
      { type: 'object', additionalProperties: false, properties: { max: { type: 'integer' } } },
    ],
  },
};

const fixture = openFixture(fileURLToPath(new URL('read.md', import.meta.url)), readExamples);

for (const example of fixture.examples) {
  test(example.name, () => {
    const { input, options } = example;
    const hasPath = options !== '' && options !== 'alternatives';
    const schema = options === 'alternatives' ? ALTERNATIVES : SCHEMA;
    const { problems, usable } = read(input, hasPath ? [options] : [], schema);
    const marked = writeMarked(input, problems, ({ message }) => ` ${message}`);
    expectBlock(fixture, example, `${marked}usable: ${JSON.stringify(usable) ?? 'nothing'}\n`);
  });
}

test('the value of a broken file is unknown, and what is wrong in any other stays in its value', () => {
  assert.equal(read('level: alpha\nglobs: [a,\n').value, undefined);
  const { value, usable } = read('sections:\n  A: { phase: -1 }\n  B:\n  C: { phase: 1 }\n');
  assert.deepEqual(value, { sections: { A: { phase: -1 }, B: null, C: { phase: 1 } } });
  assert.deepEqual(usable, { sections: { C: { phase: 1 } } });
});

test('reports nothing in an empty file', () => {
  for (const text of ['', '\n', '# only a comment\n', '\uFEFF', '---\n'])
    assert.deepEqual([read(text).problems, read(text).value], [[], undefined], JSON.stringify(text));
});

test('finds ranges by their path, in any part of a file and with any line breaks', () => {
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    const text =
      '\uFEFF---\ndesign-docs:\n  sections:\n    A:\n      phase: 1\n      terms: [a, bc]\n      topics:\n---\nx'.replaceAll(
        '\n',
        lineBreak,
      );
    const within = { start: 4 + lineBreak.length, end: text.lastIndexOf('---') };
    const { rangeOf, problems } = readYaml(text, within, SCHEMA, ['design-docs']);
    const at = (path: (string | number)[], which: 'key' | 'value'): string | undefined => {
      const range = rangeOf(path, which);
      return range && text.slice(range.start, range.end);
    };
    assert.equal(at([], 'key'), 'design-docs');
    assert.equal(at(['sections', 'A'], 'key'), 'A');
    assert.equal(at(['sections', 'A', 'phase'], 'value'), '1');
    assert.equal(at(['sections', 'A', 'terms', 1], 'value'), 'bc');
    assert.equal(at(['sections', 'A', 'terms', 1], 'key'), undefined);
    assert.equal(
      at(['sections', 'A', 'topics'], 'value'),
      'topics',
      'an empty value has the range of its key',
    );
    assert.equal(at(['sections', 'B'], 'value'), undefined);
    assert.equal(at(['sections', 'A', 'phase', 'deeper'], 'value'), undefined);
    assert.deepEqual(
      problems.map(({ start, end }) => text.slice(start, end)),
      ['topics'],
    );
  }
});

test('aliases are not followed for ever', () => {
  const bomb = [
    'a0: &a0 [x]',
    ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`),
  ];
  const { value, problems } = read(bomb.join('\n'));
  assert.equal(value, undefined);
  assert.match(problems.map(({ message }) => message).join('\n'), /^.*\baliases\b.*$/);
});
