import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Node, Parser } from 'commonmark';
import { tests } from 'commonmark-spec';
import type { Block } from '../../server/src/markdown/blocks.ts';
import { allComments, leafText, type Markdown, parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { lineAt, lineStarts } from '../../server/src/text/lines.ts';

/** The containers to put each example of the specification in. */
const CONTAINERS: readonly { readonly name: string; readonly put: (markdown: string) => string }[] = [
  { name: 'document', put: (markdown) => markdown },
  { name: 'quote', put: (markdown) => markdown.replace(/^/gm, '> ') },
  { name: 'list item', put: (markdown) => `- ${markdown.replace(/\n(?=.)/g, '\n  ')}` },
  { name: 'list item in a quote', put: (markdown) => `> 1. ${markdown.replace(/\n/g, '\n>    ')}` },
  { name: 'document with CRLF', put: (markdown) => markdown.replaceAll('\n', '\r\n') },
];

/** The examples with a result that differs from the reference parser. An example that no longer differs fails. */
const KNOWN_DIFFERENCES: Readonly<Record<number, string>> = {
  215: 'In the reference parser, a setext heading begins at the link reference definition above it.',
};

for (const { name, put } of CONTAINERS)
  test(`finds the same headings and comments as the reference parser in each CommonMark example in a ${name}`, () => {
    let compared = 0;
    for (const { markdown, number, section } of tests) {
      const text = put(markdown);
      const ours = reportOurs(parseMarkdown(text, { frontMatter: false }));
      const reference = reportReference(text);
      const difference = KNOWN_DIFFERENCES[number];
      const message = `example ${number} (${section}) in a ${name}\n${text}`;
      if (difference === undefined) assert.deepEqual(ours, reference, message);
      else assert.notDeepEqual(ours, reference, `${message}\nno longer differs: ${difference}`);
      compared += reference.length;
    }
    assert.ok(compared > 60, 'the examples have too few headings and comments');
  });

/** Lists `heading 2 at 3:5 in list item quote: Words` and `comment: <!-- words -->`, headings first. */
function reportOurs(markdown: Markdown): string[] {
  const { text } = markdown;
  const starts = lineStarts(text);
  return [...headings(markdown.blocks, ''), ...comments([...allComments(markdown)])];

  function* headings(blocks: readonly Block[], path: string): Generator<string> {
    for (const block of blocks) {
      if (block.kind === 'quote') yield* headings(block.blocks, `${path} quote`);
      if (block.kind === 'list')
        for (const item of block.items) yield* headings(item.blocks, `${path} list item`);
      if (block.kind !== 'heading') continue;
      const line = lineAt(starts, block.start);
      const column = block.start - (starts[line] as number);
      yield heading(block.rank, line + 1, column + 1, path, leafText(text, block));
    }
  }
}

function reportReference(text: string): string[] {
  const headings: string[] = [];
  const html: string[] = [];
  const walker = new Parser().parse(text).walker();
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (!entering) continue;
    if (node.type === 'heading') {
      const [line, column] = node.sourcepos[0];
      headings.push(heading(node.level, line, column, pathOf(node), plainText(node)));
    }
    if (node.type === 'html_inline' || node.type === 'html_block')
      html.push(...((node.literal ?? '').match(/<!--(?:-?>|[\s\S]*?(?:-->|$))/g) ?? []));
  }
  return [...headings, ...comments(html)];
}

function heading(rank: number, line: number, column: number, path: string, words: string): string {
  return `heading ${rank} at ${line}:${column} in${path || ' document'}: ${words}`;
}

/** Removes the markers of containers from continuation lines, because the reference parser removes them. */
function comments(sources: readonly string[]): string[] {
  return sources.map((source) => `comment: ${source.replace(/\s*\n[\s>]*/g, '\n')}`);
}

function pathOf(node: Node): string {
  const names = { block_quote: 'quote', list: 'list', item: 'item' } as const;
  const path: string[] = [];
  for (let at = node.parent; at?.parent; at = at.parent)
    path.unshift(` ${names[at.type as keyof typeof names]}`);
  return path.join('');
}

function plainText(node: Node): string {
  if (node.type === 'softbreak' || node.type === 'linebreak') return ' ';
  if (node.type === 'text' || node.type === 'code') return node.literal ?? '';
  let words = '';
  for (let child = node.firstChild; child; child = child.next) words += plainText(child);
  return words;
}
