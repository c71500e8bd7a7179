import type { Block, Item, Table } from '../markdown/blocks.ts';
import { leafSource, leafText, leavesOf } from '../markdown/markdown.ts';
import { moveAll } from '../markdown/place.ts';
import { fragmentOf, type Section, type SectionNode } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { memo } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import { type BoundSection, type DesignDocument, originOf } from './document.ts';
import { isPlaceholder } from './placeholders.ts';

/** An open question in a document. */
export interface Question extends Range {
  /** The source of the question and everything below it in the same list item or row. */
  readonly source: string;
  /** The same as a reader sees it. */
  readonly words: string;
  /** Whether a column of its table has an owner or a date for it. */
  readonly isAssigned: boolean;
}

/** The open questions in a section for open questions, in document offsets. Empty for all other sections. */
export function openQuestions(document: DesignDocument, bound: BoundSection): readonly Question[] {
  const { known, node } = bound;
  if (!node || !holdsQuestions(known)) return [];
  return moveAll(openQuestionsIn(node, known), originOf(document, bound));
}

const openQuestionsIn = memo((node: SectionNode, known: TemplateSection): readonly Question[] => {
  const { text, section } = fragmentOf(node);
  return [...questionsIn(text, section)].filter(({ start, end, source }) => {
    const own = text.slice(start, end);
    return (
      source.trim() !== '' && !known.wordings.includes(own) && !isPlaceholder(own) && !SETTLED.test(source)
    );
  });
});

function holdsQuestions({ names }: TemplateSection): boolean {
  return names.some((name) => NAMES.test(name));
}

const NAMES = /^(?:(?:open|unresolved|outstanding) )?questions$/;

/**
 * A settled question: struck through, checked off, “None”, or with a word such as “resolved” at the start of a line.
 */
const SETTLED =
  /^~~[\s\S]+~~|^\[x\]\s|^\W*(?:none|n\/a|not applicable)\b|(?:^|\n|\| |\?)(?:[*_([]|[^\S\n])*(?:resolved|answered|decided|closed|settled|(?:a|answer|decision|outcome|resolution)[*_]*\s*:)(?![\p{L}])|\((?:agreed|resolved|answered|decided|settled)\)/iu;

const ASKS = /\?[^\w?]*$/;

function* questionsIn(text: string, { blocks, children }: Section): Generator<Question> {
  for (const block of blocks) {
    if (block.kind === 'list') for (const item of block.items) yield* itemQuestion(text, item);
    else if (block.kind === 'table') yield* tableQuestions(text, block);
    else if (block.kind === 'paragraph' && ASKS.test(leafText(text, block)))
      yield question(text, block, [block]);
  }
  // Skip nested sections whose heading is a question, because they discuss it, and those with settled questions.
  const grouped = children.filter(
    ({ title }) => !/\?\s*$|\b(?:resolved|answered|closed|decided)\b/i.test(title),
  );
  for (const child of grouped) yield* questionsIn(text, child);
}

function* itemQuestion(text: string, { blocks }: Item): Generator<Question> {
  const [first, ...below] = blocks;
  if (!first) return;
  const own = question(text, first, blocks);
  // Text below a question that does not ask anything is its answer.
  const answers = [...leavesOf(below)].filter((leaf) => !ASKS.test(leafText(text, leaf)));
  const isAsked = first.kind === 'paragraph' && ASKS.test(leafText(text, first));
  if (!isAsked || answers.length === 0) yield own;
}

function question(text: string, { start, end }: Range, blocks: readonly Block[]): Question {
  const leaves = [...leavesOf(blocks)];
  const source = leaves.map((leaf) => leafSource(text, leaf)).join('\n');
  const words = leaves.map((leaf) => leafText(text, leaf)).join('\n');
  return { start, end, source, words, isAssigned: false };
}

function* tableQuestions(text: string, { rows: [head, ...rows] }: Table): Generator<Question> {
  const assigns = (head?.cells ?? []).map((cell) => ASSIGNS.test(leafText(text, cell)));
  for (const { cells, start, end } of rows) {
    const words = cells.map((cell) => leafText(text, cell));
    const source = cells.map((cell) => leafSource(text, cell)).join(' | ');
    const isAssigned = words.some(
      (value, column) => assigns[column] && ASSIGNEE.test(value) && !isPlaceholder(value),
    );
    yield { start, end, source, words: words.join(' | '), isAssigned };
  }
}

/** The header of a column for owners or dates. */
const ASSIGNS =
  /^\W{0,9}(?:owners?|assignees?|assigned to|dri|who|responsible|contact|lead|raised with|due|deadline|date|by when|when|target)\b/i;
/** A cell that names someone or a date. */
const ASSIGNEE =
  /^(?!\s*(?:none|nobody|no one|n\/a|unknown|open|unassigned|tbd|todo|\?+)\s*$).*[\p{L}\p{N}]/iu;
