import type { Block, Heading, Leaf, Row } from '../markdown/blocks.ts';
import { leafSource, leafText, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import { readField } from '../structure/field.ts';
import type { TemplateSection } from '../template/template.ts';
import { itemsOf, textsOf } from '../template/wording.ts';
import { fold } from '../text/fold.ts';
import { isPlaceholder } from './placeholders.ts';

/** The author's own words in a passage. */
export interface AnsweredProse {
  /** All of them, folded. */
  readonly words: string;
  /** Whether they answer the heading above. */
  readonly isAnswer: boolean;
}

/**
 * The author's own words in a passage. Code counts: a manifest with a readiness probe says how health is checked. A
 * label or first cell without an answer is left out, so that it answers nothing, and so is a heading within a quote or
 * a list.
 */
export function answeredProse(
  text: string,
  blocks: readonly Block[],
  { wordings }: TemplateSection,
): AnsweredProse {
  const isOwn: IsOwn = (source) => source !== '' && !wordings.includes(source) && !isPlaceholder(source);
  // What stands under a heading that is a passage of its own is asked elsewhere.
  const bare = new Set<Leaf>(blocks[0]?.kind === 'heading' ? [] : bareNames(text, blocks, isOwn));
  const kept = new Set<Leaf>(answeredLines(text, blocks, isOwn));
  const leaves = leavesOf(blocks).filter(
    (leaf) => kept.has(leaf) || (!bare.has(leaf) && isOwn(leafSource(text, leaf))),
  );
  const code = walkBlocks(blocks)
    .filter(({ kind }) => kind === 'code' || kind === 'html')
    .map((block) => text.slice(block.start, block.end));
  const words = [...leaves.map((leaf) => leafText(text, leaf)), ...code.filter(isOwn)].join('\n');
  // `readinessProbe` is two words too.
  const joined =
    (MAYBE_JOINED.test(words) ? words.match(JOINED) : undefined)?.map((word) =>
      word.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '),
    ) ?? [];
  const isAnswer = [...textsOf(text, blocks)].some(isOwn);
  return { words: fold([words, ...joined].join('\n')), isAnswer };
}

const MAYBE_JOINED = /[a-z][A-Z]|[^\0-\x7f]/;
/** Words written as one, each with its own line around it. */
const JOINED = /^.*\p{Ll}\p{Lu}.*$/gmu;

/** Whether some text is neither the template's nor a placeholder. */
type IsOwn = (source: string) => boolean;

/** Lines of the template with an answer nested under them. */
function* answeredLines(text: string, blocks: readonly Block[], isOwn: IsOwn): Generator<Leaf> {
  for (const { item, leaf } of itemsOf(blocks)) {
    if (leaf && !isOwn(leafSource(text, leaf)) && [...textsOf(text, item.blocks.slice(1))].some(isOwn))
      yield leaf;
  }
}

/** What names something and says nothing of it. */
function* bareNames(text: string, blocks: readonly Block[], isOwn: IsOwn): Generator<Leaf> {
  const answers = (block: Block): boolean => [...textsOf(text, [block])].some(isOwn);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'list') for (const item of block.items) yield* bareNames(text, item.blocks, isOwn);
    else if (block.kind === 'quote') yield* bareNames(text, block.blocks, isOwn);
    else if (block.kind === 'table') for (const row of block.rows) yield* bareCell(text, row, isOwn);
    else if (block.kind === 'heading') {
      if (!hasUnder(block, blocks, index + 1, answers)) yield block;
    } else if (block.kind === 'paragraph' && isBareLabel(leafSource(text, block))) {
      const next = blocks[index + 1];
      if (!next || isLabelled(text, next) || !answers(next)) yield block;
    }
  }
}

function* bareCell(text: string, { cells: [first, ...others] }: Row, isOwn: IsOwn): Generator<Leaf> {
  if (first && others.length > 0 && !others.some((cell) => isOwn(leafSource(text, cell)))) yield first;
}

function isBareLabel(source: string): boolean {
  const field = readField(source);
  return field !== undefined && (field.value === '' || isPlaceholder(field.value));
}

/** Whether a block is a heading or a paragraph with a label of its own, and so answers no label before it. */
function isLabelled(text: string, block: Block): boolean {
  if (block.kind === 'heading') return true;
  return block.kind === 'paragraph' && readField(leafSource(text, block)) !== undefined;
}

/** Whether something in the section that a heading opens answers; `from` is where the section's blocks begin. */
function hasUnder(
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
