import type { Block, Comment, Heading } from '../markdown/blocks.ts';
import type { Chunk } from '../markdown/chunks.ts';
import { leafSource, leafText } from '../markdown/markdown.ts';
import { type Passage, passageOf } from '../markdown/passage.ts';
import { memo } from '../text/memo.ts';
import { isSuppression } from './directives.ts';
import { headingName } from './heading.ts';
import { readPhaseMarker } from './phase-marker.ts';

/** A chunk divided at its top-level headings. All offsets are in the chunk's text. */
export interface Parts {
  readonly chunk: Chunk;
  /** The blocks before the first heading. Only the first chunk of a document has any. */
  readonly preamble: Passage;
  /** One part for each heading. */
  readonly parts: readonly Part[];
  /** The markers and suppressions at the end of the chunk, which belong to the first heading of the next chunk. */
  readonly trailing: Passage;
}

/** A heading and the blocks that belong to it, without nested headings. All offsets are in the chunk's text. */
export interface Part {
  readonly chunk: Chunk;
  readonly heading: Heading;
  /** 1 to 6. */
  readonly rank: number;
  /** The source of the heading's text, with its lines joined by `\n`. */
  readonly source: string;
  /** The heading's text as a reader sees it. */
  readonly title: string;
  /** The folded title without notes, for comparisons. */
  readonly name: string;
  /** Whether this is the first heading of its chunk, whose markers may be at the end of the chunk before. */
  readonly isFirst: boolean;
  /** The run of markers and suppressions directly above the heading, within this chunk. */
  readonly lead: Passage;
  /** The heading as a passage. */
  readonly headingPassage: Passage;
  /** The blocks between the heading and the next heading of any rank. */
  readonly body: Passage;
  /** The markers and suppressions at the end of the chunk. */
  readonly trailing: Passage;
}

/** Divides a chunk. The last chunk of a document has nothing trailing, because no heading follows it. */
export function partsOf(chunk: Chunk, isLast: boolean): Parts {
  return isLast ? lastParts(chunk) : innerParts(chunk);
}

const innerParts = memo((chunk: Chunk): Parts => divide(chunk, false));
const lastParts = memo((chunk: Chunk): Parts => divide(chunk, true));

function divide(chunk: Chunk, isLast: boolean): Parts {
  const { text, blocks } = chunk;
  const headingAt = blocks.flatMap((block, index) => (block.kind === 'heading' ? [index] : []));
  const leadAt = headingAt.map((index) => leadStart(text, blocks, index));
  const end = isLast ? blocks.length : leadStart(text, blocks, blocks.length);
  const passage = (from: number, to?: number): Passage => passageOf(text, blocks.slice(from, to));
  const trailing = passage(end);
  const parts = headingAt.map((index, nth): Part => {
    const heading = blocks[index] as Heading;
    const title = leafText(text, heading).trim();
    return {
      ...{
        chunk,
        heading,
        rank: heading.rank,
        source: leafSource(text, heading),
        title,
        name: headingName(title),
      },
      isFirst: nth === 0,
      lead: passage(leadAt[nth] as number, index),
      headingPassage: passage(index, index + 1),
      body: passage(index + 1, leadAt[nth + 1] ?? end),
      trailing,
    };
  });
  return { chunk, preamble: passage(0, leadAt[0] ?? end), parts, trailing };
}

function leadStart(text: string, blocks: readonly Block[], headingIndex: number): number {
  let at = headingIndex;
  while (at > 0 && belongsToHeading(text, blocks[at - 1] as Block)) at--;
  return at;
}

function belongsToHeading(text: string, block: Block): block is Comment {
  if (block.kind !== 'comment') return false;
  const body = text.slice(block.body.start, block.body.end);
  return readPhaseMarker(body) !== undefined || isSuppression(body);
}
