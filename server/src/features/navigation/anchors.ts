import type { Heading } from '../../markdown/blocks.ts';
import type { Chunk } from '../../markdown/chunks.ts';
import { textContent } from '../../markdown/inline.ts';
import { leafSource, leafText, type Markdown, walkBlocks } from '../../markdown/markdown.ts';
import { chunksOf, type Located } from '../../markdown/passage.ts';
import { placeBlock } from '../../markdown/place.ts';
import { memo } from '../../text/memo.ts';

/** A heading and its anchor name for links, as GitHub generates it. */
export interface Anchor {
  readonly heading: Heading;
  /** The heading's text without Markdown syntax. */
  readonly title: string;
  readonly name: string;
}

/** The anchors of all headings in document order, including headings in lists and quotes, as on GitHub. */
export function anchorsOf(markdown: Markdown): Anchor[] {
  /** The names in use, and how many later headings had the same base name. */
  const counts = new Map<string, number>();
  return chunksOf(markdown)
    .flatMap(headingsIn)
    .map(({ heading, title, baseName }) => {
      let name = baseName;
      while (counts.has(name)) {
        const times = (counts.get(baseName) ?? 0) + 1;
        counts.set(baseName, times);
        name = `${baseName}-${times}`;
      }
      counts.set(name, 0);
      return { heading, title, name };
    });
}

interface NamedHeading extends Omit<Anchor, 'name'> {
  /** The anchor name, before a number is appended because a heading above has the same name. */
  readonly baseName: string;
}

function headingsIn({ passage, at }: Located<Chunk>): readonly NamedHeading[] {
  const headings = headingsInChunk(passage);
  if (at === 0) return headings;
  return headings.map(({ heading, title, baseName }) => ({
    heading: placeBlock(heading, at),
    title,
    baseName,
  }));
}

const headingsInChunk = memo(({ text, blocks }: Chunk): readonly NamedHeading[] =>
  walkBlocks(blocks).flatMap((heading) => {
    if (heading.kind !== 'heading') return [];
    const baseName = nameOf(textContent(leafSource(text, heading), heading.references));
    return [{ heading, title: leafText(text, heading).trim(), baseName }];
  }),
);

/** GitHub's rule for anchor names. The package github-slugger has the same rule as an eight-kilobyte expression. */
function nameOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{Mark}\p{Decimal_Number}\p{Connector_Punctuation}\- ]/gu, '')
    .replaceAll(' ', '-');
}
