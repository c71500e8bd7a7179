import { applyEdits, type TextEdit } from '../text/range.ts';
import type { Block, Comment, Definition, Heading, Leaf, References } from './blocks.ts';
import {
  type FrontMatter,
  type FrontMatterField,
  findFrontMatter,
  frontMatterFields,
} from './front-matter.ts';
import { inlineHtml, plainText } from './inline.ts';
import { parseBlocks } from './parse.ts';

/** A parsed Markdown document. All offsets are UTF-16 code units into `text`, a byte order mark included. */
export interface Markdown {
  readonly text: string;
  /** Top-level blocks in order; front matter is not among them. */
  readonly blocks: readonly Block[];
  readonly frontMatter: FrontMatter | undefined;
  /** The link reference definitions in force, by their labels as links find them. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The same document after edits that speak of this document's offsets. Throws a RangeError if they overlap. */
  edit(edits: readonly TextEdit[]): Markdown;
}

export interface ParseOptions {
  /** Whether `---` on the first line opens front matter; CommonMark itself knows none. Default true. */
  readonly frontMatter?: boolean;
}

export function parseMarkdown(text: string, options: ParseOptions = {}): Markdown {
  const afterMark = text.startsWith('\uFEFF') ? 1 : 0;
  const frontMatter = options.frontMatter === false ? undefined : findFrontMatter(text, afterMark);
  return {
    text,
    frontMatter,
    ...parseBlocks(text, frontMatter?.end ?? afterMark),
    edit: (edits) => parseMarkdown(applyEdits(text, edits), options),
  };
}

/** The source of a leaf's running text, its lines joined by `\n`. */
export function leafSource(text: string, leaf: Leaf): string {
  const [line] = leaf.lines;
  if (line && leaf.lines.length === 1) return text.slice(line.start, line.end);
  return leaf.lines.map((line) => text.slice(line.start, line.end)).join('\n');
}

/** The words of a leaf as a reader sees them. */
export function leafText(text: string, leaf: Leaf): string {
  const source = leafSource(text, leaf);
  return plainText(leaf.kind === 'cell' ? source.replaceAll('\\|', '|') : source, leaf.references);
}

/** Every block, containers before what they hold, in document order. */
export function walkBlocks(blocks: Iterable<Block>): Block[] {
  // Collected in one list, since generators within generators cost more than what most callers do with a block.
  const all: Block[] = [];
  collectBlocks(blocks, all);
  return all;
}

function collectBlocks(blocks: Iterable<Block>, all: Block[]): void {
  for (const block of blocks) {
    all.push(block);
    if (block.kind === 'quote') collectBlocks(block.blocks, all);
    else if (block.kind === 'list') for (const item of block.items) collectBlocks(item.blocks, all);
  }
}

/** Every leaf, in document order. */
export function leavesOf(blocks: Iterable<Block>): Leaf[] {
  const leaves: Leaf[] = [];
  for (const block of walkBlocks(blocks)) {
    if (block.kind === 'heading' || block.kind === 'paragraph') leaves.push(block);
    else if (block.kind === 'table') for (const row of block.rows) leaves.push(...row.cells);
  }
  return leaves;
}

/** Every heading, those in lists and quotes included, in document order. */
export function* allHeadings(markdown: Markdown): Generator<Heading> {
  for (const block of walkBlocks(markdown.blocks)) if (block.kind === 'heading') yield block;
}

/** The source of every comment: those that are blocks, those in HTML blocks and those in running text. */
export function* allComments(markdown: Markdown): Generator<string> {
  const { text } = markdown;
  const source = (comment: Comment): string => text.slice(comment.start, comment.end);
  for (const block of walkBlocks(markdown.blocks)) {
    if (block.kind === 'comment') yield source(block);
    else if (block.kind === 'html') yield* block.comments.map(source);
    else
      for (const leaf of block.kind === 'list' || block.kind === 'quote' ? [] : leavesOf([block]))
        yield* inlineComments(leafSource(text, leaf), leaf.references);
  }
}

function inlineComments(source: string, references: References): string[] {
  return inlineHtml(source, references)
    .map(({ start, end }) => source.slice(start, end))
    .filter((html) => html.startsWith('<!--'));
}

export function topHeadings(markdown: Markdown): Heading[] {
  return markdown.blocks.filter((block) => block.kind === 'heading');
}

export type { FrontMatter, FrontMatterField };
export { frontMatterFields };
