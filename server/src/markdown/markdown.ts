import { flat } from '../text/flat.ts';
import { lineAt, lineRangeAt } from '../text/lines.ts';
import { applyEdits, movedBy, type Range, type TextEdit } from '../text/range.ts';
import type { Block, Comment, Definition, Heading, Leaf, References } from './blocks.ts';
import { type Chunk, type Chunks, editChunks, joined, moveChunks, parseChunks } from './chunks.ts';
import { type FrontMatter, type FrontMatterField, findFrontMatter } from './front-matter.ts';
import { inlineHtml, plainText } from './inline.ts';
import { move, placeBlocks, placeDefinition } from './place.ts';

/** A parsed Markdown document. All offsets are UTF-16 code units into `text`, a byte order mark included. */
export interface Markdown {
  /** All of it, put together when somebody first asks. */
  readonly text: string;
  readonly length: number;
  /** Top-level blocks in order; front matter is not among them. */
  readonly blocks: readonly Block[];
  readonly frontMatter: FrontMatter | undefined;
  /** The link reference definitions in force, by their labels as links find them. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The stretches that are parsed by themselves, which edits elsewhere leave as they are. */
  readonly chunks: Chunks;
  /** What stands between two offsets, as `text.slice` gives it for such as are not negative. */
  slice(start: number, end: number): string;
  /**
   * The same document after edits that speak of this document's offsets, of which only what they touch is parsed anew.
   * Throws a RangeError if they overlap.
   */
  edit(edits: readonly TextEdit[]): Markdown;
}

export interface ParseOptions {
  /** Whether `---` on the first line opens front matter; CommonMark itself knows none. Default true. */
  readonly frontMatter?: boolean;
}

export function parseMarkdown(text: string, options: ParseOptions = {}): Markdown {
  return parse(text, options);
}

/** With `before`, what it has in common with the text is not parsed again. */
function parse(text: string, options: ParseOptions, before?: Markdown): Markdown {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const frontMatter = options.frontMatter === false ? undefined : findFrontMatter(text, mark);
  const start = frontMatter?.end ?? mark;
  const head = { text: flat(text.slice(0, start)), frontMatter };
  return markdownOf(head, parseChunks(text.slice(start), start, before?.chunks), options, text);
}

/** What stands before the chunks. */
interface Head {
  readonly text: string;
  readonly frontMatter: FrontMatter | undefined;
}

function markdownOf(head: Head, chunks: Chunks, options: ParseOptions, known?: string): Markdown {
  const { list, starts } = chunks;
  // Most of what is asked about a document needs neither of them as a whole.
  let text = known;
  let blocks: readonly Block[] | undefined;
  let definitions: ReadonlyMap<string, Definition> | undefined;
  const markdown: Markdown = {
    frontMatter: head.frontMatter,
    chunks,
    length: (starts.at(-1) ?? head.text.length) + (list.at(-1)?.text.length ?? 0),
    get text() {
      text ??= head.text + joined(list);
      return text;
    },
    get blocks() {
      blocks ??= list.flatMap((chunk, nth) => placeBlocks(chunk.blocks, starts[nth] as number));
      return blocks;
    },
    get definitions() {
      definitions ??= placedDefinitions(chunks);
      return definitions;
    },
    slice: (start, end) => text?.slice(start, end) ?? slice(head, chunks, start, end),
    edit: (edits) => edited(markdown, head, options, edits),
  };
  return markdown;
}

function slice(head: Head, { list, starts }: Chunks, start: number, end: number): string {
  let found = head.text.slice(start, end);
  for (let nth = lineAt(starts, start); nth < list.length && (starts[nth] as number) < end; nth++) {
    const at = starts[nth] as number;
    found += (list[nth] as Chunk).text.slice(Math.max(0, start - at), end - at);
  }
  return found;
}

function edited(before: Markdown, head: Head, options: ParseOptions, edits: readonly TextEdit[]): Markdown {
  const edit = oneEdit(before, edits);
  if (!edit) return before;
  const { chunks, frontMatter } = before;
  const [first] = chunks.list;
  // A line far below may close front matter that was open until now, and a third dash may open it.
  const isOpen = first?.text.startsWith('---') || edit.start < head.text.length + 3;
  const mayOpen = !frontMatter && options.frontMatter !== false && isOpen;
  if (first && !mayOpen && edit.start > head.text.length)
    return markdownOf(head, editChunks(chunks, edit), options);
  const edited = editedHead(head, edit);
  if (edited) return markdownOf(edited, moveChunks(chunks, edited.text.length - head.text.length), options);
  return parse(applyEdits(before.text, [edit]), options, before);
}

/** What stands before the chunks after an edit within it; `undefined` if it may then end elsewhere. */
function editedHead({ text, frontMatter }: Head, edit: TextEdit): Head | undefined {
  if (!frontMatter || edit.start < frontMatter.start || edit.end > frontMatter.body.end) return undefined;
  const now = flat(applyEdits(text, [edit]));
  const found = findFrontMatter(now, frontMatter.start);
  return found?.end === now.length ? { text: now, frontMatter: found } : undefined;
}

/** One edit that does what several do; `undefined` if there are none. */
function oneEdit(markdown: Markdown, edits: readonly TextEdit[]): TextEdit | undefined {
  const [first] = edits;
  if (!first || edits.length === 1) return first;
  const start = edits.reduce((least, edit) => Math.min(least, edit.start), first.start);
  const end = edits.reduce((most, edit) => Math.max(most, edit.end), first.end);
  const within = edits.map((edit) => movedBy(edit, -start));
  return { start, end, newText: applyEdits(markdown.slice(start, end), within) };
}

function placedDefinitions({ list, starts }: Chunks): Map<string, Definition> {
  const all = new Map<string, Definition>();
  for (const [nth, { definitions }] of list.entries()) {
    for (const definition of definitions) {
      if (!all.has(definition.label))
        all.set(definition.label, placeDefinition(definition, starts[nth] as number));
    }
  }
  return all;
}

/** The line around `offset`, without its line break. */
export function lineIn(markdown: Markdown, offset: number): Range {
  const { list, starts } = markdown.chunks;
  const nth = lineAt(starts, offset);
  const [at = 0, chunk] = [starts[nth], list[nth]];
  // Chunks begin where lines do, but for the first of all.
  if (!chunk || nth === 0) return lineRangeAt(markdown.slice(0, starts[1] ?? markdown.length), offset);
  return move(lineRangeAt(chunk.text, offset - at), at);
}

/** Extends a range to the start of its first line and the end of its last, without the line break. */
export function linesIn(markdown: Markdown, { start, end }: Range): Range {
  return { start: lineIn(markdown, start).start, end: lineIn(markdown, end).end };
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
