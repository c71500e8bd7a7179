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
  return words(parseInline(source, references));
}

/** The raw inline HTML in a stretch of inline Markdown (comments and tags), as ranges in `source`. */
export function inlineHtml(source: string, references: References = {}): Range[] {
  if (!source.includes('<')) return [];
  return parseInline(source, references)
    .filter((token) => token.type === 'html_inline')
    .map((token) => {
      const start = (token.meta as { start: number }).start;
      return { start, end: start + token.content.length };
    });
}

function words(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'image') return words(token.children ?? []);
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
      return VISIBLE.has(token.type) ? token.content : '';
    })
    .join('');
}

const VISIBLE = new Set(['text', 'code_inline', 'text_special']);

const inlineParser = new MarkdownIt({ html: true });

/** Notes on each token where in its source it was found; markdown-it itself keeps no offsets of inline content. */
inlineParser.inline.State = class extends inlineParser.inline.State {
  override push(...args: Parameters<StateInline['push']>): Token {
    const token = super.push(...args);
    token.meta = { start: this.pos };
    return token;
  }
};

function parseInline(source: string, references: References): Token[] {
  const tokens: Token[] = [];
  inlineParser.inline.parse(source, inlineParser, { references }, tokens);
  return tokens;
}
