import type { Block, Item } from '../markdown/blocks.ts';
import { leafSource, leavesOf } from '../markdown/markdown.ts';
import { textsOf, type Wordings } from '../template/wording.ts';

/**
 * The start offsets of lines of the template that stay in a document because they are a form: labels and questions
 * above the author's answer, and the unchecked items of a checklist.
 */
export function* formLines(text: string, blocks: readonly Block[], template: Wordings): Generator<number> {
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'list') {
      for (const item of block.items) {
        if (isUnchecked(text, item)) for (const leaf of leavesOf(item.blocks)) yield leaf.start;
        else yield* formLines(text, item.blocks, template);
      }
    } else if (block.kind === 'paragraph' && asks(leafSource(text, block))) {
      const answer = blocks.slice(index + 1).find(({ kind }) => kind !== 'comment' && kind !== 'break');
      const isOwn = answer && [...textsOf(text, [answer])].some((source) => !template.includes(source));
      if (isOwn && answer.kind !== 'heading') yield block.start;
    }
  }
}

function isUnchecked(text: string, { blocks: [first] }: Item): boolean {
  return first !== undefined && /^\[ \](?:\s|$)/.test(text.slice(first.start, first.start + 4));
}

/** Whether a paragraph is a label (`**Goals**` or `Goals:`) or a question. A full sentence in bold is guidance. */
function asks(source: string): boolean {
  const words = source.replace(/(?<![*_`\s])[*_`\s]+$/, '');
  return /[:?]$/.test(words) || /^(?:\*\*[^*]+[^*.]\*\*|__[^_]+[^_.]__)$/.test(source.trim());
}
