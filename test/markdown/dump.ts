import type { Block, Cell, Item, Leaf, Row } from '../../server/src/markdown/blocks.ts';
import { inlineHtml } from '../../server/src/markdown/inline.ts';
import { leafSource, leafText, type Markdown } from '../../server/src/markdown/markdown.ts';
import { lineAt, lineStarts } from '../../server/src/text/lines.ts';
import type { Range } from '../../server/src/text/range.ts';

/** A node of the tree that is dumped: a block, a part of a block, or a range of words in the source. */
export type Part = Block | Item | Row | Cell | Words;

interface Words extends Range {
  readonly kind: 'words';
}

/** The parts inside a part, in document order. */
export function partsOf(part: Part): readonly Part[] {
  switch (part.kind) {
    case 'heading':
    case 'paragraph':
    case 'cell':
      return part.lines.map((line) => ({ kind: 'words', ...line }));
    case 'comment':
      return [{ kind: 'words', ...part.body }];
    case 'html':
      return part.comments;
    case 'quote':
    case 'item':
      return part.blocks;
    case 'list':
      return part.items;
    case 'table':
      return part.rows;
    case 'row':
      return part.cells;
    default:
      return [];
  }
}

/**
 * A parsed document as text. Each part has a line with its start and end as `line:column`, counted from 1, and the
 * parts inside it are indented below. All kinds of line breaks are shown as `\n`.
 */
export function dump(markdown: Markdown): string {
  const { text } = markdown;
  const starts = lineStarts(text);
  const lines = [...dumpFrontMatter(), ...markdown.blocks.flatMap((block) => dumpPart(block, ''))];
  return lines.map((line) => `${line}\n`).join('');

  function dumpFrontMatter(): string[] {
    if (!markdown.frontMatter) return [];
    return [
      `front matter ${places(markdown.frontMatter)}`,
      ...markdown.frontMatter.fields.flatMap(({ key, keyRange: at, value, valueRange: valueAt, entries }) => [
        `  key ${key} ${places(at)}`,
        ...(value === undefined ? [] : [`  value ${quote(value)} ${places(valueAt)}`]),
        ...[...entries].map(([name, entry]) => `    ${name}: ${quote(entry)}`),
      ]),
    ];
  }

  function dumpPart(part: Part, indent: string): string[] {
    const inner = partsOf(part).flatMap((child) => dumpPart(child, `${indent}  `));
    if (!isLeaf(part)) return [`${indent}${nameOf(part)} ${places(part)}`, ...inner];
    const source = leafSource(text, part);
    const words = leafText(text, part);
    const meaning = words === source.replaceAll('\n', ' ') ? '' : ` = ${quote(words)}`;
    const html = inlineHtml(source, part.references).map(({ start, end }) => source.slice(start, end));
    return [
      `${indent}${nameOf(part)} ${places(part)}${meaning}`,
      ...inner,
      ...html.map((tag) => `${indent}  inline html ${quote(tag)}`),
    ];
  }

  function nameOf(part: Part): string {
    if (part.kind === 'heading') return `${part.setext ? 'setext ' : ''}heading ${part.rank}`;
    if (part.kind === 'list') return part.ordered ? 'ordered list' : 'list';
    if (part.kind === 'code') return part.fenced ? 'fence' : 'indented code';
    return part.kind === 'words' ? quote(text.slice(part.start, part.end)) : part.kind;
  }

  function places({ start, end }: Range): string {
    return `${place(start)}-${place(end)}`;
  }

  function place(offset: number): string {
    const line = lineAt(starts, offset);
    return `${line + 1}:${offset - (starts[line] as number) + 1}`;
  }
}

function isLeaf(part: Part): part is Leaf {
  return part.kind === 'heading' || part.kind === 'paragraph' || part.kind === 'cell';
}

function quote(words: string): string {
  return JSON.stringify(words.replace(/\r\n?/g, '\n'));
}
