import type { Block, Item, Leaf, Paragraph, Row } from '../markdown/blocks.ts';
import { plainText } from '../markdown/inline.ts';
import { leafSource, leafText, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import { moveAll } from '../markdown/place.ts';
import { type Labeled, labeledIn, labeledInBlocks, labelName, readLabel } from '../structure/labeled.ts';
import { allBlocks, fragmentOf, type Section, type SectionNode } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';
import { contains, type Range } from '../text/range.ts';
import { type BoundSection, type DesignDocument, originOf } from './document.ts';
import { isPlaceholder } from './placeholders.ts';

/** A goal in a document. */
export interface Goal extends Range {
  /** Its full text, folded. */
  readonly words: string;
  /** The folded text that introduces the list of goals; empty if there is none. */
  readonly intro: string;
}

/**
 * The author's goals in a section that is about goals, or that has them under a label, in document offsets. Non-goals,
 * waived goals, and checked-off goals do not count. Empty for all other sections.
 */
export function goalsOf(document: DesignDocument, bound: BoundSection): readonly Goal[] {
  const { known, node } = bound;
  if (!node || !mentionsGoals(known)) return [];
  return moveAll(goalsIn(node, known), originOf(document, bound));
}

const goalsIn = memo((node: SectionNode, known: TemplateSection): readonly Goal[] => {
  const { text, section } = fragmentOf(node);
  const read = (each: Section): Goal[] => [
    ...goalsInBlocks(text, withoutNonGoals(text, each), ''),
    ...each.children.filter(({ name }) => isGoals(labelName(name))).flatMap(read),
  ];
  const ofLabel = ({ value, blocks, section: child }: Labeled): Goal[] =>
    child ? read(child) : goalsUnder(text, value, blocks);
  const labeled = [...labeledIn(text, section, (name) => isGoals(name) || isNonGoals(name))];
  const goals = known.names.some(isGoals)
    ? read(section)
    : labeled.filter(({ name }) => isGoals(name)).flatMap(ofLabel);
  const fromTemplate = goals.length > 0 ? templateTexts(text, section, known) : [];
  return goals.filter((goal) => {
    const source = text.slice(goal.start, goal.end);
    if (goal.words === '' || isPlaceholder(source) || WAIVED.test(goal.words)) return false;
    return !known.wordings.includes(source) && !fromTemplate.some((range) => contains(range, goal.start));
  });
});

/** The paragraphs and table rows that are the template's own text. */
function templateTexts(text: string, section: Section, { wordings }: TemplateSection): readonly Range[] {
  const isKnown = (leaf: Leaf): boolean => wordings.includes(leafSource(text, leaf));
  return walkBlocks(allBlocks(section)).flatMap((block): readonly Range[] => {
    if (block.kind === 'paragraph') return isKnown(block) ? [block] : [];
    return block.kind === 'table' ? block.rows.filter(({ cells }) => cells.every(isKnown)) : [];
  });
}

const WAIVED = /^(?:none|n\/a|not applicable)\b/;
const NON_GOALS = /\b(?:non|no|not|anti)[- ](?:a )?(?:goals?|objectives?)\b|\bout[- ]of[- ]scope\b/;

function isGoals(name: string): boolean {
  return /^(?:\p{L}+ )?(?:goals?|objectives?)$/u.test(name) && !isNonGoals(name);
}

function isNonGoals(name: string): boolean {
  return NON_GOALS.test(name) || /^(?:future|stretch) /.test(name);
}

/** Whether the name or a topic of a section mentions goals. */
const mentionsGoals = memo((known: TemplateSection): boolean => {
  const all = [...known.names, ...known.topics.map(({ name }) => name)];
  return all.some((name) => /\bgoals?\b/.test(name.replace(NON_GOALS, '')));
});

function withoutNonGoals(text: string, section: Section): Block[] {
  const labels = [...labeledInBlocks(text, section.blocks, isNonGoals)];
  const excluded = new Set(labels.flatMap(({ blocks }) => blocks));
  const starts = new Set(labels.map(({ range: at }) => at.start));
  return section.blocks.filter((block) => !excluded.has(block) && !starts.has(block.start));
}

/**
 * The text after a label is either the goals, separated by semicolons, or an introduction to a list or table of goals.
 */
function goalsUnder(text: string, value: Range, blocks: readonly Block[]): Goal[] {
  const source = text.slice(value.start, value.end);
  if (source === '') return goalsInBlocks(text, blocks, '');
  const [next] = blocks;
  if (next?.kind === 'list' || next?.kind === 'table')
    return goalsInBlocks(text, [next], fold(plainText(source)));
  return [...source.matchAll(/[^;\s][^;]*/g)].map(({ 0: goal, index }) => {
    const start = value.start + index;
    return {
      start,
      end: start + goal.trimEnd().length,
      words: fold(plainText(goal.replace(/\n[^\S\n]*>/g, '\n'))),
      intro: '',
    };
  });
}

/** Each list item and table row is a goal. Blocks without lists and tables are one goal. */
function goalsInBlocks(text: string, blocks: readonly Block[], intro: string): Goal[] {
  const listed = blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    const words = before?.kind === 'paragraph' ? wordsOf(text, [before]) : intro;
    if (block.kind === 'list') return block.items.flatMap((item) => itemGoal(text, item, words));
    return block.kind === 'table' ? block.rows.slice(1).flatMap((row) => rowGoal(text, row, words)) : [];
  });
  if (blocks.some(({ kind }) => kind === 'list' || kind === 'table')) return listed;
  const first = blocks.find((block): block is Paragraph => block.kind === 'paragraph');
  return first ? [{ start: first.start, end: first.end, words: wordsOf(text, blocks), intro }] : [];
}

function itemGoal(text: string, { blocks }: Item, intro: string): Goal[] {
  const [first] = blocks;
  if (!first) return [];
  const label = first.kind === 'paragraph' ? readLabel(leafSource(text, first)).name : '';
  const { start, end } = first;
  const isMet = /^\[[xX]\]\s/.test(text.slice(first.start, first.end));
  return isNonGoals(label) || isMet ? [] : [{ start, end, words: wordsOf(text, blocks), intro }];
}

function rowGoal(text: string, { cells, start, end }: Row, intro: string): Goal[] {
  const [first] = cells;
  if (!first || isNonGoals(labelName(leafText(text, first)))) return [];
  return [{ start, end, words: fold(cells.map((cell) => leafText(text, cell)).join(' ')), intro }];
}

function wordsOf(text: string, blocks: readonly Block[]): string {
  return fold([...leavesOf(blocks)].map((leaf) => leafText(text, leaf)).join('\n'));
}
