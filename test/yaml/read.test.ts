import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readYaml, type YamlReading } from '../../server/src/yaml/read.ts';
import type { Schema } from '../../server/src/yaml/schema.ts';
import { readMarked, writeMarked } from '../support/marked.ts';
import { SCHEMA } from './schema.ts';

function read(text: string, path: readonly string[] = [], schema: Schema = SCHEMA): YamlReading {
  return readYaml(text, { start: 0, end: text.length }, schema, path);
}

/** Asserts that the problems are at exactly the marked ranges, with these messages, in order. */
function finds(source: string, messages: readonly string[], path: readonly string[] = []): YamlReading {
  const { text } = readMarked(source);
  const reading = read(text, path);
  assert.equal(writeMarked(text, reading.problems), source);
  assert.deepEqual(
    reading.problems.map(({ message }) => message),
    messages,
  );
  return reading;
}

test('reads a valid file completely', () => {
  const reading = finds('version: 1\nlevel: alpha\nsections:\n  A: { phase: 2, terms: [a, b] }\n', []);
  assert.deepEqual(reading.value, {
    version: 1,
    level: 'alpha',
    sections: { A: { phase: 2, terms: ['a', 'b'] } },
  });
  assert.deepEqual(reading.usable, reading.value);
});

test('drops an unknown key and suggests a similar one', () => {
  const { usable } = finds(
    `levle: alpha
~~~~~
strict: true
colour: red
~~~~~~
`,
    [
      '“levle” is not a key here. Did you mean “level”?',
      '“colour” is not a key here. Use one of version, level, strict, globs, phases, rules, or sections, or remove it.',
    ],
  );
  assert.deepEqual(usable, { strict: true });
});

test('reports what a value of the wrong kind should be', () => {
  const { usable } = finds(
    `version: 2
         ~
level: apha
       ~~~~
strict: yes
        ~~~
globs: docs/*.md
       ~~~~~~~~~
phases:
~~~~~~
rules:
  some: of
        ~~
sections: [A]
~~~~~~~~
`,
    [
      '“version” should be 1.',
      '“level” should be one of alpha, beta, or gamma. Did you mean “alpha”?',
      '“strict” should be true or false.',
      '“globs” should be a list. Put the value in square brackets.',
      '“phases” is empty. It should be a list.',
      '“some” should be one of error, off, true, or false. Did you mean “off”?',
      '“sections” should be a mapping.',
    ],
  );
  assert.deepEqual(usable, { rules: {} });
});

test('drops the nearest key or item around an error and keeps the rest', () => {
  const { usable, value } = finds(
    `sections:
  A:
    phase: -1
           ~~
  B:
    phase: 10
           ~~
  C:
    phase: 1
    required-from: ''
                   ~~
    terms: [a, 404]
               ~~~
    topics:
      - label: x
        ~~~~~
      - { label: x, from: y }
      - { label: true, from: y }
                 ~~~~
      - word
        ~~~~
  D:
  ~
  E: {}
  ~
`,
    [
      '“phase” should be 0 or more.',
      '“phase” should be 9 or less.',
      '“required-from” should not be empty.',
      'An entry of “terms” should be text. Put 404 in quotes.',
      'An entry of “topics” is missing “from”. Add it.',
      '“label” should be text. Put true in quotes.',
      'An entry of “topics” should be a mapping.',
      '“D” is empty. It should be a mapping.',
      '“E” is missing “phase”. Add it.',
    ],
  );
  assert.deepEqual(usable, {
    sections: { C: { phase: 1, terms: ['a'], topics: [{ label: 'x', from: 'y' }] } },
  });
  assert.deepEqual(Object.keys((value as { sections: object }).sections), ['A', 'B', 'C', 'D', 'E']);
});

test('uses only the first of two equal keys', () => {
  const { usable } = finds(
    `level: alpha
level: beta
~~~~~
rules: { a: off, "a": error }
                 ~~~
`,
    [
      '“level” is a duplicate key; only the first one counts. Remove one of them.',
      '“a” is a duplicate key; only the first one counts. Remove one of them.',
    ],
  );
  assert.deepEqual(usable, { level: 'alpha', rules: { a: 'off' } });
});

test('reports broken YAML once, on its line, and has no value', () => {
  const broken: [string, string][] = [
    [
      'level: alpha\nglobs: [a,\n~~~~~~~~~~',
      'A bracket above is not closed. Close it, or indent this line further.',
    ],
    ['strict: true\n\tlevel: x\n ~~~~~~~~', 'YAML does not allow tabs for indentation. Use spaces.'],
    [
      'level: a: b\n~~~~~~~~~~~',
      'A value cannot contain a colon followed by a space. Put the value in quotes, or start a new line.',
    ],
    ['level: "a\n~~~~~~~~~\n', 'A quotation mark is not closed. Close it at the end of the value.'],
    [
      'rules:\n  a: off\n b: off\n ~~~~~~',
      'The indentation of this line does not match the lines around it. Align it with them.',
    ],
    ['level: @x\n~~~~~~~~~', 'A value cannot start with this character. Put the value in quotes.'],
    [
      'globs:\n  - a\n  b\n  ~',
      'The indentation of this line does not match the lines around it. Align it with them.',
    ],
    [
      'level: alpha\nstr\n~~~',
      'This is neither a key nor a value. Write “key: value”, with a space after the colon.',
    ],
    [
      'level: alpha\n---\n~~~\nlevel: beta',
      'A second YAML document starts here, but only the first one is read. Remove the line of dashes.',
    ],
    ['level: *none\n       ~~~~~', 'There is no anchor &none above this alias. Write out the value.'],
  ];
  for (const [source, message] of broken) {
    const { value, usable } = finds(source, [message]);
    assert.deepEqual([value, usable], [undefined, undefined]);
  }
});

test('selects an alternative by the kind of the value', () => {
  const inner: Schema = {
    type: 'object',
    additionalProperties: false,
    properties: { max: { type: 'integer' } },
  };
  const schema: Schema = { additionalProperties: { anyOf: [{ enum: ['off'] }, inner] } };
  const messages = (text: string): string[] => read(text, [], schema).problems.map(({ message }) => message);
  assert.deepEqual(messages('a: off\nb: { max: 1 }'), []);
  assert.deepEqual(messages('a: on\nb: { max: 1.5 }\nc: [1]\nd:\ne: { mx: 1 }'), [
    '“a” should be off, or a mapping.',
    '“max” should be a whole number.',
    '“c” should be off, or a mapping.',
    '“d” is empty. It should be off, or a mapping.',
    '“mx” is not a key here. Did you mean “max”?',
  ]);
  assert.deepEqual(read('e: { mx: 1, max: 2 }', [], schema).usable, { e: { max: 2 } });
});

test('validates only the value at the path', () => {
  const path = ['design-docs'];
  const { usable } = finds(
    `title: x
title: y
design-docs:
  versio: 1
  ~~~~~~
  strict: true
after: [1]
design-docs: {}
~~~~~~~~~~~
`,
    [
      '“versio” is not a key here. Did you mean “version”?',
      '“design-docs” is a duplicate key; only the first one counts. Remove one of them.',
    ],
    path,
  );
  assert.deepEqual(usable, { strict: true });
  finds('title: [\n', [], path);
  finds('design-docs: no\n             ~~', ['“design-docs” should be a mapping.'], path);
  finds('a: "design-docs"', [], path);
});

test('reports nothing in an empty file', () => {
  for (const text of ['', '\n', '# only a comment\n', '\uFEFF', '---\n'])
    assert.deepEqual([read(text).problems, read(text).value], [[], undefined], JSON.stringify(text));
  assert.deepEqual(
    read('word').problems.map(({ message }) => message),
    ['This file should be a mapping.'],
  );
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

test('resolves aliases, but not endlessly', () => {
  const { usable } = finds('sections:\n  A: &a { phase: 1 }\n  B: *a\n', []);
  assert.deepEqual(usable, { sections: { A: { phase: 1 }, B: { phase: 1 } } });
  finds('sections:\n  A: &a { fase: 1, phase: 1 }\n          ~~~~\n  B: *a\n     ~~', [
    '“fase” is not a key here. Did you mean “phase”?',
    '“fase” is not a key here. Did you mean “phase”?',
  ]);
  finds('globs: &a [b, *a]\n              ~~', ['This is nested more than 100 levels deep. Flatten it.']);
  const bomb = [
    'a0: &a0 [x]',
    ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`),
  ];
  const { value, problems } = read(bomb.join('\n'));
  assert.equal(value, undefined);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['These aliases expand to too much text. Write out the values instead.'],
  );
});

test('treats names of JavaScript object properties like any other key', () => {
  finds('constructor: 1\n~~~~~~~~~~~\n__proto__: 1\n~~~~~~~~~\n', [
    '“constructor” is not a key here. Use one of version, level, strict, globs, phases, rules, or sections, or remove it.',
    '“__proto__” is not a key here. Use one of version, level, strict, globs, phases, rules, or sections, or remove it.',
  ]);
  const { usable } = finds('rules:\n  __proto__: off\n', []);
  assert.equal(JSON.stringify(usable), '{"rules":{"__proto__":"off"}}');
});

test('reports and drops a key that is not plain text', () => {
  const { usable } = finds('[a]: b\n~~~\nstrict: true\n', [
    'A key should be plain text. Replace it with a word.',
  ]);
  assert.deepEqual(usable, { strict: true });
});
