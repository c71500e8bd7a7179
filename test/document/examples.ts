import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lineAt, lineStarts } from '../../server/src/text/lines.ts';
import type { Range } from '../../server/src/text/range.ts';
import { type Example, expectBlock, openFixture } from '../support/fixture.ts';

/**
 * Tests every example in a Markdown file. An example is a heading, a fence of eight backticks with optional options, an
 * input, a line with a dot, and the expected answer. The answer must be the same with CRLF line breaks and a byte order
 * mark.
 */
export function testExamples(
  file: URL,
  answer: (input: string, options: string) => string | Promise<string>,
): void {
  const fixture = openFixture(fileURLToPath(file), readExamples);
  for (const example of fixture.examples) {
    const { name, options, input } = example;
    test(name, async () => {
      const actual = await answer(input, options);
      for (const [kind, variant] of Object.entries(variantsOf(input)))
        assert.equal(await answer(variant, options), actual, kind);
      assert.notEqual(actual.trim(), '', 'an example has an answer');
      expectBlock(fixture, example, `${actual}\n`);
    });
  }
}

/** A document with CRLF line breaks, with a byte order mark, and with both. */
export function variantsOf(text: string): Readonly<Record<string, string>> {
  const crlf = text.replace(/\r?\n/g, '\r\n');
  return { CRLF: crlf, BOM: `\uFEFF${text}`, 'CRLF and BOM': `\uFEFF${crlf}` };
}

/** The position of an offset as `line:column`, in UTF-16 code units from 1. A byte order mark does not count. */
export function place(text: string, offset: number): string {
  const starts = lineStarts(text, text.startsWith('\uFEFF') ? 1 : 0);
  const line = lineAt(starts, offset);
  return `${line + 1}:${Math.max(0, offset - (starts[line] as number)) + 1}`;
}

export function places(text: string, { start, end }: Range): string {
  return `${place(text, start)}-${place(text, end)}`;
}

export interface FencedExample extends Example {
  readonly options: string;
  readonly input: string;
}

const FENCE = '`'.repeat(8);

/** Reads the examples of a fixture. The expectation is the block below the dot, with its last line break. */
export function readExamples(source: string): FencedExample[] {
  const pattern = /^## (.+)\n\n`{8}(.*)\n([\s\S]*?)^\.\n([\s\S]*?)^`{8}$/gm;
  const examples = [...source.matchAll(pattern)].map((match) => {
    const [whole, name = '', options = '', input = '', expected = ''] = match;
    const end = match.index + whole.length - FENCE.length;
    const block = { start: end - expected.length, end };
    return { name, options, input, given: `${name}\n${options}\n${input}`, block };
  });
  assert.ok(examples.length > 0, 'the file has examples');
  assert.equal(examples.length * 2, source.match(/^`{8}/gm)?.length, 'each pair of fences is an example');
  refuseTwice(examples.map(({ name }) => name));
  refuseTwice(examples.map(({ options, input }) => `${options}\n${input}`));
  return examples;
}

/** Fails if a value occurs twice. */
export function refuseTwice(values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  assert.equal(twice, undefined, 'no example occurs twice');
}
