import MarkdownIt, { type StateInline, type Token } from 'markdown-it';
import type { Range } from '../text/range.ts';
import type { References } from './blocks.ts';

/**
 * The text of inline Markdown as a reader sees it: without emphasis marks, code ticks, link destinations, and raw HTML;
 * with escapes and entities resolved; with the description in place of an image; and with spaces for line breaks.
 * `references` are the link reference definitions of the document.
 */
export function plainText(source: string, references: References = {}): string {
  if (!/[\\`*_~[\]<&!]/.test(source)) return source.replaceAll('\n', ' ');
  return words(parseInline(source, references).tokens);
}

/** Like `plainText`, but keeps line breaks and leaves out images. */
export function textContent(source: string, references: References = {}): string {
  return parseInline(source, references)
    .tokens.map((token) => (BREAKS.has(token.type) ? '\n' : VISIBLE.has(token.type) ? token.content : ''))
    .join('');
}

/** The raw HTML in inline Markdown (tags and comments; CommonMark 0.31, section 6.6), as ranges in `source`. */
export function inlineHtml(source: string, references: References = {}): Range[] {
  if (!source.includes('<')) return [];
  const { tokens, startOf } = parseInline(source, references);
  return tokens
    .filter((token) => token.type === 'html_inline')
    .map((token) => ({ start: startOf(token), end: startOf(token) + token.content.length }));
}

/** A link or an image in inline Markdown, from its opening bracket to the end of its destination or label. */
export interface InlineLink extends Range {
  /** The URL, with escapes and entities resolved, percent-encoded. */
  readonly href: string;
  /** The range of the destination, without angle brackets, or of the label of a reference link. */
  readonly target: Range;
  /** The normalized label of a reference link; `undefined` if the link has its own destination. */
  readonly label: string | undefined;
  readonly isImage: boolean;
  /** The range between the brackets. For an autolink, the address. */
  readonly text: Range;
}

/** The links and images in `source`. An image within a link comes before that link. */
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

/** The ranges of inline Markdown that are not prose. */
export interface NonProse {
  /** The contents of code spans, without the ticks. */
  readonly code: readonly Range[];
  /** Raw HTML, web addresses, and the destinations, labels, and titles of links. */
  readonly markup: readonly Range[];
}

/** Finds code and markup in inline Markdown. Ranges are in `source`. */
export function nonProseIn(source: string, references: References = {}): NonProse {
  const addresses: Range[] = [...source.matchAll(ADDRESS)].map(({ 0: { length }, index }) => {
    return { start: index, end: index + length };
  });
  if (!/[`<[]/.test(source)) return { code: [], markup: addresses };
  const { tokens, startOf } = parseInline(source, references);
  const code = tokens
    .filter(({ type }) => type === 'code_inline')
    .map((token) => {
      const start = startOf(token) + token.markup.length;
      const closing = new RegExp(`(?<!\`)${token.markup}(?!\`)`, 'g');
      closing.lastIndex = start;
      return { start, end: closing.exec(source)?.index ?? start };
    });
  const links = inlineLinks(source, references).map(({ target }) => {
    const title = TITLE.exec(source.slice(target.end))?.[0] ?? '';
    return { start: target.start, end: target.end + title.length };
  });
  return { code, markup: [...addresses, ...inlineHtml(source, references), ...links] };
}

/** The full range of a link or an image, including the `!` of an image, the title, and the closing brackets. */
export function fullLinkRange(
  source: string,
  { start, end, target, label, isImage, text }: InlineLink,
): Range {
  const after = source.slice(end);
  // An autolink is the only link whose text is its destination, directly inside angle brackets.
  if (text === target && label === undefined) return { start: start - 1, end: end + 1 };
  const title = label === undefined ? (TITLE.exec(after)?.[0].length ?? 0) : 0;
  const closing = label === undefined ? /^>?[ \t\n]*\)/ : target === text ? /^\[\]/ : /^\]/;
  const length = closing.exec(after.slice(title))?.[0].length;
  return { start: isImage ? start - 1 : start, end: end + (length === undefined ? 0 : title + length) };
}

const ADDRESS = /(?:[a-z][a-z\d+.-]{1,30}:\/\/|www\.)[^\s<>]+/gi;

/** A link title after a destination, with the white space before it and a closing angle bracket. */
const TITLE = /^>?[ \t\n]+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))/;

/** The range of the link destination that begins at `start`, without angle brackets (CommonMark 0.31, section 6.3). */
export function destinationAt(source: string, start: number): Range {
  const { pos } = inlineParser.helpers.parseLinkDestination(source, start, source.length);
  return source[start] === '<' ? { start: start + 1, end: pos - 1 } : { start, end: pos };
}

/**
 * Reads the link or image that `token` opens. `text` is the range between its brackets. The source after it is known to
 * be well-formed, because markdown-it found the link.
 */
function readLink(source: string, token: Token, text: Range): InlineLink[] {
  const href = String(token.attrGet(token.type === 'image' ? 'src' : 'href') ?? '');
  if (href === '') return [];
  const isImage = token.type === 'image';
  if (token.markup === 'autolink') {
    const target = { start: text.start + 1, end: source.indexOf('>', text.start) };
    return [{ ...target, href, target, label: undefined, isImage, text: target }];
  }
  const label = (token.meta as { label: string } | null)?.label;
  const target = label === undefined ? readDestination(source, text.end) : readLabel(source, text, label);
  const end = Math.max(target.end, text.end + 1);
  return [{ start: text.start - 1, end, href, target, label, isImage, text }];
}

function readDestination(source: string, textEnd: number): Range {
  const opening = /\]\([ \t\n]*/y;
  opening.lastIndex = textEnd;
  opening.test(source);
  return destinationAt(source, opening.lastIndex);
}

/** The range of a reference link's label: between the second pair of brackets if there is one, otherwise the text. */
function readLabel(source: string, text: Range, label: string): Range {
  const brackets = /\]\[((?:\\[\s\S]|[^[\]\\])+)\]/y;
  brackets.lastIndex = text.end;
  const found = brackets.exec(source)?.[1];
  if (found === undefined || inlineParser.utils.normalizeReference(found) !== label) return text;
  const start = text.end + ']['.length;
  return { start, end: start + found.length };
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

/** Records the source offset of each token, because markdown-it keeps no offsets of inline content. */
inlineParser.inline.State = class extends inlineParser.inline.State {
  override push(...args: Parameters<StateInline['push']>): Token {
    const token = super.push(...args);
    (this.env['starts'] as Map<Token, number>).set(token, this.pos);
    return token;
  }
};

/**
 * Parses inline Markdown. For the two tokens of a link, `startOf` gives the start and end of the text in its brackets.
 */
function parseInline(source: string, references: References) {
  const tokens: Token[] = [];
  const starts = new Map<Token, number>();
  inlineParser.inline.parse(source, inlineParser, { references, starts }, tokens);
  return { tokens, startOf: (token: Token): number => starts.get(token) ?? 0 };
}
