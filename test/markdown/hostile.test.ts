import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allComments,
  leafText,
  leavesOf,
  parseMarkdown,
  walkBlocks,
} from '../../server/src/markdown/markdown.ts';
import fc from '../support/property.ts';
import { dump } from './dump.ts';

/** Documents that would take minutes if any part of the parser took quadratic time, and their numbers of blocks. */
const HOSTILE: Readonly<Record<string, readonly [text: string, blocks: number]>> = {
  'one line of words': ['a '.repeat(500_000), 1],
  'one line of spaces': [' '.repeat(1_000_000), 0],
  'spaces around a word': [`x${' '.repeat(500_000)}y${' '.repeat(500_000)}`, 1],
  'spaces in a heading': [`# ${' '.repeat(1_000_000)}x`, 1],
  'blank lines': ['\n'.repeat(1_000_000), 0],
  'lines ended by carriage returns': ['x\r'.repeat(100_000), 1],
  'blank lines in an unclosed fence': [`\`\`\`\n${'\n'.repeat(300_000)}`, 1],
  'blank lines in a fence in 90 quotes': [
    `${'> '.repeat(90)}\`\`\`\n${`${'> '.repeat(90)}\n`.repeat(1000)}`,
    91,
  ],
  'blank lines after 40 lists': [`${'- '.repeat(40)}x\n${'\n'.repeat(100_000)}y`, 42],
  'a line of number signs': ['#'.repeat(1_000_000), 1],
  'a setext heading of many lines': [`${'x\n'.repeat(300_000)}---`, 1],
  'unclosed comments on one line': ['<!--'.repeat(250_000), 1],
  'unclosed comments on lines': ['<!--\n'.repeat(200_000), 1],
  'unclosed comments after a word': [`x ${'<!--'.repeat(250_000)}`, 1],
  'closed comments on one line': ['<!-->'.repeat(50_000), 50_000],
  'closed comments after a word': [`x ${'<!-- y -->'.repeat(50_000)}`, 1],
  'a comment of dashes': [`<!--${'-'.repeat(1_000_000)}`, 1],
  'HTML blocks without a comment': ['<div>\n\n'.repeat(50_000), 50_000],
  'HTML blocks with an unclosed comment': ['<div>\n<!-- x\n\n'.repeat(50_000), 50_000],
  'opening angle brackets': ['<'.repeat(1_000_000), 1],
  'pipes in a row': [`|a|b|\n|-|-|\n${'|'.repeat(1_000_000)}`, 1],
  'escaped pipes in a row': [`|a|b|\n|-|-|\n${'\\|'.repeat(500_000)}`, 1],
  rows: [`|a|b|\n|-|-|\n${'|x|y|\n'.repeat(20_000)}`, 1],
  'link definitions': [`${'[a]: b\n\n# [a]\n'.repeat(20_000)}`, 20_000],
  'unclosed brackets': ['['.repeat(100_000), 1],
  'unclosed emphasis': ['*x **y_'.repeat(20_000), 1],
  'unclosed front matter': [`---\n${'--- x\n'.repeat(100_000)}`, 2],
  'spaces after the end of front matter': [`---\n---${' '.repeat(1_000_000)}x\n`, 2],
  'many keys of front matter': [
    `---\n${Array.from({ length: 20_000 }, (_, index) => `key${index}: value\n`).join('')}---\n`,
    0,
  ],
  'unclosed brackets in front matter': [`---\n${'['.repeat(20_000)}\n---\n`, 0],
  NUL: ['\0'.repeat(1_000_000), 1],
  'NUL in headings': ['# \0\n'.repeat(20_000), 20_000],
  'lone surrogates': ['\uD800'.repeat(1_000_000), 1],
  'everything unclosed': ['---\n# [x](\n> - 1. *a `b <c | \\\n<!-- x\n~~~\n', 7],
};

for (const [name, [text, blocks]] of Object.entries(HOSTILE))
  test(`parses every part in time: ${name}`, () => {
    const markdown = parseMarkdown(text);
    assert.equal([...walkBlocks(markdown.blocks)].length, blocks);
    if (markdown.frontMatter) markdown.frontMatter.fields;
    for (const leaf of leavesOf(markdown.blocks)) leafText(text, leaf);
    for (const comment of allComments(markdown)) assert.ok(comment.startsWith('<!--'));
  });

test('cuts off quotes that are nested too deeply for markdown-it, and parses the text after them', () => {
  const { blocks } = parseMarkdown(`${'> '.repeat(5000)}x\n\n# Next\n`);
  assert.equal([...walkBlocks(blocks)].length, 101);
  assert.equal(blocks.at(-1)?.kind, 'heading');
});

test('ends the document at lists that are nested too deeply for markdown-it, like the preview of VS Code', () => {
  for (const marks of ['- ', '1. ']) {
    const { blocks } = parseMarkdown(`${marks.repeat(5000)}x\n\n# Next\n`);
    assert.equal([...walkBlocks(blocks)].length, 50);
  }
});

test('parses any sequence of UTF-16 code units', () => {
  const units = fc.oneof(fc.nat(0xffff), fc.nat(0x7f), fc.integer({ min: 0xd800, max: 0xdfff }));
  const texts = fc.array(units, { maxLength: 200 }).map((codes) => String.fromCharCode(...codes));
  fc.assert(fc.property(texts, (text) => void dump(parseMarkdown(text))));
});
