import type { Block, Comment, Heading } from '../markdown/blocks.ts';
import type { Chunk } from '../markdown/chunks.ts';
import { leafText, type Markdown } from '../markdown/markdown.ts';
import { placeBlock, placeBlocks } from '../markdown/place.ts';
import { type Memory, recall } from '../text/memory.ts';
import type { Range } from '../text/range.ts';
import { isSuppression } from './comment-directives.ts';
import { headingName } from './heading.ts';
import { readPhaseMarker } from './phase-marker.ts';

/**
 * Blocks in a text of their own, into which their offsets are: the same wherever they stand in a document, and after
 * each edit elsewhere, so that what was found out about them still holds.
 */
export interface Piece {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly memory: Memory;
}

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
  /** The same as `blocks`, and the heading alone, in a text of their own, and where that begins in the document. */
  readonly own: Piece;
  readonly ownHeading: Piece;
  readonly at: number;
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
}

export interface Outline {
  /** What stands before the first heading. */
  readonly preamble: readonly Block[];
  readonly ownPreamble: Piece;
  /** All sections in document order, nested ones behind their parents; the title is one too. */
  readonly sections: readonly Section[];
}

export function readOutline({ chunks: { list, starts }, length }: Markdown): Outline {
  const open: PlacedSection[] = [];
  const sections: PlacedSection[] = [];
  const first = list[0] ? partsOf(list[0], list.length === 1) : undefined;
  let lead: readonly Comment[] = [];
  for (const [nth, chunk] of list.entries()) {
    const at = starts[nth] as number;
    const parts = nth === 0 && first ? first : partsOf(chunk, nth === list.length - 1);
    if (nth === 0) lead = parts.leadOfFirst;
    for (const [index, part] of parts.sections.entries()) {
      const isFirst = index === 0;
      // What leads to a chunk's first heading stands at the end of the chunk before.
      const leadAt = isFirst && nth > 0 ? (starts[nth - 1] as number) : at;
      const section = new PlacedSection(part, at, isFirst ? lead : part.lead, leadAt, length);
      while ((open.at(-1)?.rank ?? 0) >= section.rank) (open.pop() as PlacedSection).end = section.start;
      const parent = open.at(-1);
      parent?.children.push(section);
      section.parent = parent;
      open.push(section);
      sections.push(section);
    }
    lead = parts.trailing;
  }
  const ownPreamble = first?.preamble ?? NOTHING;
  return { sections, ownPreamble, preamble: placeBlocks(ownPreamble.blocks, starts[0] ?? 0) };
}

const NOTHING: Piece = { text: '', blocks: [], memory: new Map() };

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

/** A section and those nested in it, in document order. */
export function* withNested(section: Section): Generator<Section> {
  yield section;
  for (const child of section.children) yield* withNested(child);
}

/** What a chunk is made of, in its own offsets. */
interface Parts {
  readonly preamble: Piece;
  /** What leads to the first heading, if that stands in this chunk. */
  readonly leadOfFirst: readonly Comment[];
  readonly sections: readonly Part[];
  /** What leads to the heading behind the chunk. */
  readonly trailing: readonly Comment[];
}

interface Part {
  readonly heading: Heading;
  readonly title: string;
  readonly name: string;
  readonly lead: readonly Comment[];
  readonly own: Piece;
  readonly ownHeading: Piece;
}

function partsOf(chunk: Chunk, isLast: boolean): Parts {
  return recall(chunk.memory, readOutline, isLast ? LAST : FOLLOWED, () => readParts(chunk, isLast));
}

const LAST = {};
const FOLLOWED = {};

function readParts({ text, blocks }: Chunk, isLast: boolean): Parts {
  const headingAt = blocks.flatMap((block, index) => (block.kind === 'heading' ? [index] : []));
  const piece = (from: number, to: number | undefined): Piece => {
    return { text, blocks: blocks.slice(from, to), memory: new Map() };
  };
  const leadAt = headingAt.map((index) => leadStart(text, blocks, index));
  const end = isLast ? blocks.length : leadStart(text, blocks, blocks.length);
  const sections = headingAt.map((index, nth): Part => {
    const heading = blocks[index] as Heading;
    const title = leafText(text, heading).trim();
    return {
      ...{ heading, title, name: headingName(title) },
      lead: blocks.slice(leadAt[nth], index) as Comment[],
      own: piece(index + 1, leadAt[nth + 1] ?? end),
      ownHeading: piece(index, index + 1),
    };
  });
  return {
    preamble: piece(0, leadAt[0] ?? end),
    leadOfFirst: sections[0]?.lead ?? [],
    sections,
    trailing: blocks.slice(end) as Comment[],
  };
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

/** A class, since most of a document's sections are never asked for what takes time to place. */
class PlacedSection implements Section {
  readonly title: string;
  readonly name: string;
  readonly rank: number;
  readonly own: Piece;
  readonly ownHeading: Piece;
  readonly at: number;
  readonly start: number;
  end: number;
  parent: Section | undefined = undefined;
  readonly children: Section[] = [];
  #heading: Heading | undefined;
  #blocks: readonly Block[] | undefined;
  #lead: readonly Comment[] | undefined;
  readonly #part: Part;
  readonly #ownLead: readonly Comment[];
  readonly #leadAt: number;

  constructor(part: Part, at: number, lead: readonly Comment[], leadAt: number, end: number) {
    this.title = part.title;
    this.name = part.name;
    this.rank = part.heading.rank;
    this.own = part.own;
    this.ownHeading = part.ownHeading;
    this.at = at;
    this.start = lead[0] ? leadAt + lead[0].start : at + part.heading.start;
    this.end = end;
    this.#part = part;
    this.#ownLead = lead;
    this.#leadAt = leadAt;
  }

  get heading(): Heading {
    this.#heading ??= placeBlock(this.#part.heading, this.at);
    return this.#heading;
  }

  get blocks(): readonly Block[] {
    this.#blocks ??= placeBlocks(this.own.blocks, this.at);
    return this.#blocks;
  }

  get lead(): readonly Comment[] {
    this.#lead ??= placeBlocks(this.#ownLead, this.#leadAt);
    return this.#lead;
  }
}
