import { lineAt } from '../text/lines.ts';
import { memo } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import type { Leaf } from './blocks.ts';
import type { Chunk } from './chunks.ts';
import { inlineLinks } from './inline.ts';
import { leafSource, leavesOf, type Markdown } from './markdown.ts';
import { chunksOf, type Located } from './passage.ts';
import { move } from './place.ts';

/** A link, an image, or a link reference definition, up to the end of its destination or label. */
export interface Link extends Range {
  /** The URL, with escapes and entities resolved, percent-encoded. */
  readonly href: string;
  /** The range of the destination, without angle brackets, or of the label of a reference link. */
  readonly target: Range;
  /** The normalized label of a reference link; `undefined` for an inline link or a definition. */
  readonly label: string | undefined;
  /** The range after the `#` of the destination; `undefined` if there is no `#`, or for a reference link. */
  readonly fragment: Range | undefined;
}

/**
 * All links of a document, in document offsets and order: an image within a link comes before that link, and the
 * definitions come last.
 */
export function linksOf(markdown: Markdown): Link[] {
  const inText = chunksOf(markdown).flatMap(linksIn);
  const definitions = [...markdown.definitions.values()].map(({ start, end, href, destination }) => {
    const fragment = findFragment(markdown.slice(destination.start, destination.end), destination);
    return { start, end, href, target: destination, label: undefined, fragment };
  });
  return [...inText, ...definitions];
}

/** The links in the running text of a chunk, in document offsets. */
export function linksIn({ passage, at: by }: Located<Chunk>): readonly Link[] {
  const links = linksInChunk(passage);
  if (by === 0) return links;
  return links.map(({ start, end, href, target, label, fragment }) => ({
    ...{ start: start + by, end: end + by, href, label },
    ...{ target: move(target, by), fragment: fragment && move(fragment, by) },
  }));
}

const linksInChunk = memo(({ text, blocks }: Chunk): readonly Link[] =>
  leavesOf(blocks).flatMap((leaf) => linksInLeaf(text, leaf)),
);

function linksInLeaf(text: string, leaf: Leaf): Link[] {
  const inDocument = toDocument(leaf);
  return inlineLinks(leafSource(text, leaf), leaf.references).map((link) => {
    const { href, label } = link;
    const target = inDocument(link.target);
    const fragment =
      label === undefined ? findFragment(text.slice(target.start, target.end), target) : undefined;
    return { ...inDocument(link), href, target, label, fragment };
  });
}

/**
 * Returns a function that converts ranges in `leafSource` of a leaf, where one character joins two lines, to ranges in
 * the text that contains the leaf.
 */
export function toDocument({ lines }: Leaf): (range: Range) => Range {
  let length = 0;
  const starts = lines.map(({ start, end }) => {
    const at = length;
    length += end - start + 1;
    return at;
  });
  const shift = (offset: number): number => {
    const line = lineAt(starts, offset);
    return (lines[line]?.start ?? 0) + offset - (starts[line] ?? 0);
  };
  return ({ start, end }) => ({ start: shift(start), end: shift(end) });
}

/** The range after the first `#`, which may be written as an entity. The `#` inside other entities does not count. */
function findFragment(destination: string, { start, end }: Range): Range | undefined {
  const hash = /&(?:num|#0*35|#x0*23);|(?<!&)#|#(?!(?:\d+|x[\da-f]+);)/i.exec(destination);
  return hash ? { start: start + hash.index + hash[0].length, end } : undefined;
}
