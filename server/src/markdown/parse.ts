import MarkdownIt, { type Token } from 'markdown-it';
import { lineAt, lineStarts } from '../text/lines.ts';
import type { Range } from '../text/range.ts';
import type {
  Block,
  Cell,
  Comment,
  Definition,
  Heading,
  Item,
  List,
  References,
  Row,
  Table,
} from './blocks.ts';
import { scanComments } from './comments.ts';
import { destinationAt } from './inline.ts';

/** The tokens of one future chunk: a part of a text that can be parsed on its own. */
export interface ChunkTokens {
  /** The range in the tokenized text, in UTF-16 code units. Each end is at a heading or at an end of that text. */
  readonly start: number;
  readonly end: number;
  /** The link reference definitions in this range, by label; `undefined` if there are none. */
  readonly ownReferences: References | undefined;
  readonly tokens: readonly Token[];
  /** The start offset of each line of the tokenized text, and the index of the first line of this range. */
  readonly starts: readonly number[];
  readonly line: number;
}

/**
 * Tokenizes `text` up to the first heading, after its start, where it can be cut: a top-level heading whose line begins
 * with `#`. With `isFollowed`, another such line follows right after `text`. The result is then `undefined` if that
 * line would not be a top-level heading, because something in `text`, such as a code fence, is not closed yet. Only
 * markdown-it decides what a heading is.
 */
export function tokenizeChunk(text: string, isFollowed: boolean): ChunkTokens | undefined {
  const env: { references?: References } = {};
  const tokens = blockParser.parse(isFollowed ? `${text}${PROBE}` : text, env);
  const { references: ownReferences } = env;
  const starts = lineStarts(text);
  const cut = tokens.findIndex((token, index) => index > 0 && isCut(token, text, starts));
  const common = { start: 0, line: 0, ownReferences, starts };
  if (cut < 0) return isFollowed ? undefined : { ...common, end: text.length, tokens };
  const end = starts[lineOf(tokens[cut] as Token)] as number;
  // The definitions found so far include those after the cut, which do not belong to this chunk. Parse again without
  // them.
  if (end < text.length && ownReferences) return tokenizeChunk(text.slice(0, end), true);
  return { ...common, end, tokens: tokens.slice(0, cut) };
}

const PROBE = '#';

/** Tokenizes `text` and cuts it at every possible heading. The last part may continue after the end of `text`. */
export function tokenizeChunks(text: string): readonly ChunkTokens[] {
  const env: { references?: References } = {};
  const all = blockParser.parse(text, env);
  const starts = lineStarts(text);
  const cuts = all.flatMap((token, index) => (index > 0 && isCut(token, text, starts) ? [index] : []));
  const chunks = [0, ...cuts].map((cut, nth): ChunkTokens => {
    const line = nth === 0 ? 0 : lineOf(all[cut] as Token);
    const next = cuts[nth];
    const end = next === undefined ? text.length : (starts[lineOf(all[next] as Token)] as number);
    const tokens = all.slice(cut, next);
    return { start: starts[line] as number, end, line, starts, ownReferences: undefined, tokens };
  });
  return env.references ? withDefinitions(text, chunks, env.references) : chunks;
}

/**
 * Adds each chunk's own definitions. If several chunks define the same label, each keeps its own definition, although
 * only the first one counts in the document.
 */
function withDefinitions(
  text: string,
  chunks: readonly ChunkTokens[],
  references: References,
): ChunkTokens[] {
  const labelsOf = ({ tokens }: ChunkTokens): Set<string> => new Set(tokens.flatMap(definedLabel));
  const labels = chunks.map(labelsOf);
  const count = new Map<string, number>();
  for (const each of labels) for (const label of each) count.set(label, (count.get(label) ?? 0) + 1);
  return chunks.map((chunk, index) => {
    const own = [...(labels[index] ?? [])];
    if (own.length === 0) return chunk;
    if (own.some((label) => count.get(label) !== 1)) {
      const alone = tokenizeChunk(text.slice(chunk.start, chunk.end), false);
      return { ...chunk, ownReferences: alone?.ownReferences };
    }
    const defined = own.flatMap((label) => (references[label] ? [[label, references[label]] as const] : []));
    return { ...chunk, ownReferences: Object.fromEntries(defined) };
  });
}

function definedLabel({ type, meta }: Token): string[] {
  return type === 'reference_definition' ? [(meta as { label: string }).label] : [];
}

function isCut({ type, level, markup, map }: Token, text: string, starts: readonly number[]): boolean {
  if (type !== 'heading_open' || level > 0 || !markup.startsWith(PROBE)) return false;
  const start = starts[map?.[0] ?? 0] ?? 0;
  return start === text.length || text.startsWith(PROBE, start);
}

/**
 * Builds the blocks and definitions of a chunk from its tokens. `text` is the text of the chunk, and all offsets are in
 * it. `references` are the link reference definitions of the whole document.
 */
export function readChunk(text: string, chunk: ChunkTokens, references: References): BlockStructure {
  const { tokens, line, start, ownReferences = {} } = chunk;
  const starts: number[] = [];
  for (let at = line; (chunk.starts[at] ?? Number.POSITIVE_INFINITY) <= chunk.end; at++)
    starts.push((chunk.starts[at] as number) - start);
  const source = { text, starts, line, references, ownReferences, definitions: new Map() };
  const blocks = readBlocks(source, { tokens, at: 0 }, { start: 0, quotes: 0 });
  return { blocks, definitions: [...source.definitions.values()] };
}

interface BlockStructure {
  readonly blocks: readonly Block[];
  /** Without repeated definitions of a label, which have no effect (CommonMark 0.31, section 4.7). */
  readonly definitions: readonly Definition[];
}

/** Finds the block structure: CommonMark with tables, like the Markdown preview of VS Code, without inline parsing. */
const blockParser = new MarkdownIt({ html: true });
blockParser.core.ruler.enableOnly(['normalize', 'block']);

interface Source {
  readonly text: string;
  readonly starts: readonly number[];
  /** The line number that the tokens give the first line of `text`. */
  readonly line: number;
  /** The definitions of the whole document, and those of this chunk. */
  readonly references: References;
  readonly ownReferences: References;
  readonly definitions: Map<string, Definition>;
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** The offset where the content of the enclosing block begins, and the number of block quotes around it. */
interface Container {
  readonly start: number;
  readonly quotes: number;
}

function readBlocks(source: Source, cursor: Cursor, container: Container): Block[] {
  const blocks: Block[] = [];
  while (cursor.at < cursor.tokens.length) {
    const token = cursor.tokens[cursor.at] as Token;
    if (token.nesting < 0) break;
    cursor.at++;
    if (token.type === 'reference_definition') readDefinition(source, token, container);
    else for (const block of readBlock(source, cursor, token, container)) blocks.push(block);
  }
  return blocks;
}

function readDefinition(source: Source, token: Token, container: Container): void {
  const { text, starts, ownReferences, definitions } = source;
  const { label } = token.meta as { label: string };
  if (definitions.has(label)) return;
  const start = startOf(source, firstLine(source, token), container);
  const opening = /\[(?:\\[\s\S]|[^\]\\])*\]:[ \t]*/y;
  opening.lastIndex = start;
  opening.test(text);
  const after = opening.lastIndex;
  const isOnNextLine = /[\r\n]/.test(text[after] ?? '');
  const at = isOnNextLine ? startOf(source, lineAt(starts, after) + 1, container) : after;
  const destination = destinationAt(text, at);
  const href = ownReferences[label]?.href ?? '';
  definitions.set(label, { start, end: destination.end, label, href, destination });
}

function readBlock(source: Source, cursor: Cursor, token: Token, container: Container): readonly Block[] {
  const start = startOf(source, firstLine(source, token), container);
  switch (token.type) {
    case 'heading_open':
      return [readHeading(source, cursor, token, start)];
    case 'paragraph_open': {
      const lines = readLines(source, cursor, start);
      const end = lines.at(-1)?.end ?? start;
      return [{ kind: 'paragraph', start, end, lines, references: referencesFor(source, { start, end }) }];
    }
    case 'bullet_list_open':
    case 'ordered_list_open':
      return [readList(source, cursor, token, container)];
    case 'blockquote_open': {
      const blocks = readBlocks(source, cursor, { start: start + 1, quotes: container.quotes + 1 });
      cursor.at++;
      return [{ kind: 'quote', start, end: lastLineEnd(source, token), blocks }];
    }
    case 'table_open':
      return [readTable(source, cursor, token, container)];
    case 'html_block':
      return readHtml(source.text, { start, end: lastLineEnd(source, token) });
    case 'hr':
      return [{ kind: 'break', start, end: lastLineEnd(source, token) }];
    default:
      return [{ kind: 'code', fenced: token.type === 'fence', start, end: lastLineEnd(source, token) }];
  }
}

function readHeading(source: Source, cursor: Cursor, token: Token, start: number): Heading {
  const rank = Number(token.tag.slice(1));
  const setext = !token.markup.startsWith('#');
  const lines = setext ? readLines(source, cursor, start) : [readAtxText(source, cursor, start + rank)];
  const end = lastLineEnd(source, token);
  const references = referencesFor(source, { start, end });
  return { kind: 'heading', rank, setext, start, end, lines, references };
}

/**
 * The definitions that a leaf depends on: none if it has no bracket, because then it cannot contain a reference link.
 */
function referencesFor({ text, references }: Source, { start, end }: Range): References {
  return text.slice(start, end).includes('[') ? references : NO_REFERENCES;
}

const NO_REFERENCES: References = Object.freeze({});

function readAtxText(source: Source, cursor: Cursor, from: number): Range {
  const { content } = cursor.tokens[cursor.at] as Token;
  cursor.at += 2;
  let start = from;
  if (content !== '') while (isBlank(source.text.charCodeAt(start))) start++;
  return { start, end: start + content.length };
}

/**
 * Reads an inline token and the closing token after it. Returns the range of each line of the content, which is always
 * a suffix of the source line.
 */
function readLines(source: Source, cursor: Cursor, start: number): Range[] {
  const inline = cursor.tokens[cursor.at] as Token;
  cursor.at += 2;
  const first = firstLine(source, inline);
  return inline.content.split('\n').map((line, index) => {
    const end = trimmedEnd(source, first + index);
    const words = trimRange(line, 0, line.length);
    return { start: index === 0 ? start : end - (words.end - words.start), end };
  });
}

function readList(source: Source, cursor: Cursor, token: Token, container: Container): List {
  const items: Item[] = [];
  for (
    let open = cursor.tokens[cursor.at];
    open?.type === 'list_item_open';
    open = cursor.tokens[cursor.at]
  ) {
    cursor.at++;
    const start = startOf(source, firstLine(source, open), container);
    const content =
      start + (/^(?:[-+*]|\d+[.)])[ \t]*/.exec(source.text.slice(start, start + 200))?.[0].length ?? 1);
    const blocks = readBlocks(source, cursor, { start: content, quotes: container.quotes });
    cursor.at++;
    const end = blocks.at(-1)?.end ?? trimmedEnd(source, firstLine(source, open));
    items.push({ kind: 'item', start, end, blocks });
  }
  cursor.at++;
  const start = items[0]?.start ?? startOf(source, firstLine(source, token), container);
  const end = items.at(-1)?.end ?? start;
  return { kind: 'list', ordered: token.type === 'ordered_list_open', start, end, items };
}

function readTable(source: Source, cursor: Cursor, token: Token, container: Container): Table {
  const rows: Row[] = [];
  for (; cursor.tokens[cursor.at]?.type !== 'table_close'; cursor.at++) {
    const open = cursor.tokens[cursor.at] as Token;
    if (open.type !== 'tr_open') continue;
    const start = startOf(source, firstLine(source, open), container);
    const end = trimmedEnd(source, firstLine(source, open));
    const cells = readCells(source, { start, end }, rows[0]?.cells.length);
    rows.push({ kind: 'row', start, end, cells });
  }
  cursor.at++;
  const start = startOf(source, firstLine(source, token), container);
  return { kind: 'table', start, end: lastLineEnd(source, token), rows };
}

/**
 * Splits a table row at its unescaped pipes, like markdown-it. The pipes at both ends are optional. Cells beyond the
 * number of columns in the header are dropped, because they are not displayed.
 */
function readCells(source: Source, row: Range, columns = Number.POSITIVE_INFINITY): Cell[] {
  const { text } = source;
  const references = referencesFor(source, row);
  const line = trimWhiteSpace(text, row);
  const pipes: number[] = [];
  for (let at = line.start; at < line.end; at++)
    if (text[at] === '|' && text[at - 1] !== '\\') pipes.push(at);
  if (pipes[0] !== line.start) pipes.unshift(line.start - 1);
  if (pipes.at(-1) !== line.end - 1) pipes.push(line.end);
  return pipes.slice(1, columns + 1).map((end, index) => {
    const range = trimWhiteSpace(text, { start: (pipes[index] as number) + 1, end });
    return { kind: 'cell', ...range, lines: [range], references };
  });
}

function trimWhiteSpace(text: string, { start, end }: Range): Range {
  const untrimmed = text.slice(start, end);
  const trimmed = untrimmed.trim();
  const trimmedStart = trimmed === '' ? start : end - untrimmed.trimStart().length;
  return { start: trimmedStart, end: trimmedStart + trimmed.length };
}

function readHtml(text: string, range: Range): readonly Block[] {
  const comments: readonly Comment[] = scanComments(text, range);
  let rest = '';
  let at = range.start;
  for (const comment of comments) {
    rest += text.slice(at, comment.start);
    at = comment.end;
  }
  rest += text.slice(at, range.end);
  return rest.trim() === '' ? comments : [{ kind: 'html', ...range, comments }];
}

/** The offset of the first character on `line` after the indentation and the `>` markers of the enclosing quotes. */
function startOf(source: Source, line: number, container: Container): number {
  const { text, starts } = source;
  const sameLine = lineAt(starts, container.start) === line;
  let at = sameLine ? container.start : (starts[line] as number);
  let quotes = sameLine ? 0 : container.quotes;
  for (; at < text.length; at++) {
    const unit = text[at];
    if (unit === '>' && quotes > 0) quotes--;
    else if (unit !== ' ' && unit !== '\t') break;
  }
  return at;
}

/** The index, within the chunk, of the line where a token begins. */
function firstLine({ line }: Source, token: Token): number {
  return lineOf(token) - line;
}

function lineOf(token: Token): number {
  return token.map?.[0] ?? 0;
}

function lastLineEnd(source: Source, token: Token): number {
  const first = firstLine(source, token);
  const last = (token.map?.[1] ?? lineOf(token) + 1) - 1 - source.line;
  let line = Math.min(last, source.starts.length - 1);
  while (line > first && trimmedEnd(source, line) === source.starts[line]) line--;
  return trimmedEnd(source, line);
}

function trimmedEnd(source: Source, line: number): number {
  const start = source.starts[line] as number;
  return trimRange(source.text, start, source.starts[line + 1] ?? source.text.length).end;
}

function trimRange(text: string, from: number, to: number): Range {
  let start = from;
  let end = to;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  return start === end ? { start: from, end: from } : { start, end };
}

/** Spaces, tabs, and line breaks: the characters that CommonMark strips at the ends of a line. */
function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}
