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

/** A stretch of Markdown that can be read by itself, before its blocks are known. */
export interface Draft {
  /** Where it begins and ends in the text that was parsed, in UTF-16 code units: at a heading, or with the text. */
  readonly start: number;
  readonly end: number;
  /** What its link reference definitions say, by label; `undefined` if it has none. */
  readonly own: References | undefined;
  readonly tokens: readonly Token[];
  /** Where the lines of the text that was parsed begin, and which of them is its first. */
  readonly starts: readonly number[];
  readonly line: number;
}

/**
 * Parses `text` up to the first heading behind its start at which it can be cut: one at the top level that begins its
 * line with `#`. With `isFollowed` another such line comes right behind the text; the answer is `undefined` if that
 * would not be a heading at the top level, since something in the text is not closed yet. markdown-it is the only judge.
 */
export function parseDraft(text: string, isFollowed: boolean): Draft | undefined {
  const found: { references?: References } = {};
  const tokens = blockParser.parse(isFollowed ? `${text}${PROBE}` : text, found);
  const { references: own } = found;
  const starts = lineStarts(text);
  const cut = tokens.findIndex((token, index) => index > 0 && isCut(token, text, starts));
  const whole = { start: 0, line: 0, own, starts };
  if (cut < 0) return isFollowed ? undefined : { ...whole, end: text.length, tokens };
  const end = starts[lineOf(tokens[cut] as Token)] as number;
  // Definitions behind the cut are not this stretch's, though they may say the same.
  if (end < text.length && own) return parseDraft(text.slice(0, end), true);
  return { ...whole, end, tokens: tokens.slice(0, cut) };
}

const PROBE = '#';

/** Parses `text` and cuts it at each heading at which that can be done. What stands behind the last may go on. */
export function parseDrafts(text: string): readonly Draft[] {
  const found: { references?: References } = {};
  const all = blockParser.parse(text, found);
  const starts = lineStarts(text);
  const cuts = all.flatMap((token, index) => (index > 0 && isCut(token, text, starts) ? [index] : []));
  const drafts = [0, ...cuts].map((cut, nth): Draft => {
    const line = nth === 0 ? 0 : lineOf(all[cut] as Token);
    const next = cuts[nth];
    const end = next === undefined ? text.length : (starts[lineOf(all[next] as Token)] as number);
    return { start: starts[line] as number, end, line, starts, own: undefined, tokens: all.slice(cut, next) };
  });
  return found.references ? withDefinitions(text, drafts, found.references) : drafts;
}

/** Of several definitions for one label each counts in its own stretch, though only the first does in the text. */
function withDefinitions(text: string, drafts: readonly Draft[], references: References): Draft[] {
  const labelsOf = ({ tokens }: Draft): Set<string> => new Set(tokens.flatMap(definedLabel));
  const labels = drafts.map(labelsOf);
  const count = new Map<string, number>();
  for (const each of labels) for (const label of each) count.set(label, (count.get(label) ?? 0) + 1);
  return drafts.map((draft, index) => {
    const own = [...(labels[index] ?? [])];
    if (own.length === 0) return draft;
    if (own.some((label) => count.get(label) !== 1))
      return { ...draft, own: parseDraft(text.slice(draft.start, draft.end), false)?.own };
    const said = own.flatMap((label) => (references[label] ? [[label, references[label]] as const] : []));
    return { ...draft, own: Object.fromEntries(said) };
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

/** The blocks and definitions of a draft; `text` is the stretch, and all offsets are into it. */
export function readDraft(text: string, draft: Draft, references: References): BlockStructure {
  const { tokens, line, start, own = {} } = draft;
  const starts: number[] = [];
  for (let at = line; (draft.starts[at] ?? Number.POSITIVE_INFINITY) <= draft.end; at++)
    starts.push((draft.starts[at] as number) - start);
  const source = { text, starts, line, references, own, definitions: new Map() };
  const blocks = readBlocks(source, { tokens, at: 0 }, { start: 0, quotes: 0 });
  return { blocks, definitions: [...source.definitions.values()] };
}

interface BlockStructure {
  readonly blocks: readonly Block[];
  /** What defines a label again has no effect and is left out. */
  readonly definitions: readonly Definition[];
}

/** The parser that judges structure: CommonMark with tables, as VS Code's own preview, inline parsing left out. */
const blockParser = new MarkdownIt({ html: true });
blockParser.core.ruler.enableOnly(['normalize', 'block']);

interface Source {
  readonly text: string;
  readonly starts: readonly number[];
  /** The number of its first line for its tokens. */
  readonly line: number;
  /** Those of the whole document, and those that are defined here. */
  readonly references: References;
  readonly own: References;
  readonly definitions: Map<string, Definition>;
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
    if (token.type === 'reference_definition') readDefinition(source, token, container);
    else for (const block of readBlock(source, cursor, token, container)) blocks.push(block);
  }
  return blocks;
}

function readDefinition(source: Source, token: Token, container: Container): void {
  const { text, starts, own, definitions } = source;
  const { label } = token.meta as { label: string };
  if (definitions.has(label)) return;
  const start = startOf(source, firstLine(source, token), container);
  const opening = /\[(?:\\[\s\S]|[^\]\\])*\]:[ \t]*/y;
  opening.lastIndex = start;
  opening.test(text);
  const behind = opening.lastIndex;
  const isBelow = /[\r\n]/.test(text[behind] ?? '');
  const at = isBelow ? startOf(source, lineAt(starts, behind) + 1, container) : behind;
  const destination = destinationAt(text, at);
  const href = own[label]?.href ?? '';
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

/** The definitions that may make links in some text; none where it has no bracket, so that they do not matter. */
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

/** Reads an inline token and its closing token; each line of its content is a suffix of a source line. */
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
 * Splits a table row at its unescaped pipes, as markdown-it does; the pipes at both ends are optional, and what stands
 * beyond the header's columns is not shown.
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

/** The line of its source in which a token begins. */
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

/** Spaces, tabs and line breaks: all that CommonMark strips at the ends of a line. */
function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}
