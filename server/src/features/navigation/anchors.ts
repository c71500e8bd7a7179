import type { Heading } from '../../markdown/blocks.ts';
import type { Chunk } from '../../markdown/chunks.ts';
import { textContent } from '../../markdown/inline.ts';
import { leafSource, leafText, type Markdown, walkBlocks } from '../../markdown/markdown.ts';
import { chunksOf, type Placed } from '../../markdown/passage.ts';
import { placeBlock } from '../../markdown/place.ts';
import { memo } from '../../text/memo.ts';

/** A heading and the name by which links find it, as GitHub gives it. */
export interface Anchor {
  readonly heading: Heading;
  /** Its words as a reader sees them. */
  readonly title: string;
  readonly name: string;
}

/** The anchors of all headings in document order; those in lists and quotes count too, as they do on GitHub. */
export function anchorsOf(markdown: Markdown): Anchor[] {
  /** The names given so far, and how often a later heading asked for each. */
  const given = new Map<string, number>();
  return chunksOf(markdown)
    .flatMap(wishesIn)
    .map(({ heading, title, wanted }) => {
      let name = wanted;
      while (given.has(name)) {
        const times = (given.get(wanted) ?? 0) + 1;
        given.set(wanted, times);
        name = `${wanted}-${times}`;
      }
      given.set(name, 0);
      return { heading, title, name };
    });
}

interface Wish extends Omit<Anchor, 'name'> {
  /** The name that it gets unless a heading above has it. */
  readonly wanted: string;
}

function wishesIn({ passage, at }: Placed<Chunk>): readonly Wish[] {
  const wishes = wishesInChunk(passage);
  if (at === 0) return wishes;
  return wishes.map(({ heading, title, wanted }) => ({ heading: placeBlock(heading, at), title, wanted }));
}

const wishesInChunk = memo(({ text, blocks }: Chunk): readonly Wish[] =>
  walkBlocks(blocks).flatMap((heading) => {
    if (heading.kind !== 'heading') return [];
    const wanted = nameOf(textContent(leafSource(text, heading), heading.references));
    return [{ heading, title: leafText(text, heading).trim(), wanted }];
  }),
);

/** GitHub's rule, whose library github-slugger spells out this expression in eight kilobytes. */
function nameOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{Mark}\p{Decimal_Number}\p{Connector_Punctuation}\- ]/gu, '')
    .replaceAll(' ', '-');
}
