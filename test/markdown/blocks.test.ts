import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { readExamples } from '../document/examples.ts';
import { expectBlock, openFixture } from '../support/fixture.ts';
import { dump } from './dump.ts';

/** The marks that blocks.md explains. */
const MARKS: Readonly<Record<string, string>> = {
  '→': '\t',
  '␍': '\r',
  '␀': '\0',
  '⎵': ' ',
  '⌖': '\uFEFF',
  '␣': '\u00A0',
  '␌': '\f',
  '␋': '\v',
};

const fixture = openFixture(fileURLToPath(new URL('blocks.md', import.meta.url)), readExamples);

for (const example of fixture.examples) {
  const source = example.input.replace(/[→␍␀⎵⌖␣␌␋]/g, (mark) => MARKS[mark] ?? '');
  test(example.name, () => expectBlock(fixture, example, dump(parseMarkdown(source))));
}
