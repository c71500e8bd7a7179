import { lineAt } from '../text/lines.ts';
import { memo } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import type { Leaf } from './blocks.ts';
import type { Chunk } from './chunks.ts';
import { inlineLinks } from './inline.ts';
import { leafSource, leavesOf, type Markdown } from './markdown.ts';
import { chunksOf, type Placed } from './passage.ts';
import { move } from './place.ts';

/** A link, an image or a link reference definition, up to the end of what says where it leads. */
export interface Link extends Range {
  /** Where it leads, escapes and entities resolved, percent-encoded. */
  readonly href: string;
  /** The destination without angle brackets, or the label of the definition that has it. */
  readonly at: Range;
  /** The label of the definition that a reference link names. */
  readonly label: string | undefined;
  /** What stands behind the `#` of the destination, as it is written. */
  readonly fragment: Range | undefined;
}

/** Every link, an image within a link before that link; the definitions come last. */
export function linksOf(markdown: Markdown): Link[] {
  const written = chunksOf(markdown).flatMap(linksIn);
  const defined = [...markdown.definitions.values()].map(({ start, end, href, destination }) => {
    const fragment = findFragment(markdown.slice(destination.start, destination.end), destination);
    return { start, end, href, at: destination, label: undefined, fragment };
  });
  return [...written, ...defined];
}

/** The links in the running text of a chunk, in document offsets. */
export function linksIn({ passage, at: by }: Placed<Chunk>): readonly Link[] {
  const links = linksInChunk(passage);
  if (by === 0) return links;
  return links.map(({ start, end, href, at, label, fragment }) => ({
    ...{ start: start + by, end: end + by, href, label },
    ...{ at: move(at, by), fragment: fragment && move(fragment, by) },
  }));
}

const linksInChunk = memo(({ text, blocks }: Chunk): readonly Link[] =>
  leavesOf(blocks).flatMap((leaf) => linksInLeaf(text, leaf)),
);

function linksInLeaf(text: string, leaf: Leaf): Link[] {
  const inDocument = toDocument(leaf);
  return inlineLinks(leafSource(text, leaf), leaf.references).map((link) => {
    const { href, label } = link;
    const at = inDocument(link.at);
    const fragment = label === undefined ? findFragment(text.slice(at.start, at.end), at) : undefined;
    return { ...inDocument(link), href, at, label, fragment };
  });
}

/** Translates ranges in a leaf's source, whose lines are joined by one character, to ranges in the document. */
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

/** The `#` may be written as an entity; in other entities it is none. */
function findFragment(destination: string, { start, end }: Range): Range | undefined {
  const hash = /&(?:num|#0*35|#x0*23);|(?<!&)#|#(?!(?:\d+|x[\da-f]+);)/i.exec(destination);
  return hash ? { start: start + hash.index + hash[0].length, end } : undefined;
}
