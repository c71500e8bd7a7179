import type { Leaf } from '../markdown/blocks.ts';
import {
  fullLinkRange,
  type InlineLink,
  inlineHtml,
  inlineLinks,
  nonProseIn,
  plainText,
} from '../markdown/inline.ts';
import { toDocument } from '../markdown/links.ts';
import { leafSource, leavesOf, type Markdown, parseMarkdown, walkBlocks } from '../markdown/markdown.ts';
import { applyEdits, type Range, type TextEdit } from '../text/range.ts';
import { escapeMarkdown } from './progress/describe.ts';

/**
 * A template's Markdown made safe to show in hovers and completions. Images become their descriptions, links that run
 * commands become their text, and HTML that could load content is escaped. Other links stay.
 */
export function sanitizeGuidance(source: string, passes = 4): string {
  const markdown = parseMarkdown(source, { frontMatter: false });
  const edits = [...inLeaves(markdown), ...inHtml(markdown)];
  if (edits.length === 0) return source;
  // Removing one construct may create another, so repeat. Escape everything if the input never settles.
  return passes === 0 ? escapeMarkdown(source) : sanitizeGuidance(applyEdits(source, edits), passes - 1);
}

function inLeaves({ text, blocks }: Markdown): TextEdit[] {
  return [...leavesOf(blocks)].flatMap((leaf) => {
    const source = leafSource(text, leaf);
    const inDocument = toDocument(leaf);
    const html = inlineHtml(source, leaf.references)
      .filter(({ start, end }) => mayLoad(source.slice(start, end)))
      .map(({ start }) => ({ start, end: start + 1, newText: '&lt;' }));
    const links = inlineLinks(source, leaf.references).flatMap((link) => withoutLink(source, link, leaf));
    const images = otherImages(source, [...links, ...nonProseIn(source, leaf.references).code]);
    return [...html, ...links, ...images].map(({ start, end, newText }) => ({
      ...inDocument({ start, end }),
      newText,
    }));
  });
}

/** Escapes other image syntax: editors may show images that this parser does not accept, such as `file:` URIs. */
function otherImages(source: string, covered: readonly Range[]): TextEdit[] {
  return [...source.matchAll(/(?<!\\)!(?=\[)/g)]
    .map(({ index }) => index + 1)
    .filter((at) => !covered.some(({ start, end }) => start < at && at <= end))
    .map((at) => ({ start: at, end: at, newText: '\\' }));
}

function withoutLink(source: string, link: InlineLink, { references }: Leaf): TextEdit[] {
  const { start, end } = fullLinkRange(source, link);
  const { text, href, isImage } = link;
  const description = source.slice(text.start, text.end);
  if (isImage) return [{ start, end, newText: escapeMarkdown(plainText(description, references)) }];
  if (!/^command:/i.test(href)) return [];
  return [
    { start, end: text.start, newText: '' },
    { start: text.end, end, newText: '' },
  ];
}

function inHtml({ text, blocks }: Markdown): TextEdit[] {
  return [...walkBlocks(blocks)].flatMap((block) => {
    const source = text.slice(block.start, block.end);
    if (block.kind !== 'html' || !mayLoad(source)) return [];
    return [...source.matchAll(/</g)].map(({ index }) => {
      const start = block.start + index;
      return { start, end: start + 1, newText: '&lt;' };
    });
  });
}

/** Whether HTML may load content: attributes with a value, styles, and scripts may; comments and bare tags do not. */
function mayLoad(html: string): boolean {
  const shown = html.replace(/<!--.*?(?:-->|$)/gs, '');
  return shown.includes('=') || /<(?:style|script)\b/i.test(shown);
}
