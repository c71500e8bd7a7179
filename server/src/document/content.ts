import type { Block, Item } from '../markdown/blocks.ts';
import { leafSource, leafText, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import type { Passage, Placed } from '../markdown/passage.ts';
import { move, moveAll } from '../markdown/place.ts';
import { bracketed } from '../structure/brackets.ts';
import { readField } from '../structure/field.ts';
import { nestedPassages, type SectionNode } from '../structure/sections.ts';
import type { TemplateSection, Topic } from '../template/template.ts';
import { textsOf } from '../template/wording.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import { type AnsweredProse, answeredProse } from './answered.ts';
import { formLines } from './form-lines.ts';
import type { Demand } from './needs.ts';
import { blockPlaceholder, commentPlaceholder, leafPlaceholders, type Placeholder } from './placeholders.ts';

/** What is in a section, judged against the template's own text. */
export interface Content {
  /** The first matching row in docs/reference.md, "Section states". A bound section is never `missing`. */
  readonly state: 'empty' | 'unwritten' | 'waived' | 'draft' | 'written';
  readonly waiver: Waiver | undefined;
  readonly placeholders: readonly Placeholder[];
  /** Lines of the template to which nothing was added. */
  readonly leftovers: readonly Leftover[];
  readonly unanswered: readonly Topic[];
}

export interface Leftover extends Range {
  /** The folded label with which it begins. */
  readonly label: string | undefined;
  /** Whether it is the line that asks for gates. */
  readonly isGates: boolean;
}

export interface Waiver extends Range {
  /** Empty if no reason is given. */
  readonly reason: string;
}

/**
 * Judges a section by what its passages say, each of which is read once. Offsets count from the start of the section's
 * chunk.
 */
export function judgeContent(node: SectionNode, known: TemplateSection, demand: Demand): Content {
  const passages = nestedPassages(node);
  const readings = passages.map(({ passage }) => readPassage(passage, known));
  const nth = readings.findIndex(({ first }) => first !== undefined);
  const none = { waiver: undefined, placeholders: [], leftovers: [], unanswered: demand.topics };
  if (nth < 0) return { ...none, state: 'empty' };
  const collect = <R extends Range>(found: (reading: Reading) => readonly R[]): readonly R[] =>
    readings.flatMap((reading, index) => moveAll(found(reading), (passages[index] as Placed).at));
  const placeholders = collect((reading) => reading.placeholders);
  if (readings.some(({ hasText }) => hasText) && !readings.some(({ hasOwn }) => hasOwn))
    return { ...none, state: 'unwritten', placeholders };
  const { passage, at } = passages[nth] as Placed;
  const { waiver, isNeedless } = openingOf(passage.text, (readings[nth] as Reading).first as Block);
  if (waiver)
    return { state: 'waived', waiver: move(waiver, at), placeholders, leftovers: [], unanswered: [] };
  const lines = collect((reading) => reading.leftovers);
  const leftovers = demand.gates ? lines : lines.filter(({ isGates }) => !isGates);
  const unanswered = isNeedless ? [] : unansweredTopics(node, known, demand.topics);
  const isLeft = leftovers.some((line) => !topicOf(line, demand.laterTopics));
  const lacks = unanswered.some((topic) => !demand.laterTopics.has(topic));
  const state = placeholders.length > 0 || isLeft || lacks ? 'draft' : 'written';
  return { state, waiver: undefined, placeholders, leftovers, unanswered };
}

/** The same content with offsets that are `by` UTF-16 code units larger. */
export function moveContent(content: Content, by: number): Content {
  if (by === 0) return content;
  return {
    ...content,
    waiver: content.waiver && move(content.waiver, by),
    placeholders: moveAll(content.placeholders, by),
    leftovers: moveAll(content.leftovers, by),
  };
}

/** The topic for which a line of the template asks by its label. */
export function topicOf({ label }: Leftover, topics: Iterable<Topic>): Topic | undefined {
  return label === undefined ? undefined : [...topics].find((topic) => topic.name === label);
}

/** What a passage says in a section of the template; offsets are its own. */
interface Reading {
  /** The first block that says something. */
  readonly first: Block | undefined;
  /** Whether there is any text, and whether some of it is not the template's. */
  readonly hasText: boolean;
  readonly hasOwn: boolean;
  readonly placeholders: readonly Placeholder[];
  readonly leftovers: readonly Leftover[];
}

const readPassage = memo((passage: Passage, known: TemplateSection): Reading => {
  const { text } = passage;
  const blocks = sayingBlocks(passage);
  const kept = [...findLeftovers(text, blocks, known)];
  const form = new Set(kept.length > 0 ? formLines(text, blocks, known.wordings) : []);
  return {
    first: blocks[0],
    ...howMuchIsOwn(text, blocks, known),
    placeholders: findPlaceholders(text, blocks, known),
    leftovers: kept.filter(({ start }) => !form.has(start)),
  };
});

function sayingBlocks({ text, blocks }: Passage): readonly Block[] {
  return blocks.filter((block) => saysSomething(text, block));
}

function unansweredTopics(
  node: SectionNode,
  known: TemplateSection,
  topics: readonly Topic[],
): readonly Topic[] {
  const isIn = (passage: Passage, topic: Topic): boolean => mentions(passage, known, topic);
  // A heading that nobody writes anything under mentions nothing.
  const says = ({ part, children }: SectionNode): boolean =>
    proseOf(part.body, known).isAnswer || children.some(says);
  const answers = ({ part, children }: SectionNode, topic: Topic): boolean =>
    isIn(part.body, topic) ||
    children.some((child) => answers(child, topic) || (isIn(child.part.own, topic) && says(child)));
  return topics.filter((topic) => !answers(node, topic));
}

const mentions = memo((passage: Passage, known: TemplateSection, topic: Topic): boolean =>
  topic.isMentioned(proseOf(passage, known).words),
);

const proseOf = memo(
  (passage: Passage, known: TemplateSection): AnsweredProse =>
    answeredProse(passage.text, sayingBlocks(passage), known),
);

/** Comments say nothing unless something is undecided in them, nor do lines across the page and empty containers. */
function saysSomething(text: string, block: Block): boolean {
  const someSay = (blocks: readonly Block[]): boolean => blocks.some((inner) => saysSomething(text, inner));
  switch (block.kind) {
    case 'comment':
      return commentPlaceholder(text, block) !== undefined;
    case 'break':
      return false;
    case 'quote':
      return someSay(block.blocks);
    case 'list':
      return block.items.some((item) => someSay(item.blocks));
    case 'table':
      return block.rows.some((row) => row.cells.some((cell) => cell.start < cell.end));
    default:
      return true;
  }
}

function findPlaceholders(
  text: string,
  blocks: readonly Block[],
  { wordings, placeholders }: TemplateSection,
): Placeholder[] {
  const inLeaves = [...leavesOf(blocks)].flatMap((leaf) => {
    const own = leaf.kind === 'heading' ? [] : leafPlaceholders(text, leaf, wordings);
    // Elsewhere in a text brackets count only if the template has the very same.
    if (own.length > 0 || placeholders.size === 0) return own;
    return bracketed(text, leaf).filter(({ word }) => placeholders.has(fold(word)));
  });
  const inBlocks = [...walkBlocks(blocks)].flatMap((block) => blockPlaceholder(text, block) ?? []);
  return [...inLeaves, ...inBlocks].sort((a, b) => a.start - b.start);
}

/** Whether there is text, and whether some block is not the template's. */
function howMuchIsOwn(
  text: string,
  blocks: readonly Block[],
  { wordings }: TemplateSection,
): Pick<Reading, 'hasText' | 'hasOwn'> {
  const texts = [...textsOf(text, blocks)];
  const isOpen = walkBlocks(blocks).some(
    (block) => block.kind === 'comment' && commentPlaceholder(text, block),
  );
  return { hasText: texts.length > 0, hasOwn: isOpen || texts.some((source) => !wordings.includes(source)) };
}

/** How a waiver begins in Markdown: with emphasis, an escape, a tag or an entity before its first word at most. */
const MAYBE_WAIVER = /^(?:[nN](?:[oO][tT]|\/[aA]|[oO][nN][eE])|[^\p{L}\p{N}])/u;
const WAIVER = /^(?:not applicable|n\/a|none)(?=$|\s*[:.,;\u2013\u2014(-]|\s+because\b)/i;

/** No waiver, but an answer all the same: who needs none of it, needs none of its topics. */
const NEEDLESS =
  /^(?:this |it |that )?(?:does(?:n['’]t| not) apply|(?:is )?not (?:needed|necessary|relevant|required))(?=$|\s*[:.,;\u2013\u2014(]|\s+(?:-|because|since|as)\b)/i;

interface Opening {
  readonly waiver: Waiver | undefined;
  readonly isNeedless: boolean;
}

/** What the first block of a section that says something says of the section as a whole. */
function openingOf(text: string, first: Block): Opening {
  return {
    waiver: readWaiver(text, first),
    isNeedless: first.kind === 'paragraph' && NEEDLESS.test(leafText(text, first).trim()),
  };
}

/** A waiver is a paragraph; it may stand in a quote or be the only item of a list. */
function readWaiver(text: string, block: Block | undefined): Waiver | undefined {
  if (block?.kind === 'quote') return readWaiver(text, block.blocks[0]);
  if (block?.kind === 'list' && block.items.length === 1) return readWaiver(text, block.items[0]?.blocks[0]);
  if (block?.kind !== 'paragraph' || !MAYBE_WAIVER.test(leafSource(text, block))) return undefined;
  const words = leafText(text, block).replace(/\s+/g, ' ').trim();
  const match = WAIVER.exec(words);
  if (!match) return undefined;
  const rest = words.slice(match[0].length);
  if (/^-\S/.test(rest)) return undefined;
  const reason = rest
    .replace(/^[\s:.,;\u2013\u2014(-]+|(?<![\s).])[\s).]+$/g, '')
    .replace(/^because\b\s*/i, '');
  return { start: block.start, end: block.end, reason };
}

/** A line of the template is answered if anything of the author's is nested under it. */
function* findLeftovers(text: string, blocks: readonly Block[], known: TemplateSection): Generator<Leftover> {
  for (const block of blocks) {
    if (block.kind === 'quote') yield* findLeftovers(text, block.blocks, known);
    else if (block.kind === 'list') for (const item of block.items) yield* itemLeftovers(text, item, known);
    else if (block.kind === 'paragraph') {
      const source = leafSource(text, block);
      if (!known.wordings.includes(source) || known.mayStay.includes(source)) continue;
      const { start, end } = block;
      const label = readField(text.slice(start, end))?.name;
      yield { start, end, label, isGates: known.gatesLine.includes(source) };
    }
  }
}

function* itemLeftovers(text: string, item: Item, known: TemplateSection): Generator<Leftover> {
  const [first, ...rest] = item.blocks;
  if (!first) return;
  const answered = [...textsOf(text, rest)].some((source) => !known.wordings.includes(source));
  if (!answered || first.kind !== 'paragraph') yield* findLeftovers(text, [first], known);
  yield* findLeftovers(text, rest, known);
}
