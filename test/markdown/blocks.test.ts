import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { dump } from './dump.ts';

/** The examples of blocks.md, which explains itself. */
const EXAMPLE = /^## (.+)\n\n`{8}\n([\s\S]*?)^\.\n([\s\S]*?)^`{8}$/gm;
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

const fixtures = readFileSync(new URL('blocks.md', import.meta.url), 'utf8');
const names = new Set<string>();

for (const [, name = '', marked = '', expected] of fixtures.matchAll(EXAMPLE)) {
  names.add(name);
  const source = marked.replace(/[→␍␀⎵⌖␣␌␋]/g, (mark) => MARKS[mark] ?? '');
  test(name, () => assert.equal(dump(parseMarkdown(source)), expected));
}

test('every example is read once', () => {
  assert.equal(names.size * 2, fixtures.match(/^`{8}$/gm)?.length);
});
