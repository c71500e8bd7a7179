import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Range } from '../../server/src/text/range.ts';
import { completeYaml } from '../../server/src/yaml/complete.ts';
import { hoverYaml } from '../../server/src/yaml/hover.ts';
import { readYaml } from '../../server/src/yaml/read.ts';
import type { Schema } from '../../server/src/yaml/schema.ts';
import fc, { runs } from '../support/property.ts';
import { SCHEMA } from './schema.ts';

const EXAMPLE = `design-docs: &all
  version: 1 # why
  level: beta
  rules: { a: off, "b": error, 'c': true }
  sections:
    Goals & Non-Goals:
      phase: 0
      required-from: |
        two
        lines
      topics:
      - label: "one: two"
        from: prototype
    B: { phase: 1.5, terms: [a, b] }
`;

/** Calls every function for a text, and asserts what must be true for any text. */
function ask(text: string, within: Range, offset: number, path: readonly string[]): void {
  const reading = readYaml(text, within, SCHEMA, path);
  const inside = ({ start, end }: Range): void =>
    assert.ok(within.start <= start && start <= end && end <= within.end, `${start}..${end}`);
  for (const problem of reading.problems) {
    inside(problem);
    assert.match(problem.message, /^[“A-Z].*[.?]$/su);
  }
  assert.equal(JSON.stringify(reading.value) === undefined, reading.value === undefined, 'a plain value');
  if (reading.problems.every(({ severity }) => severity === 'warning')) {
    assert.equal(reading.usable === undefined, reading.value === undefined);
  }
  if (reading.usable !== undefined) {
    const again = JSON.stringify(reading.usable);
    assert.deepEqual(
      readYaml(again, { start: 0, end: again.length }, SCHEMA).problems,
      [],
      'the usable value is valid',
    );
  }
  for (const step of [[], ['sections'], ['globs', 0], ['sections', 'B', 'terms', 1]]) {
    for (const which of ['key', 'value'] as const) {
      const range = reading.rangeOf(step, which);
      if (range) inside(range);
    }
  }
  for (const item of completeYaml(text, within, offset, SCHEMA, path)) {
    inside(item);
    assert.ok(item.start <= offset && offset <= item.end);
  }
  const hover = hoverYaml(text, within, offset, SCHEMA, path);
  if (hover) inside(hover);
}

const path = fc.constantFrom([], ['design-docs'], ['design-docs', 'sections']);
const piece = fc.oneof(
  fc.constantFrom(
    '\n',
    '\r',
    '\r\n',
    '  ',
    '- ',
    ': ',
    'level',
    'sections:\n  ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '|',
    '>',
  ),
  fc.constantFrom(
    '\t',
    '"',
    "'",
    '#',
    ' #',
    '---\n',
    '...',
    '!',
    '!!binary ',
    '? ',
    '\uFEFF',
    '\uD800',
    '%YAML 1.1\n',
    '<<: ',
    '~',
  ),
  fc.constantFrom(
    'design-docs:\n',
    '__proto__',
    '.inf',
    '.nan',
    '0x1F',
    '1e999',
    '2020-01-01',
    'phase: ',
    'true',
    '\0',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const pieces = fc.array(piece, { maxLength: 40 }).map((all) => all.join(''));
const mutated = fc
  .array(fc.tuple(fc.nat(EXAMPLE.length), fc.nat(12), piece), { minLength: 1, maxLength: 4 })
  .map((edits) =>
    edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), EXAMPLE),
  );

test('handles any text, and every range is in the given part', () => {
  fc.assert(
    fc.property(fc.oneof(mutated, pieces), fc.nat(), fc.nat(), fc.nat(), path, (text, a, b, at, under) => {
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [
        number,
        number,
      ];
      ask(text, { start: 0, end: text.length }, at % (text.length + 1), under);
      ask(text, { start, end }, start + (at % (end - start + 1)), under);
    }),
    { numRuns: runs(600) },
  );
});

test('the example itself is valid', () => {
  const { problems } = readYaml(EXAMPLE, { start: 0, end: EXAMPLE.length }, SCHEMA, ['design-docs']);
  assert.deepEqual(problems, []);
});

test('handles every cursor in the front matter of the built-in templates', () => {
  const files = globSync('templates/*.md', { cwd: new URL('../..', import.meta.url) });
  assert.ok(files.length > 0);
  for (const file of files) {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const within = { start: 4, end: Math.max(4, text.indexOf('\n---', 4) + 1) };
    for (let offset = within.start; offset <= within.end; offset += 7) {
      for (const { start, end } of completeYaml(text, within, offset, SCHEMA, ['design-docs']))
        assert.ok(start <= offset && offset <= end);
    }
    assert.ok(readYaml(text, within, {}, ['design-docs']).value);
  }
});

test('handles very large and very deeply nested input', () => {
  const anything: Schema = { additionalProperties: { type: 'array', items: { type: 'string' } } };
  const many = (line: (index: number) => string): string => {
    let text = '';
    for (let index = 0; text.length < 60_000; index++) text += line(index);
    return text;
  };
  const texts = [
    many((index) => `key${index}: 1\n`),
    many(() => 'key: 1\n'),
    `a:\n${many(() => '- 1\n')}`,
    many(() => '- '),
    many(() => '['),
    many(() => 'a: '),
    many(() => '? '),
    many(() => ' '),
    `a${many(() => ' ')}b`,
    `a: ${many(() => 'x: ')}`,
    many(() => '"'),
    many(() => '- &a x\n- *a\n'),
    many((index) => `${' '.repeat(index % 200)}k:\n`),
  ];
  for (const text of texts) {
    const within = { start: 0, end: text.length };
    assert.ok(readYaml(text, within, anything).problems.length <= 200);
    hoverYaml(text, within, text.length >> 1, anything);
    completeYaml(text, within, text.length, anything);
    completeYaml(text, within, text.length >> 1, anything);
  }
});
