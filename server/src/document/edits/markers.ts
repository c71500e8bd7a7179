import type { Comment } from '../../markdown/blocks.ts';
import { firstThatKeepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Template, TemplateSection } from '../../template/template.ts';
import { lineRangeAt, nextLine } from '../../text/lines.ts';
import type { TextEdit } from '../../text/range.ts';
import { lineStartAt, removeLines } from './whole-lines.ts';

/** The source of a section's marker in the template, or a marker for its phases; `undefined` if it has no phase. */
export function markerTextOf(template: Template, known: TemplateSection): string | undefined {
  if (known.markerText) return known.markerText;
  const phases = known.phases.map((phase) => phaseText(template, phase.number));
  return phases.length > 0 ? `<!-- ${phases.join(' | ')} -->` : undefined;
}

/** The name of a phase with its number: `Phase 1: Core Technical`. */
export function phaseText(template: Template, number: number): string {
  const phase = template.phases.find((known) => known.number === number);
  return phase ? `Phase ${number}: ${phase.name}` : `Phase ${number}`;
}

export function replaceComment({ start, end }: Comment, newText: string): TextEdit {
  return { start, end, newText };
}

/**
 * The edit that removes a comment, with its line if nothing else is on it. If the blocks above and below would merge, a
 * blank line stays between them. No edit if that is not enough.
 */
export function removeComment(markdown: Markdown, comment: Comment): TextEdit[] {
  const { text } = markdown;
  const start = lineStartAt(text, comment.start);
  const { end } = lineRangeAt(text, comment.end);
  const isAlone =
    text.slice(start, comment.start).trim() === '' && text.slice(comment.end, end).trim() === '';
  const line = { start, end: nextLine(text, end), newText: '' };
  const atEnd = end === text.length ? removeLines(markdown, comment) : [];
  const alternatives = isAlone
    ? [...atEnd, line, { start, end, newText: '' }]
    : [{ ...comment, newText: '' }];
  return firstThatKeepsBlocks(markdown, alternatives);
}
