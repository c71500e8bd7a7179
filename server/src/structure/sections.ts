import type { Block, Comment, Heading } from '../markdown/blocks.ts';
import type { Markdown } from '../markdown/markdown.ts';
import { type Located, NO_PASSAGE, type Passage } from '../markdown/passage.ts';
import { placeBlock, placeBlocks } from '../markdown/place.ts';
import { memo, shareLists } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import { type Part, partsOf } from './parts.ts';

/**
 * A section with everything nested in it, independent of its position in a document. After an edit elsewhere, it is the
 * same object, so results that were computed from it stay valid. Offsets are relative to the start of the chunk that
 * contains its heading. The markers and suppressions above its heading are not part of it.
 */
export interface SectionNode {
  readonly part: Part;
  readonly children: readonly SectionNode[];
  /** The offset of each child's chunk, relative to the start of this section's chunk. */
  readonly childStarts: readonly number[];
  /** The number of sections in this tree, including this one. */
  readonly size: number;
  /** The length of the nested chunks after this section's own chunk. */
  readonly nestedLength: number;
}

/** The node of a section without nested sections, which most sections are. It needs only the part as its key. */
const leafOf = memo(
  (part: Part): SectionNode => ({ part, children: [], childStarts: [], size: 1, nestedLength: 0 }),
);

const nodeOf = memo((part: Part, children: readonly SectionNode[]): SectionNode => {
  const childStarts: number[] = [];
  let end = part.chunk.text.length;
  let size = 1;
  for (const child of children) {
    const isSame = child.part.chunk === part.chunk;
    childStarts.push(isSame ? 0 : end);
    end += (isSame ? 0 : child.part.chunk.text.length) + child.nestedLength;
    size += child.size;
  }
  return { part, children, childStarts, size, nestedLength: end - part.chunk.text.length };
});

const sharedChildren = shareLists<SectionNode>();

/**
 * A section of a document, from the run of markers and suppressions directly above its heading to the start of the next
 * section of the same or a higher rank; see docs/reference.md, "Vocabulary". Offsets are in the document.
 */
export interface Section extends Range {
  readonly node: SectionNode;
  /** The offset of the chunk that contains the heading. */
  readonly origin: number;
  readonly heading: Heading;
  /** The source of the heading's text. */
  readonly source: string;
  /** The heading's text as a reader sees it. */
  readonly title: string;
  /** The folded title without notes, for comparisons. */
  readonly name: string;
  readonly rank: number;
  /** The marker and suppression comments directly above the heading. */
  readonly lead: readonly Comment[];
  /** The blocks between the heading and the next heading of any rank. */
  readonly blocks: readonly Block[];
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
}

/** The sections of a document. Document offsets are computed on first use, because most are never needed. */
export interface Outline {
  /** The blocks before the first heading, in document offsets. */
  readonly preamble: readonly Block[];
  /** The blocks before the first heading as a passage, with the start of its chunk. */
  readonly placedPreamble: Located;
  /** All sections in document order, including the title. A parent comes before its nested sections. */
  readonly sections: readonly Section[];
  /** The same sections without document offsets. */
  readonly nodes: readonly SectionNode[];
  /** The section of `nodes[index]`. */
  section(index: number): Section;
  /** The sections whose nodes pass a test, in document order. Faster than filtering `sections`. */
  sectionsWhere(test: (node: SectionNode) => boolean): readonly Section[];
  /**
   * Calls `visit` for every passage with comments, in document order. `origin` is the offset of the passage's chunk,
   * and `index` is the section that the passage precedes or is in, or -1 for the preamble.
   */
  eachCommented(visit: (passage: Passage, origin: number, index: number, role: PassageRole) => void): void;
  /** Calls `visit` with the preamble and the text under each heading, in document order. */
  eachBody(visit: (passage: Passage, origin: number) => void): void;
}

export type PassageRole = 'preamble' | 'lead' | 'body';

export function readOutline({ chunks: { list, starts }, length }: Markdown): Outline {
  const divided = list.map((chunk, nth) => partsOf(chunk, nth === list.length - 1));
  const nodes: SectionNode[] = [];
  const origins: number[] = [];
  const parents: number[] = [];
  /** The sections around the current one that have nested sections. */
  const open: { readonly part: Part; readonly index: number; readonly children: SectionNode[] }[] = [];
  const add = (index: number, node: SectionNode): void => {
    nodes[index] = node;
    open.at(-1)?.children.push(node);
  };
  const closeTo = (rank: number): void => {
    while ((open.at(-1)?.part.rank ?? 0) >= rank) {
      const { part, index, children } = open.pop() as (typeof open)[number];
      add(index, nodeOf(part, sharedChildren(children)));
    }
  };
  const found = divided.flatMap(({ parts }) => parts);
  for (const [index, part] of found.entries()) {
    closeTo(part.rank);
    parents.push(open.at(-1)?.index ?? -1);
    const next = found[index + 1];
    if (next && next.rank > part.rank) open.push({ part, index, children: [] });
    else add(index, leafOf(part));
  }
  closeTo(1);
  for (const [nth, { parts }] of divided.entries())
    for (let count = parts.length; count > 0; count--) origins.push(starts[nth] as number);
  const before = divided[0];
  const preamble = { passage: before?.preamble ?? NO_PASSAGE, at: starts[0] ?? 0 };
  return new PlacedOutline(nodes, origins, parents, preamble, before?.trailing ?? NO_PASSAGE, length);
}

/** A section taken out of its document. Offsets are in `text`. */
export interface Fragment {
  /** The text from the start of the chunk that contains the heading to the end of the last nested chunk. */
  readonly text: string;
  readonly section: Section;
}

/** The fragment of a section. Results that depend only on the fragment can be memoized by the section's node. */
export const fragmentOf = memo((node: SectionNode): Fragment => {
  const nodes: SectionNode[] = [];
  const origins: number[] = [];
  const parents: number[] = [];
  let text = '';
  const add = (each: SectionNode, origin: number, parent: number): void => {
    const index = nodes.length;
    nodes.push(each);
    origins.push(origin);
    parents.push(parent);
    if (origin === text.length) text += each.part.chunk.text;
    for (const [nth, child] of each.children.entries())
      add(child, origin + (each.childStarts[nth] as number), index);
  };
  add(node, 0, -1);
  const nothing = { passage: NO_PASSAGE, at: 0 };
  const outline = new PlacedOutline(nodes, origins, parents, nothing, NO_PASSAGE, text.length);
  return { text, section: outline.section(0) };
});

/** The innermost section that contains `offset`, including both ends; `undefined` before the first section. */
export function sectionAt(outline: Outline, offset: number): Section | undefined {
  let [low, high] = [0, outline.nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (outline.section(middle).start <= offset) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? outline.section(low - 1) : undefined;
}

/** All blocks of a section and of its nested sections, including the headings of these, in document order. */
export function* allBlocks(section: Section): Generator<Block> {
  yield* section.blocks;
  for (const child of section.children) {
    yield child.heading;
    yield* allBlocks(child);
  }
}

/**
 * The passages of a section and of its nested sections, including the headings of these, in document order. Positions
 * are relative to the start of the section's chunk.
 */
export function nestedPassages(node: SectionNode): readonly Located[] {
  const all: Located[] = [];
  collectPassages(node, 0, all);
  return all;
}

function collectPassages({ part, children, childStarts }: SectionNode, at: number, all: Located[]): void {
  all.push({ passage: part.body, at });
  for (const [nth, child] of children.entries()) {
    const start = at + (childStarts[nth] as number);
    all.push({ passage: child.part.headingPassage, at: start });
    collectPassages(child, start, all);
  }
}

interface Commented {
  readonly passage: Passage;
  readonly origin: number;
  readonly index: number;
  readonly role: PassageRole;
}

class PlacedOutline implements Outline {
  readonly nodes: readonly SectionNode[];
  readonly placedPreamble: Located;
  private readonly origins: readonly number[];
  private readonly parents: readonly number[];
  private readonly trailing: Passage;
  private readonly length: number;
  private readonly placed: PlacedSection[] = [];
  private all: readonly Section[] | undefined = undefined;
  private blocks: readonly Block[] | undefined = undefined;
  private commented: readonly Commented[] | undefined = undefined;

  constructor(
    nodes: readonly SectionNode[],
    origins: readonly number[],
    parents: readonly number[],
    preamble: Located,
    /** The markers and suppressions directly above the first heading, if it is not in the first chunk. */
    trailing: Passage,
    length: number,
  ) {
    this.nodes = nodes;
    this.origins = origins;
    this.parents = parents;
    this.placedPreamble = preamble;
    this.trailing = trailing;
    this.length = length;
  }

  get sections(): readonly Section[] {
    this.all ??= this.nodes.map((_, index) => this.section(index));
    return this.all;
  }

  get preamble(): readonly Block[] {
    const { passage, at } = this.placedPreamble;
    this.blocks ??= placeBlocks(passage.blocks, at);
    return this.blocks;
  }

  sectionsWhere(test: (node: SectionNode) => boolean): readonly Section[] {
    const found: Section[] = [];
    for (let index = 0; index < this.nodes.length; index++)
      if (test(this.nodes[index] as SectionNode)) found.push(this.section(index));
    return found;
  }

  section(index: number): PlacedSection {
    const known = this.placed[index];
    if (known) return known;
    const section = new PlacedSection(
      this,
      index,
      this.nodes[index] as SectionNode,
      this.origins[index] as number,
    );
    this.placed[index] = section;
    return section;
  }

  eachCommented(visit: (passage: Passage, origin: number, index: number, role: PassageRole) => void): void {
    this.commented ??= this.findCommented();
    for (const { passage, origin, index, role } of this.commented) visit(passage, origin, index, role);
  }

  eachBody(visit: (passage: Passage, origin: number) => void): void {
    const { passage, at } = this.placedPreamble;
    visit(passage, at);
    for (let index = 0; index < this.nodes.length; index++)
      visit((this.nodes[index] as SectionNode).part.body, this.origins[index] as number);
  }

  private findCommented(): readonly Commented[] {
    const found: Commented[] = [];
    const add = (passage: Passage, origin: number, index: number, role: PassageRole): void => {
      if (passage.hasComments) found.push({ passage, origin, index, role });
    };
    add(this.placedPreamble.passage, this.placedPreamble.at, -1, 'preamble');
    for (let index = 0; index < this.nodes.length; index++) {
      add(this.leadOf(index), this.leadOrigin(index), index, 'lead');
      add((this.nodes[index] as SectionNode).part.body, this.origins[index] as number, index, 'body');
    }
    return found;
  }

  parentOf(index: number): PlacedSection | undefined {
    const parent = this.parents[index] as number;
    return parent < 0 ? undefined : this.section(parent);
  }

  /** The end of a section: the start of the next section that is not nested in it, or the end of the document. */
  endOf(index: number): number {
    const next = index + (this.nodes[index] as SectionNode).size;
    return next < this.nodes.length ? this.startOf(next) : this.length;
  }

  startOf(index: number): number {
    const [first] = this.leadOf(index).blocks;
    return first
      ? this.leadOrigin(index) + first.start
      : (this.origins[index] as number) + (this.nodes[index] as SectionNode).part.heading.start;
  }

  leadOf(index: number): Passage {
    const { isFirst, lead } = (this.nodes[index] as SectionNode).part;
    if (!this.isLeadBefore(index, isFirst)) return lead;
    return index > 0 ? (this.nodes[index - 1] as SectionNode).part.trailing : this.trailing;
  }

  leadOrigin(index: number): number {
    const { isFirst } = (this.nodes[index] as SectionNode).part;
    if (!this.isLeadBefore(index, isFirst)) return this.origins[index] as number;
    return index > 0 ? (this.origins[index - 1] as number) : this.placedPreamble.at;
  }

  /**
   * Whether the lead of a section is at the end of the chunk before, which is only possible for a chunk's first
   * heading.
   */
  private isLeadBefore(index: number, isFirst: boolean): boolean {
    return isFirst && (index > 0 || this.origins[index] !== this.placedPreamble.at);
  }
}

/** A class, so that its fields can be computed on first use. */
class PlacedSection implements Section {
  readonly node: SectionNode;
  readonly origin: number;
  readonly start: number;
  readonly end: number;
  private readonly outline: PlacedOutline;
  private readonly index: number;
  private placedHeading: Heading | undefined = undefined;
  private placedBlocks: readonly Block[] | undefined = undefined;
  private placedLead: readonly Comment[] | undefined = undefined;
  private placedChildren: readonly Section[] | undefined = undefined;

  constructor(outline: PlacedOutline, index: number, node: SectionNode, origin: number) {
    this.outline = outline;
    this.index = index;
    this.node = node;
    this.origin = origin;
    this.start = outline.startOf(index);
    this.end = outline.endOf(index);
  }

  get source(): string {
    return this.node.part.source;
  }

  get title(): string {
    return this.node.part.title;
  }

  get name(): string {
    return this.node.part.name;
  }

  get rank(): number {
    return this.node.part.rank;
  }

  get parent(): Section | undefined {
    return this.outline.parentOf(this.index);
  }

  get children(): readonly Section[] {
    if (!this.placedChildren) {
      let next = this.index + 1;
      this.placedChildren = this.node.children.map(({ size }) => {
        const child = this.outline.section(next);
        next += size;
        return child;
      });
    }
    return this.placedChildren;
  }

  get heading(): Heading {
    this.placedHeading ??= placeBlock(this.node.part.heading, this.origin);
    return this.placedHeading;
  }

  get blocks(): readonly Block[] {
    this.placedBlocks ??= placeBlocks(this.node.part.body.blocks, this.origin);
    return this.placedBlocks;
  }

  get lead(): readonly Comment[] {
    const { blocks } = this.outline.leadOf(this.index);
    this.placedLead ??= placeBlocks(blocks as readonly Comment[], this.outline.leadOrigin(this.index));
    return this.placedLead;
  }
}
