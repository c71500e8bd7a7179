import type { Block, Item } from '../markdown/blocks.ts';
import { leafSource, leafText, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import { bracketed } from '../template/bracketed.ts';
import { readField } from '../template/field.ts';
import { allBlocks, type Section } from '../template/outline.ts';
import type { TemplateSection, Topic } from '../template/template.ts';
import { textsOf, type Wordings } from '../template/wording.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import { answeredProse } from './answered.ts';
import { formLines } from './form-lines.ts';
import { blockPlaceholder, leafPlaceholders, type Placeholder, undecided } from './placeholders.ts';

/** What stands in a section, judged against the template's own text. */
export interface Content {
  /** The first row of product.md's table that fits; `missing` is not for sections that are there. */
  readonly state: 'empty' | 'unwritten' | 'waived' | 'draft' | 'written';
  readonly waiver: Waiver | undefined;
  readonly placeholders: readonly Placeholder[];
  /** Lines of the template to which nothing was added. */
  readonly leftovers: readonly Range[];
  readonly unanswered: readonly Topic[];
}

export interface Waiver extends Range {
  /** Empty if no reason is given. */
  readonly reason: string;
}

/** What is asked of a section at the document's level. */
export interface Demand {
  readonly topics: readonly Topic[];
  /** Topics that a later phase decides; unanswered ones do not make the section a draft. */
  readonly laterTopics: ReadonlySet<Topic>;
  /** The template's wordings that may stand in a finished section. */
  readonly mayStay: Wordings;
}

export function judgeContent(
  text: string,
  section: Section,
  known: TemplateSection,
  demand: Demand,
): Content {
  const blocks = [...allBlocks(section)].filter((block) => saysSomething(text, block));
  const none = { waiver: undefined, placeholders: [], leftovers: [], unanswered: demand.topics };
  if (blocks.length === 0) return { ...none, state: 'empty' };
  const placeholders = findPlaceholders(text, blocks, known);
  if (isTemplates(text, blocks, known)) return { ...none, state: 'unwritten', placeholders };
  const waiver = readWaiver(text, blocks[0]);
  if (waiver) return { state: 'waived', waiver, placeholders, leftovers: [], unanswered: [] };
  const kept = [...findLeftovers(text, blocks, known, demand.mayStay)];
  const form = new Set(kept.length > 0 ? formLines(text, blocks, known.wordings) : []);
  const leftovers = kept.filter(({ start }) => !form.has(start));
  const unanswered = unansweredTopics(text, blocks, known, demand);
  const isLeft = leftovers.some((line) => !topicOf(text, line, demand.laterTopics));
  const lacks = unanswered.some((topic) => !demand.laterTopics.has(topic));
  const state = placeholders.length > 0 || isLeft || lacks ? 'draft' : 'written';
  return { state, waiver: undefined, placeholders, leftovers, unanswered };
}

function unansweredTopics(
  text: string,
  blocks: readonly Block[],
  known: TemplateSection,
  { topics }: Demand,
): readonly Topic[] {
  if (topics.length === 0 || NEEDLESS.test(leadingText(text, blocks[0]))) return [];
  const prose = answeredProse(text, blocks, known);
  return topics.filter((topic) => !topic.isMentioned(prose));
}

/** The topic for which a line of the template asks by its label. */
export function topicOf(text: string, { start, end }: Range, topics: Iterable<Topic>): Topic | undefined {
  const name = readField(text.slice(start, end))?.name;
  return name === undefined ? undefined : [...topics].find((topic) => topic.name === name);
}

/** Comments say nothing unless something is undecided in them, nor do lines across the page and empty containers. */
function saysSomething(text: string, block: Block): boolean {
  const someSay = (blocks: readonly Block[]): boolean => blocks.some((inner) => saysSomething(text, inner));
  switch (block.kind) {
    case 'comment':
      return undecided(text, block) !== undefined;
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

/** Whether each block that is there is still the template's. */
function isTemplates(text: string, blocks: readonly Block[], known: TemplateSection): boolean {
  if ([...walkBlocks(blocks)].some((block) => block.kind === 'comment' && undecided(text, block)))
    return false;
  let isAny = false;
  for (const source of textsOf(text, blocks)) {
    if (!known.wordings.includes(source)) return false;
    isAny = true;
  }
  return isAny;
}

/** How a waiver begins in Markdown: with emphasis, an escape, a tag or an entity before its first word at most. */
const MAYBE_WAIVER = /^(?:not|n\/a|none|[^\p{L}\p{N}])/iu;
const WAIVER = /^(?:not applicable|n\/a|none)(?=$|\s*[:.,;\u2013\u2014(-]|\s+because\b)/i;

/** No waiver, but an answer all the same: who needs none of it, needs none of its topics. */
const NEEDLESS =
  /^(?:this |it |that )?(?:does(?:n['’]t| not) apply|(?:is )?not (?:needed|necessary|relevant|required))(?=$|\s*[:.,;\u2013\u2014(]|\s+(?:-|because|since|as)\b)/i;

function leadingText(text: string, block: Block | undefined): string {
  return block?.kind === 'paragraph' ? leafText(text, block).trim() : '';
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
function* findLeftovers(
  text: string,
  blocks: readonly Block[],
  known: TemplateSection,
  mayStay: Wordings,
): Generator<Range> {
  for (const block of blocks) {
    if (block.kind === 'quote') yield* findLeftovers(text, block.blocks, known, mayStay);
    else if (block.kind === 'list') {
      for (const item of block.items) yield* itemLeftovers(text, item, known, mayStay);
    } else if (block.kind === 'paragraph') {
      const source = leafSource(text, block);
      if (known.wordings.includes(source) && !mayStay.includes(source)) yield block;
    }
  }
}

function* itemLeftovers(
  text: string,
  item: Item,
  known: TemplateSection,
  mayStay: Wordings,
): Generator<Range> {
  const [first, ...rest] = item.blocks;
  if (!first) return;
  const answered = [...textsOf(text, rest)].some((source) => !known.wordings.includes(source));
  if (!answered || first.kind !== 'paragraph') yield* findLeftovers(text, [first], known, mayStay);
  yield* findLeftovers(text, rest, known, mayStay);
}
