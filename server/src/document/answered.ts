import type { Block, Heading, Leaf, Row } from '../markdown/blocks.ts';
import { leafSource, leafText, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import { readField } from '../structure/field.ts';
import type { TemplateSection } from '../template/template.ts';
import { itemsOf, textsOf } from '../template/wording.ts';
import { fold } from '../text/fold.ts';
import { isPlaceholder } from './placeholders.ts';

/** The author's own text in a passage; see docs/reference.md, "Topics in a document". */
export interface AnsweredProse {
  /** The folded text in which topics are looked up. */
  readonly words: string;
  /** Whether the passage has any text that is neither the template's nor a placeholder. */
  readonly isAnswer: boolean;
}

/**
 * Collects the author's own text in some blocks of a passage, including code: a manifest with a readiness probe says
 * how health is checked. Labels and first table cells without an answer do not count, and neither do headings in quotes
 * and lists without text below them. `text` is the text of the passage.
 */
export function answeredProse(
  text: string,
  blocks: readonly Block[],
  { wordings }: TemplateSection,
): AnsweredProse {
  const isOwn: IsOwn = (source) => source !== '' && !wordings.includes(source) && !isPlaceholder(source);
  // A passage that begins with a heading is only that heading. The caller checks whether there is text below it.
  const unanswered = new Set<Leaf>(
    blocks[0]?.kind === 'heading' ? [] : unansweredLabels(text, blocks, isOwn),
  );
  const kept = new Set<Leaf>(answeredLines(text, blocks, isOwn));
  const leaves = leavesOf(blocks).filter(
    (leaf) => kept.has(leaf) || (!unanswered.has(leaf) && isOwn(leafSource(text, leaf))),
  );
  const code = walkBlocks(blocks)
    .filter(({ kind }) => kind === 'code' || kind === 'html')
    .map((block) => text.slice(block.start, block.end));
  const words = [...leaves.map((leaf) => leafText(text, leaf)), ...code.filter(isOwn)].join('\n');
  // `readinessProbe` also counts as two words.
  const joined =
    (MAYBE_JOINED.test(words) ? words.match(JOINED) : undefined)?.map((word) =>
      word.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '),
    ) ?? [];
  const isAnswer = [...textsOf(text, blocks)].some(isOwn);
  return { words: fold([words, ...joined].join('\n')), isAnswer };
}

const MAYBE_JOINED = /[a-z][A-Z]|[^\0-\x7f]/;
/** Lines with a camel case word. */
const JOINED = /^.*\p{Ll}\p{Lu}.*$/gmu;

/** Whether a text is neither the template's nor a placeholder. */
type IsOwn = (source: string) => boolean;

/** The first lines of list items that are the template's text and have an answer nested under them. */
function* answeredLines(text: string, blocks: readonly Block[], isOwn: IsOwn): Generator<Leaf> {
  for (const { item, leaf } of itemsOf(blocks)) {
    if (leaf && !isOwn(leafSource(text, leaf)) && [...textsOf(text, item.blocks.slice(1))].some(isOwn))
      yield leaf;
  }
}

/** Labels, first table cells, and headings that have no answer. */
function* unansweredLabels(text: string, blocks: readonly Block[], isOwn: IsOwn): Generator<Leaf> {
  const answers = (block: Block): boolean => [...textsOf(text, [block])].some(isOwn);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'list')
      for (const item of block.items) yield* unansweredLabels(text, item.blocks, isOwn);
    else if (block.kind === 'quote') yield* unansweredLabels(text, block.blocks, isOwn);
    else if (block.kind === 'table') for (const row of block.rows) yield* unansweredCell(text, row, isOwn);
    else if (block.kind === 'heading') {
      if (!hasAnswerBelow(block, blocks, index + 1, answers)) yield block;
    } else if (block.kind === 'paragraph' && isEmptyLabel(leafSource(text, block))) {
      const next = blocks[index + 1];
      if (!next || hasLabel(text, next) || !answers(next)) yield block;
    }
  }
}

function* unansweredCell(text: string, { cells: [first, ...others] }: Row, isOwn: IsOwn): Generator<Leaf> {
  if (first && others.length > 0 && !others.some((cell) => isOwn(leafSource(text, cell)))) yield first;
}

/** Whether a paragraph is a label without a value, or with a placeholder. */
function isEmptyLabel(source: string): boolean {
  const field = readField(source);
  return field !== undefined && (field.value === '' || isPlaceholder(field.value));
}

/** Whether a block is a heading or a paragraph with its own label, so that it does not answer a label before it. */
function hasLabel(text: string, block: Block): boolean {
  if (block.kind === 'heading') return true;
  return block.kind === 'paragraph' && readField(leafSource(text, block)) !== undefined;
}

/** Whether a block below a heading is an answer. `from` is the index of the first block below the heading. */
function hasAnswerBelow(
  { rank }: Heading,
  blocks: readonly Block[],
  from: number,
  answers: (block: Block) => boolean,
): boolean {
  for (let index = from; index < blocks.length; index++) {
    const block = blocks[index] as Block;
    if (block.kind === 'heading' && block.rank <= rank) return false;
    if (block.kind !== 'heading' && answers(block)) return true;
  }
  return false;
}
