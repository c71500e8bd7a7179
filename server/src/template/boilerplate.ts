import type { Block } from '../markdown/blocks.ts';
import type { Section } from '../structure/sections.ts';

/**
 * The text of a section, including nested sections, that is a form and stays in documents; see docs/reference.md,
 * "Guidance". Each section decides for itself: if its text begins with a comment or a block quote, blocks of that kind
 * are its guidance, and all other text is a form. `text` is the text that the offsets are in.
 */
export function formBlocks(text: string, section: Section): Block[] {
  return withNested(section).flatMap(({ blocks }) => {
    const first = blocks.find(
      (block) => block.kind !== 'comment' || isGuidance(text.slice(block.body.start, block.body.end)),
    );
    const form = first?.kind === 'comment' || first?.kind === 'quote' ? first.kind : undefined;
    return form === undefined ? [] : blocks.filter(({ kind }) => kind !== form);
  });
}

/** A section and all sections nested in it, in document order. */
export function withNested(section: Section): Section[] {
  return [section, ...section.children.flatMap(withNested)];
}

/** Whether a comment tells authors what to write. Comments for tools and notes of one or two words do not. */
function isGuidance(comment: string): boolean {
  return /\p{L}/u.test(comment) && !NO_GUIDANCE.test(comment);
}

const NO_GUIDANCE =
  /^\s*(?:\/?(?:toc|design-docs|markdownlint|prettier|doctoc|cspell|vale|lint|omit|begin|start|end)\b|(?:this (?:section )?is )?(?:optional|required|mandatory)\b.{0,20}$)/i;
