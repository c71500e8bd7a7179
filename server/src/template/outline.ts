import type { Block, Comment, Heading } from '../markdown/blocks.ts';
import { leafText, type Markdown } from '../markdown/markdown.ts';
import type { Range } from '../text/range.ts';
import { isSuppression } from './comment-directives.ts';
import { headingName } from './heading.ts';
import { readPhaseMarker } from './phase-marker.ts';

/**
 * A section: from the run of marker and suppression comments directly above its heading to where the next section
 * of the same or a higher rank begins (product.md, "Vocabulary").
 */
export interface Section extends Range {
  readonly heading: Heading;
  /** The heading's words as a reader sees them, and as they are compared. */
  readonly title: string;
  readonly name: string;
  readonly rank: number;
  /** The marker and suppression comments directly above the heading. */
  readonly lead: readonly Comment[];
  /** What stands between the heading and the next heading of any rank. */
  readonly blocks: readonly Block[];
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
}

export interface Outline {
  /** What stands before the first heading. */
  readonly preamble: readonly Block[];
  /** All sections in document order, nested ones behind their parents; the title is one too. */
  readonly sections: readonly Section[];
}

export function readOutline(markdown: Markdown): Outline {
  const { text, blocks } = markdown;
  const headingAt = blocks.flatMap((block, index) => (block.kind === 'heading' ? [index] : []));
  const leadAt = headingAt.map((index) => leadStart(text, blocks, index));
  const open: Mutable<Section>[] = [];
  const sections = headingAt.map((index, nth) => {
    const heading = blocks[index] as Heading;
    const lead = blocks.slice(leadAt[nth], index) as Comment[];
    const start = (lead[0] ?? heading).start;
    while ((open.at(-1)?.rank ?? 0) >= heading.rank) (open.pop() as Mutable<Section>).end = start;
    const title = leafText(text, heading).trim();
    const section: Mutable<Section> = {
      heading,
      title,
      name: headingName(title),
      rank: heading.rank,
      lead,
      blocks: blocks.slice(index + 1, leadAt[nth + 1]),
      parent: open.at(-1),
      children: [],
      start,
      end: text.length,
    };
    (open.at(-1)?.children as Section[] | undefined)?.push(section);
    open.push(section);
    return section;
  });
  return { preamble: blocks.slice(0, leadAt[0]), sections };
}

/** The section, innermost, that holds `offset`. */
export function sectionAt(outline: Outline, offset: number): Section | undefined {
  return outline.sections.findLast((section) => section.start <= offset && offset <= section.end);
}

/** All blocks of a section and of those nested in it. */
export function* allBlocks(section: Section): Generator<Block> {
  yield* section.blocks;
  for (const child of section.children) {
    yield child.heading;
    yield* allBlocks(child);
  }
}

function leadStart(text: string, blocks: readonly Block[], headingIndex: number): number {
  let at = headingIndex;
  while (at > 0 && belongsToHeading(text, blocks[at - 1] as Block)) at--;
  return at;
}

function belongsToHeading(text: string, block: Block): boolean {
  if (block.kind !== 'comment') return false;
  const body = text.slice(block.body.start, block.body.end);
  return readPhaseMarker(body) !== undefined || isSuppression(body);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
