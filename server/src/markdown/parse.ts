import MarkdownIt, { type Token } from 'markdown-it';
import { lineAt, lineStarts } from '../text/lines.ts';
import type { Range } from '../text/range.ts';
import type { Block, Cell, Comment, Heading, Item, List, Row, Table } from './blocks.ts';
import { scanComments } from './comments.ts';

/**
 * The block structure of `text` from `from` on, with offsets into `text`. markdown-it is the only judge of structure;
 * this file gives its line numbers exact offsets.
 */
export function parseBlocks(text: string, from: number): readonly Block[] {
  const source = { text, starts: lineStarts(text, from) };
  const cursor: Cursor = { tokens: blockParser.parse(text.slice(from), {}), at: 0 };
  return readBlocks(source, cursor, { start: from, quotes: 0 });
}

/** The parser that judges structure: CommonMark with tables, as VS Code's own preview, inline parsing left out. */
const blockParser = new MarkdownIt({ html: true });
blockParser.core.ruler.enableOnly(['normalize', 'block']);

interface Source {
  readonly text: string;
  readonly starts: readonly number[];
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** Where the content of the enclosing block begins, and how many block quotes are around it. */
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
    for (const block of readBlock(source, cursor, token, container)) blocks.push(block);
  }
  return blocks;
}

function readBlock(source: Source, cursor: Cursor, token: Token, container: Container): readonly Block[] {
  const start = startOf(source, firstLine(token), container);
  switch (token.type) {
    case 'heading_open':
      return [readHeading(source, cursor, token, start)];
    case 'paragraph_open': {
      const lines = readLines(source, cursor, start);
      return [{ kind: 'paragraph', start, end: lines.at(-1)?.end ?? start, lines }];
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
  if (token.markup.startsWith('#')) {
    const { content } = cursor.tokens[cursor.at] as Token;
    cursor.at += 2;
    const textStart = content === '' ? start + rank : source.text.indexOf(content, start + rank);
    const lines = [{ start: textStart, end: textStart + content.length }];
    return { kind: 'heading', rank, setext: false, start, end: lastLineEnd(source, token), lines };
  }
  const lines = readLines(source, cursor, start);
  return { kind: 'heading', rank, setext: true, start, end: lastLineEnd(source, token), lines };
}

/** Reads an inline token and its closing token; each line of its content is a suffix of a source line. */
function readLines(source: Source, cursor: Cursor, start: number): Range[] {
  const inline = cursor.tokens[cursor.at] as Token;
  cursor.at += 2;
  const first = firstLine(inline);
  return inline.content.split('\n').map((line, index) => {
    const end = trimmedEnd(source, first + index);
    return { start: index === 0 ? start : end - asciiTrim(line).length, end };
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
    const start = startOf(source, firstLine(open), container);
    const content =
      start + (/^(?:[-+*]|\d+[.)])[ \t]*/.exec(source.text.slice(start, start + 200))?.[0].length ?? 1);
    const blocks = readBlocks(source, cursor, { start: content, quotes: container.quotes });
    cursor.at++;
    const end = blocks.at(-1)?.end ?? trimmedEnd(source, firstLine(open));
    items.push({ kind: 'item', start, end, blocks });
  }
  cursor.at++;
  const start = items[0]?.start ?? startOf(source, firstLine(token), container);
  const end = items.at(-1)?.end ?? start;
  return { kind: 'list', ordered: token.type === 'ordered_list_open', start, end, items };
}

function readTable(source: Source, cursor: Cursor, token: Token, container: Container): Table {
  const rows: Row[] = [];
  for (; cursor.tokens[cursor.at]?.type !== 'table_close'; cursor.at++) {
    const open = cursor.tokens[cursor.at] as Token;
    if (open.type !== 'tr_open') continue;
    const start = startOf(source, firstLine(open), container);
    const end = trimmedEnd(source, firstLine(open));
    rows.push({ kind: 'row', start, end, cells: splitCells(source.text, { start, end }) });
  }
  cursor.at++;
  const start = startOf(source, firstLine(token), container);
  return { kind: 'table', start, end: lastLineEnd(source, token), rows };
}

/** Splits a table row at its unescaped pipes, as GFM does; the pipes at both ends are optional. */
function splitCells(text: string, row: Range): Cell[] {
  const bounds = [row.start - 1];
  for (let at = row.start; at < row.end; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (unit === '|') bounds.push(at);
  }
  bounds.push(row.end);
  const parts = bounds.slice(1).map((end, index) => trimRange(text, (bounds[index] as number) + 1, end));
  if (parts[0]?.start === parts[0]?.end) parts.shift();
  if (parts.at(-1)?.start === parts.at(-1)?.end) parts.pop();
  return parts.map((range) => ({ kind: 'cell', ...range, lines: [range] }));
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

/** The first character on `line` that is neither indentation nor a marker of the containers around the block. */
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

function firstLine(token: Token): number {
  return token.map?.[0] ?? 0;
}

function lastLineEnd(source: Source, token: Token): number {
  const first = firstLine(token);
  let line = Math.min((token.map?.[1] ?? first + 1) - 1, source.starts.length - 1);
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
  while (end > start && isAsciiSpace(text.charCodeAt(end - 1))) end--;
  while (start < end && isAsciiSpace(text.charCodeAt(start))) start++;
  return start === end ? { start: from, end: from } : { start, end };
}

function asciiTrim(text: string): string {
  const { start, end } = trimRange(text, 0, text.length);
  return text.slice(start, end);
}

function isAsciiSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}
