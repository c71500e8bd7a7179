import type { Block, Item, Leaf } from '../markdown/blocks.ts';
import { leafSource, leafText, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import type { Located, Passage } from '../markdown/passage.ts';
import { move, moveAll } from '../markdown/place.ts';
import { bracketed } from '../structure/brackets.ts';
import { readField } from '../structure/field.ts';
import { nestedPassages, type SectionNode } from '../structure/sections.ts';
import type { TemplateSection, Topic } from '../template/template.ts';
import { codeOf, textsOf } from '../template/wording.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import { type AnsweredProse, answeredProse } from './answered.ts';
import { formLines } from './form-lines.ts';
import type { Demand } from './needs.ts';
import { blockPlaceholder, commentPlaceholder, leafPlaceholders, type Placeholder } from './placeholders.ts';

/** The content of a section, compared with the template's own text. */
export interface Content {
  /** The first matching row in docs/reference.md, "Section states", except `missing`. */
  readonly state: 'empty' | 'unwritten' | 'waived' | 'draft' | 'written';
  readonly waiver: Waiver | undefined;
  readonly placeholders: readonly Placeholder[];
  /** The template's own text that is left without an answer. */
  readonly leftovers: readonly Leftover[];
  /** The topics that the level requires and the section does not mention. */
  readonly unanswered: readonly Topic[];
}

/** A paragraph, or the text of a list item, that is the template's own text. */
export interface Leftover extends Range {
  /** The folded label at its start; `undefined` if it has none. */
  readonly label: string | undefined;
  /** Whether it is part of the item that asks for gates. */
  readonly isGates: boolean;
  /** Whether it can also be an answer, such as a choice with all of its values. It does not make a section a draft. */
  readonly isDoubtful: boolean;
}

/** The paragraph that says that a section does not apply; see docs/reference.md, "Waivers". */
export interface Waiver extends Range {
  /** Empty if no reason is given. */
  readonly reason: string;
}

/**
 * Judges the content of a section, including nested sections. Each passage is read once and cached. Offsets are
 * relative to the start of the section's chunk.
 */
export function judgeContent(node: SectionNode, known: TemplateSection, demand: Demand): Content {
  const passages = nestedPassages(node);
  const readings = passages.map(({ passage }) => readPassage(passage, known));
  const nth = readings.findIndex(({ first }) => first !== undefined);
  const none = { waiver: undefined, placeholders: [], leftovers: [], unanswered: demand.topics };
  if (nth < 0) return { ...none, state: 'empty' };
  const collect = <R extends Range>(rangesOf: (reading: PassageContent) => readonly R[]): readonly R[] =>
    readings.flatMap((reading, index) => moveAll(rangesOf(reading), (passages[index] as Located).at));
  const placeholders = collect((reading) => reading.placeholders);
  const hasText = readings.some((reading) => reading.hasText);
  const isBlank = hasText && !readings.some(({ hasOwn }) => hasOwn);
  if (isBlank && (placeholders.length > 0 || !answersForItself(node, known)))
    return { ...none, state: 'unwritten', placeholders };
  const { passage, at } = passages[nth] as Located;
  const { waiver, isNotNeeded } = openingOf(passage.text, (readings[nth] as PassageContent).first as Block);
  if (waiver)
    return { state: 'waived', waiver: move(waiver, at), placeholders, leftovers: [], unanswered: [] };
  const lines = collect((reading) => reading.leftovers);
  const leftovers = demand.gates ? lines : lines.filter(({ isGates }) => !isGates);
  const unanswered = isNotNeeded ? [] : unansweredTopics(node, known, demand.topics);
  const hasLeftovers = leftovers.some((line) => !line.isDoubtful && !topicOf(line, demand.laterTopics));
  const isIncomplete = unanswered.some((topic) => !demand.laterTopics.has(topic));
  const state = placeholders.length > 0 || hasLeftovers || isIncomplete ? 'draft' : 'written';
  return { state, waiver: undefined, placeholders, leftovers, unanswered };
}

/** The same content with all offsets increased by `by` UTF-16 code units. */
export function moveContent(content: Content, by: number): Content {
  if (by === 0) return content;
  return {
    ...content,
    waiver: content.waiver && move(content.waiver, by),
    placeholders: moveAll(content.placeholders, by),
    leftovers: moveAll(content.leftovers, by),
  };
}

/** The topic that a line of the template asks for by its label; `undefined` if there is none. */
export function topicOf({ label }: Leftover, topics: Iterable<Topic>): Topic | undefined {
  return label === undefined ? undefined : [...topics].find((topic) => topic.name === label);
}

/** The content of a passage, compared with a section of the template. Offsets are in the text of the passage. */
interface PassageContent {
  /** The first block of content; `undefined` if there is none. */
  readonly first: Block | undefined;
  /** Whether there is any text, and whether any of it is not the template's. */
  readonly hasText: boolean;
  readonly hasOwn: boolean;
  readonly placeholders: readonly Placeholder[];
  readonly leftovers: readonly Leftover[];
}

/**
 * Whether a section that has only the template's text is answered by it: each line is an answer, such as an empty box
 * or a license, or it introduces one. A nested heading without such text is not answered.
 */
function answersForItself({ part, children }: SectionNode, known: TemplateSection): boolean {
  const { hasAnswer, hasRest } = readKept(part.body, known);
  return (
    !hasRest &&
    (hasAnswer || children.length > 0) &&
    children.every((child) => answersForItself(child, known))
  );
}

const readKept = memo(
  (passage: Passage, known: TemplateSection): { hasAnswer: boolean; hasRest: boolean } => {
    const { text } = passage;
    const blocks = contentBlocks(passage);
    const lines = formLines(text, blocks, known);
    const answered = new Set(lines.filter(({ isAnswered }) => isAnswered).map(({ start }) => start));
    const form = new Set(lines.map(({ start }) => start));
    const isAnswer = (source: string): boolean => known.answers.includes(source);
    const mayStay = (source: string): boolean => isAnswer(source) || known.mayStay.includes(source);
    const isRest = (leaf: Leaf): boolean => {
      const source = leafSource(text, leaf);
      if (source === '' || answered.has(leaf.start) || isAnswer(source)) return false;
      return EMPTY_LABEL.test(source) || !(form.has(leaf.start) || mayStay(source));
    };
    const leaves = leavesOf(blocks);
    return {
      hasAnswer: leaves.some((leaf) => isAnswer(leafSource(text, leaf))),
      hasRest: leaves.some(isRest) || codeOf(text, blocks).some((source) => !mayStay(source)),
    };
  },
);

/** A label without a value. */
const EMPTY_LABEL = /:[*_]*\s*$/;

const readPassage = memo((passage: Passage, known: TemplateSection): PassageContent => {
  const { text } = passage;
  const blocks = contentBlocks(passage);
  const templateLines = [...findLeftovers(text, blocks, known)];
  const form = new Set(
    templateLines.length > 0 ? formLines(text, blocks, known).map(({ start }) => start) : [],
  );
  return {
    first: blocks[0],
    ...checkText(text, blocks, known),
    placeholders: findPlaceholders(text, blocks, known),
    leftovers: templateLines.filter(({ start }) => !form.has(start)),
  };
});

function contentBlocks({ text, blocks }: Passage): readonly Block[] {
  return blocks.filter((block) => isContent(text, block));
}

function unansweredTopics(
  node: SectionNode,
  known: TemplateSection,
  topics: readonly Topic[],
): readonly Topic[] {
  const isIn = (passage: Passage, topic: Topic): boolean => mentions(passage, known, topic);
  // A nested heading only counts if there is text below it.
  const hasText = ({ part, children }: SectionNode): boolean =>
    proseOf(part.body, known).isAnswer || children.some(hasText);
  const answers = ({ part, children }: SectionNode, topic: Topic): boolean =>
    isIn(part.body, topic) ||
    children.some(
      (child) => answers(child, topic) || (isIn(child.part.headingPassage, topic) && hasText(child)),
    );
  return topics.filter((topic) => !answers(node, topic));
}

const mentions = memo((passage: Passage, known: TemplateSection, topic: Topic): boolean =>
  topic.isMentioned(proseOf(passage, known).words),
);

const proseOf = memo(
  (passage: Passage, known: TemplateSection): AnsweredProse =>
    answeredProse(passage.text, contentBlocks(passage), known),
);

/** Whether a block is content by docs/reference.md, "Section states". */
function isContent(text: string, block: Block): boolean {
  const hasContent = (blocks: readonly Block[]): boolean => blocks.some((inner) => isContent(text, inner));
  switch (block.kind) {
    case 'comment':
      return commentPlaceholder(text, block) !== undefined;
    case 'break':
      return false;
    case 'quote':
      return hasContent(block.blocks);
    case 'list':
      return block.items.some((item) => hasContent(item.blocks));
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
    // Brackets within a text count only if the template has the same ones.
    if (own.length > 0 || placeholders.size === 0) return own;
    return bracketed(text, leaf).filter(({ word }) => placeholders.has(fold(word)));
  });
  const inBlocks = [...walkBlocks(blocks)].flatMap((block) => blockPlaceholder(text, block) ?? []);
  return [...inLeaves, ...inBlocks].sort((a, b) => a.start - b.start);
}

/** Whether some blocks have text, and whether any text is not the template's or a comment has a placeholder. */
function checkText(
  text: string,
  blocks: readonly Block[],
  { wordings }: TemplateSection,
): Pick<PassageContent, 'hasText' | 'hasOwn'> {
  const texts = [...textsOf(text, blocks)];
  const hasPlaceholder = walkBlocks(blocks).some(
    (block) => block.kind === 'comment' && commentPlaceholder(text, block),
  );
  return {
    hasText: texts.length > 0,
    hasOwn: hasPlaceholder || texts.some((source) => !wordings.includes(source)),
  };
}

/** A quick check of the Markdown source: a waiver begins with its first word, or with markup such as emphasis. */
const MAYBE_WAIVER = /^(?:[nN](?:[oO][tT]|\/[aA]|[oO][nN][eE])|[^\p{L}\p{N}])/u;
const WAIVER = /^(?:not applicable|n\/a|none)(?=$|\s*[:.,;\u2013\u2014(-]|\s+because\b)/i;

/** Not a waiver, but an answer to all topics: a section that is not needed does not need its topics. */
const NOT_NEEDED =
  /^(?:this |it |that )?(?:does(?:n['’]t| not) apply|(?:is )?not (?:needed|necessary|relevant|required))(?=$|\s*[:.,;\u2013\u2014(]|\s+(?:-|because|since|as)\b)/i;

interface Opening {
  readonly waiver: Waiver | undefined;
  readonly isNotNeeded: boolean;
}

/** Whether the first block of content waives the section, or says that it is not needed. */
function openingOf(text: string, first: Block): Opening {
  return {
    waiver: readWaiver(text, first),
    isNotNeeded: first.kind === 'paragraph' && NOT_NEEDED.test(leafText(text, first).trim()),
  };
}

/** Reads a waiver: a paragraph, which may be in a block quote or in the only item of a list. */
function readWaiver(text: string, block: Block | undefined): Waiver | undefined {
  if (block?.kind === 'quote') return readWaiver(text, block.blocks[0]);
  if (block?.kind === 'list' && block.items.length === 1) return readWaiver(text, block.items[0]?.blocks[0]);
  if (block?.kind !== 'paragraph' || !MAYBE_WAIVER.test(leafSource(text, block))) return undefined;
  const words = leafText(text, block).replace(/\s+/g, ' ').trim();
  const match = WAIVER.exec(words);
  if (!match) return undefined;
  const after = words.slice(match[0].length);
  if (/^-\S/.test(after)) return undefined;
  const reason = after
    .replace(/^[\s:.,;\u2013\u2014(-]+|(?<![\s).])[\s).]+$/g, '')
    .replace(/^because\b\s*/i, '');
  return { start: block.start, end: block.end, reason };
}

/**
 * Finds paragraphs and list items that are the template's own text, without those that may stay and those that have an
 * answer nested under them.
 */
function* findLeftovers(text: string, blocks: readonly Block[], known: TemplateSection): Generator<Leftover> {
  for (const block of blocks) {
    if (block.kind === 'quote') yield* findLeftovers(text, block.blocks, known);
    else if (block.kind === 'list') for (const item of block.items) yield* itemLeftovers(text, item, known);
    else if (block.kind === 'paragraph') {
      const source = leafSource(text, block);
      if (!known.wordings.includes(source)) continue;
      if (known.mayStay.includes(source) || known.answers.includes(source)) continue;
      const { start, end } = block;
      const label = readField(text.slice(start, end))?.name;
      const isDoubtful = known.doubtful.includes(source);
      yield { start, end, label, isGates: known.gatesLine.includes(source), isDoubtful };
    }
  }
}

function* itemLeftovers(text: string, item: Item, known: TemplateSection): Generator<Leftover> {
  const [first, ...others] = item.blocks;
  if (!first) return;
  const isAnswered = [...textsOf(text, others)].some((source) => !known.wordings.includes(source));
  if (!isAnswered || first.kind !== 'paragraph') yield* findLeftovers(text, [first], known);
  yield* findLeftovers(text, others, known);
}
