import type { Block, Comment, Heading } from '../markdown/blocks.ts';
import type { Chunk } from '../markdown/chunks.ts';
import { leafText, type Markdown } from '../markdown/markdown.ts';
import { type Passage, type Placed, passageOf } from '../markdown/passage.ts';
import { placeBlock, placeBlocks } from '../markdown/place.ts';
import { recall } from '../text/memory.ts';
import type { Range } from '../text/range.ts';
import { isSuppression } from './comment-directives.ts';
import { headingName } from './heading.ts';
import { readPhaseMarker } from './phase-marker.ts';

/**
 * A section starts at the run of marker and suppression comments directly above its heading. It ends where the next
 * section of the same or a higher rank starts. See docs/reference.md, "Titles and sections".
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
  /** The lead, the heading and the blocks, in offsets of their own. */
  readonly own: Own;
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
}

interface Own {
  readonly lead: Placed;
  readonly heading: Placed;
  readonly body: Placed;
}

export interface Outline {
  /** What stands before the first heading. */
  readonly preamble: readonly Block[];
  /** The same in offsets of its own. */
  readonly ownPreamble: Placed;
  /** All sections in document order, nested ones behind their parents; the title is one too. */
  readonly sections: readonly Section[];
  /** All that stands at the top level but the headings, in document order. */
  readonly passages: readonly Placed[];
}

export function readOutline({ chunks: { list, starts }, length }: Markdown): Outline {
  const parts = list.map((chunk, nth) => partsOf(chunk, nth === list.length - 1));
  const ownPreamble = { passage: parts[0]?.preamble ?? passageOf('', []), at: starts[0] ?? 0 };
  const passages: Placed[] = [ownPreamble];
  const open: PlacedSection[] = [];
  const sections: PlacedSection[] = [];
  for (const [nth, { sections: found }] of parts.entries()) {
    const at = starts[nth] as number;
    for (const [index, part] of found.entries()) {
      // What leads to a chunk's first heading stands at the end of the chunk before.
      const isBefore = index === 0 && nth > 0;
      const lead = isBefore
        ? { passage: (parts[nth - 1] as Parts).trailing, at: starts[nth - 1] as number }
        : { passage: part.lead, at };
      const section = new PlacedSection(part, at, lead, length);
      while ((open.at(-1)?.rank ?? 0) >= section.rank) (open.pop() as PlacedSection).end = section.start;
      const parent = open.at(-1);
      parent?.children.push(section);
      section.parent = parent;
      open.push(section);
      sections.push(section);
      passages.push(lead, section.own.body);
    }
  }
  const preamble = placeBlocks(ownPreamble.passage.blocks, ownPreamble.at);
  return { preamble, ownPreamble, sections, passages };
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

/** The passages of a section and of those nested in it: their headings and what stands under these. */
export function nestedPassages(section: Section): readonly Placed[] {
  const all = [section.own.body];
  collectPassages(section, all);
  return all;
}

function collectPassages({ children }: Section, all: Placed[]): void {
  for (const child of children) {
    all.push(child.own.heading, child.own.body);
    collectPassages(child, all);
  }
}

/** What a chunk is made of, in its own offsets. */
export interface Parts {
  readonly preamble: Passage;
  readonly sections: readonly Part[];
  /** What leads to the heading behind the chunk. */
  readonly trailing: Passage;
}

export interface Part {
  readonly heading: Heading;
  readonly title: string;
  readonly name: string;
  readonly lead: Passage;
  readonly ownHeading: Passage;
  readonly body: Passage;
}

export function partsOf(chunk: Chunk, isLast: boolean): Parts {
  return recall(chunk.memory, isLast ? 'last' : 'followed', chunk, () => readParts(chunk, isLast));
}

function readParts({ text, blocks }: Chunk, isLast: boolean): Parts {
  const headingAt = blocks.flatMap((block, index) => (block.kind === 'heading' ? [index] : []));
  const leadAt = headingAt.map((index) => leadStart(text, blocks, index));
  const end = isLast ? blocks.length : leadStart(text, blocks, blocks.length);
  const passage = (from: number, to: number | undefined): Passage => passageOf(text, blocks.slice(from, to));
  const sections = headingAt.map((index, nth): Part => {
    const heading = blocks[index] as Heading;
    const title = leafText(text, heading).trim();
    return {
      ...{ heading, title, name: headingName(title) },
      lead: passage(leadAt[nth] as number, index),
      ownHeading: passage(index, index + 1),
      body: passage(index + 1, leadAt[nth + 1] ?? end),
    };
  });
  return { preamble: passage(0, leadAt[0] ?? end), sections, trailing: passage(end, undefined) };
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

/**
 * A class, since each edit makes all sections anew, and most are never asked for what takes time to place. Its fields
 * have no `#`, which older engines that the bundle is made for pay for dearly.
 */
class PlacedSection implements Section {
  readonly title: string;
  readonly name: string;
  readonly rank: number;
  readonly own: Own;
  readonly start: number;
  end: number;
  parent: Section | undefined = undefined;
  readonly children: Section[] = [];
  private placedHeading: Heading | undefined = undefined;
  private placedBlocks: readonly Block[] | undefined = undefined;
  private placedLead: readonly Comment[] | undefined = undefined;

  constructor({ title, name, heading, ownHeading, body }: Part, at: number, lead: Placed, end: number) {
    this.title = title;
    this.name = name;
    this.rank = heading.rank;
    this.own = { lead, heading: { passage: ownHeading, at }, body: { passage: body, at } };
    const [first] = lead.passage.blocks;
    this.start = first ? lead.at + first.start : at + heading.start;
    this.end = end;
  }

  get heading(): Heading {
    const { passage, at } = this.own.heading;
    this.placedHeading ??= placeBlock(passage.blocks[0] as Heading, at);
    return this.placedHeading;
  }

  get blocks(): readonly Block[] {
    const { passage, at } = this.own.body;
    this.placedBlocks ??= placeBlocks(passage.blocks, at);
    return this.placedBlocks;
  }

  get lead(): readonly Comment[] {
    const { passage, at } = this.own.lead;
    this.placedLead ??= placeBlocks(passage.blocks as readonly Comment[], at);
    return this.placedLead;
  }
}
