import MarkdownIt, { type StateInline, type Token } from 'markdown-it';
import type { Range } from '../text/range.ts';
import type { References } from './blocks.ts';

/**
 * The words of a stretch of inline Markdown as a reader sees them: emphasis, code ticks, links' targets, escapes and
 * entities resolved, raw HTML left out, an image's description in its place. `references` are the document's link
 * reference definitions.
 */
export function plainText(source: string, references: References = {}): string {
  if (!/[\\`*_~[\]<&!]/.test(source)) return source.replaceAll('\n', ' ');
  return words(parseInline(source, references).tokens);
}

/** The text that is left of the source once it is shown: images have none, and line breaks stay. */
export function textContent(source: string, references: References = {}): string {
  return parseInline(source, references)
    .tokens.map((token) => (BREAKS.has(token.type) ? '\n' : VISIBLE.has(token.type) ? token.content : ''))
    .join('');
}

/** The raw inline HTML in a stretch of inline Markdown (comments and tags), as ranges in `source`. */
export function inlineHtml(source: string, references: References = {}): Range[] {
  if (!source.includes('<')) return [];
  const { tokens, startOf } = parseInline(source, references);
  return tokens
    .filter((token) => token.type === 'html_inline')
    .map((token) => ({ start: startOf(token), end: startOf(token) + token.content.length }));
}

/** A link or an image in a stretch of inline Markdown, up to the end of what says where it leads. */
export interface InlineLink extends Range {
  /** Where it leads, escapes and entities resolved, percent-encoded. */
  readonly href: string;
  /** The destination without angle brackets, or the label of the definition that has it. */
  readonly at: Range;
  /** The label as definitions are found by it; `undefined` if the link has a destination of its own. */
  readonly label: string | undefined;
  readonly isImage: boolean;
  /** What stands between its brackets. */
  readonly text: Range;
}

/** Links and images as ranges in `source`, an image within a link before that link. */
export function inlineLinks(source: string, references: References = {}): InlineLink[] {
  if (!/[[<]/.test(source)) return [];
  const { tokens, startOf } = parseInline(source, references);
  const open: Token[] = [];
  return tokens.flatMap((token) => {
    const at = startOf(token);
    if (token.type === 'link_open') open.push(token);
    if (token.type === 'image') {
      const start = at + '!['.length;
      return readLink(source, token, { start, end: start + token.content.length });
    }
    const opening = token.type === 'link_close' && open.pop();
    return opening ? readLink(source, opening, { start: startOf(opening), end: at }) : [];
  });
}

/** What of a stretch of inline Markdown is no running text, as ranges in `source`. */
export interface Marked {
  /** What stands between code ticks, without them. */
  readonly code: readonly Range[];
  /** Raw HTML, addresses, and the labels and titles of links. */
  readonly unread: readonly Range[];
}

export function markedIn(source: string, references: References = {}): Marked {
  const unread: Range[] = [...source.matchAll(ADDRESS)].map(({ 0: { length }, index }) => {
    return { start: index, end: index + length };
  });
  if (!/[`<[]/.test(source)) return { code: [], unread };
  const { tokens, startOf } = parseInline(source, references);
  const code = tokens
    .filter(({ type }) => type === 'code_inline')
    .map((token) => {
      const start = startOf(token) + token.markup.length;
      const closing = new RegExp(`(?<!\`)${token.markup}(?!\`)`, 'g');
      closing.lastIndex = start;
      return { start, end: closing.exec(source)?.index ?? start };
    });
  const links = inlineLinks(source, references).map(({ at }) => {
    const title = TITLE.exec(source.slice(at.end))?.[0] ?? '';
    return { start: at.start, end: at.end + title.length };
  });
  return { code, unread: [...unread, ...inlineHtml(source, references), ...links] };
}

/** All of a link or an image: with what stands behind its destination, and the mark of an image. */
export function wholeLink(source: string, { start, end, at, label, isImage, text }: InlineLink): Range {
  const rest = source.slice(end);
  if (text === at && label === undefined) return { start: start - 1, end: end + 1 };
  const title = label === undefined ? (TITLE.exec(rest)?.[0].length ?? 0) : 0;
  const closing = label === undefined ? /^>?[ \t\n]*\)/ : at === text ? /^\[\]/ : /^\]/;
  const length = closing.exec(rest.slice(title))?.[0].length;
  return { start: isImage ? start - 1 : start, end: end + (length === undefined ? 0 : title + length) };
}

const ADDRESS = /(?:[a-z][a-z\d+.-]{1,30}:\/\/|www\.)[^\s<>]+/gi;

/** What may stand behind a link's destination. */
const TITLE = /^>?[ \t\n]+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))/;

/** The link destination that begins at `start`, without angle brackets around it. */
export function destinationAt(source: string, start: number): Range {
  const { pos } = inlineParser.helpers.parseLinkDestination(source, start, source.length);
  return source[start] === '<' ? { start: start + 1, end: pos - 1 } : { start, end: pos };
}

/** `text` is what stands between the brackets; markdown-it has found the link, so that the rest is well-formed. */
function readLink(source: string, token: Token, text: Range): InlineLink[] {
  const href = String(token.attrGet(token.type === 'image' ? 'src' : 'href') ?? '');
  if (href === '') return [];
  const isImage = token.type === 'image';
  if (token.markup === 'autolink') {
    const at = { start: text.start + 1, end: source.indexOf('>', text.start) };
    return [{ ...at, href, at, label: undefined, isImage, text: at }];
  }
  const label = (token.meta as { label: string } | null)?.label;
  const at = label === undefined ? readDestination(source, text.end) : readLabel(source, text, label);
  return [{ start: text.start - 1, end: Math.max(at.end, text.end + 1), href, at, label, isImage, text }];
}

function readDestination(source: string, textEnd: number): Range {
  const opening = /\]\([ \t\n]*/y;
  opening.lastIndex = textEnd;
  opening.test(source);
  return destinationAt(source, opening.lastIndex);
}

/** The second pair of brackets if the label is there, else the text itself. */
function readLabel(source: string, text: Range, label: string): Range {
  const brackets = /\]\[((?:\\[\s\S]|[^[\]\\])+)\]/y;
  brackets.lastIndex = text.end;
  const written = brackets.exec(source)?.[1];
  if (written === undefined || inlineParser.utils.normalizeReference(written) !== label) return text;
  const start = text.end + ']['.length;
  return { start, end: start + written.length };
}

function words(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'image') return words(token.children ?? []);
      if (BREAKS.has(token.type)) return ' ';
      return VISIBLE.has(token.type) ? token.content : '';
    })
    .join('');
}

const BREAKS = new Set(['softbreak', 'hardbreak']);
const VISIBLE = new Set(['text', 'code_inline', 'text_special']);

const inlineParser = new MarkdownIt({ html: true });

/** Notes where in its source each token was found; markdown-it itself keeps no offsets of inline content. */
inlineParser.inline.State = class extends inlineParser.inline.State {
  override push(...args: Parameters<StateInline['push']>): Token {
    const token = super.push(...args);
    (this.env['starts'] as Map<Token, number>).set(token, this.pos);
    return token;
  }
};

/** What `startOf` says of a link's two tokens is where the text between its brackets begins and ends. */
function parseInline(source: string, references: References) {
  const tokens: Token[] = [];
  const starts = new Map<Token, number>();
  inlineParser.inline.parse(source, inlineParser, { references, starts }, tokens);
  return { tokens, startOf: (token: Token): number => starts.get(token) ?? 0 };
}
