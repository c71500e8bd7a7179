import { flat } from '../text/flat.ts';
import { lineAt, lineRangeAt } from '../text/lines.ts';
import { applyEdits, movedBy, type Range, type TextEdit } from '../text/range.ts';
import type { Block, Comment, Definition, Heading, Leaf, References } from './blocks.ts';
import { type Chunk, type Chunks, editChunks, joined, moveChunks, parseChunks } from './chunks.ts';
import { type FrontMatter, type FrontMatterField, findFrontMatter } from './front-matter.ts';
import { inlineHtml, plainText } from './inline.ts';
import { move, placeBlocks, placeDefinition } from './place.ts';

/** A parsed Markdown document. All offsets are UTF-16 code units in `text`, including a byte order mark. */
export interface Markdown {
  /** The full text. It is joined on first use, so prefer `slice` where a part is enough. */
  readonly text: string;
  readonly length: number;
  /** The top-level blocks in order, without front matter. */
  readonly blocks: readonly Block[];
  readonly frontMatter: FrontMatter | undefined;
  /** The effective link reference definitions, by normalized label. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The parts that are parsed on their own. Edits elsewhere leave them unchanged. */
  readonly chunks: Chunks;
  /** Returns `text.slice(start, end)`. The offsets must not be negative. */
  slice(start: number, end: number): string;
  /**
   * Returns the document after the edits, whose offsets are in this document. Only the parts that the edits touch are
   * parsed again. Throws a RangeError if edits overlap.
   */
  edit(edits: readonly TextEdit[]): Markdown;
}

export interface ParseOptions {
  /** Whether `---` on the first line opens front matter, which CommonMark does not have. Default: true. */
  readonly frontMatter?: boolean;
}

/** Parses a document. Never throws: any text is valid Markdown. */
export function parseMarkdown(text: string, options: ParseOptions = {}): Markdown {
  return parse(text, options);
}

/** Reuses the chunks of `before` that occur in `text`, instead of parsing them again. */
function parse(text: string, options: ParseOptions, before?: Markdown): Markdown {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const frontMatter = options.frontMatter === false ? undefined : findFrontMatter(text, mark);
  const start = frontMatter?.end ?? mark;
  const head = { text: flat(text.slice(0, start)), frontMatter };
  return markdownOf(head, parseChunks(text.slice(start), start, before?.chunks), options, text);
}

/** The part before the first chunk: the byte order mark and the front matter. */
interface Head {
  readonly text: string;
  readonly frontMatter: FrontMatter | undefined;
}

function markdownOf(head: Head, chunks: Chunks, options: ParseOptions, known?: string): Markdown {
  const { list, starts } = chunks;
  // Most callers need none of these, so they are computed on first use.
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
  // Any line below can close front matter that was not closed before, and a third dash can open it.
  const isOpen = first?.text.startsWith('---') || edit.start < head.text.length + 3;
  const mayOpen = !frontMatter && options.frontMatter !== false && isOpen;
  if (first && !mayOpen && edit.start > head.text.length)
    return markdownOf(head, editChunks(chunks, edit), options);
  const edited = editedHead(head, edit);
  if (edited) return markdownOf(edited, moveChunks(chunks, edited.text.length - head.text.length), options);
  return parse(applyEdits(before.text, [edit]), options, before);
}

/**
 * The head after an edit within its front matter; `undefined` if the edit is elsewhere or moves the end of the head.
 */
function editedHead({ text, frontMatter }: Head, edit: TextEdit): Head | undefined {
  if (!frontMatter || edit.start < frontMatter.start || edit.end > frontMatter.body.end) return undefined;
  const now = flat(applyEdits(text, [edit]));
  const found = findFrontMatter(now, frontMatter.start);
  return found?.end === now.length ? { text: now, frontMatter: found } : undefined;
}

/** Combines several edits into one; `undefined` if there are none. */
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

/** The line that contains `offset`, without its line break. */
export function lineIn(markdown: Markdown, offset: number): Range {
  const { list, starts } = markdown.chunks;
  const nth = lineAt(starts, offset);
  const [at = 0, chunk] = [starts[nth], list[nth]];
  // Chunks start at the start of a line, except that front matter or a byte order mark may precede the first chunk.
  if (!chunk || nth === 0) return lineRangeAt(markdown.slice(0, starts[1] ?? markdown.length), offset);
  return move(lineRangeAt(chunk.text, offset - at), at);
}

/** Extends a range to the start of its first line and the end of its last, without the line break. */
export function linesIn(markdown: Markdown, { start, end }: Range): Range {
  return { start: lineIn(markdown, start).start, end: lineIn(markdown, end).end };
}

/** The source of a leaf's running text, with its lines joined by `\n`. `text` is the text that the offsets are in. */
export function leafSource(text: string, leaf: Leaf): string {
  const [line] = leaf.lines;
  if (line && leaf.lines.length === 1) return text.slice(line.start, line.end);
  return leaf.lines.map((line) => text.slice(line.start, line.end)).join('\n');
}

/** The text of a leaf as a reader sees it; see `plainText`. */
export function leafText(text: string, leaf: Leaf): string {
  const source = leafSource(text, leaf);
  return plainText(leaf.kind === 'cell' ? source.replaceAll('\\|', '|') : source, leaf.references);
}

/** All blocks in document order, including nested ones. A container comes before its contents. */
export function walkBlocks(blocks: Iterable<Block>): Block[] {
  // A list, because nested generators cost more than most callers spend on a block.
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

/** All leaves in document order, including nested ones. */
export function leavesOf(blocks: Iterable<Block>): Leaf[] {
  const leaves: Leaf[] = [];
  for (const block of walkBlocks(blocks)) {
    if (block.kind === 'heading' || block.kind === 'paragraph') leaves.push(block);
    else if (block.kind === 'table') for (const row of block.rows) leaves.push(...row.cells);
  }
  return leaves;
}

/** All headings in document order, including those in lists and quotes. */
export function* allHeadings(markdown: Markdown): Generator<Heading> {
  for (const block of walkBlocks(markdown.blocks)) if (block.kind === 'heading') yield block;
}

/** The source of every comment in document order, whether it is a block or inside an HTML block or running text. */
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
