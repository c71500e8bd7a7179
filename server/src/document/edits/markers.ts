import type { Comment } from '../../markdown/blocks.ts';
import { firstThatKeepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Template, TemplateSection } from '../../template/template.ts';
import { lineRangeAt, nextLine } from '../../text/lines.ts';
import type { TextEdit } from '../../text/range.ts';
import { lineStartAt, removeLines } from './whole-lines.ts';

/** The marker of a section as the template writes it, or by the phase that the policy gives it. */
export function markerTextOf(template: Template, known: TemplateSection): string | undefined {
  if (known.markerText) return known.markerText;
  const phases = known.phases.map((phase) => phaseText(template, phase.number));
  return phases.length > 0 ? `<!-- ${phases.join(' | ')} -->` : undefined;
}

/** `Phase 1: Core Technical`. */
export function phaseText(template: Template, number: number): string {
  const phase = template.phases.find((known) => known.number === number);
  return phase ? `Phase ${number}: ${phase.name}` : `Phase ${number}`;
}

export function replaceComment({ start, end }: Comment, newText: string): TextEdit {
  return { start, end, newText };
}

/**
 * Removes a comment, with its line if nothing else stands there. If it has kept apart what stands above and below, a
 * blank line does so in its place; no edit if that is not enough.
 */
export function removeComment(markdown: Markdown, comment: Comment): TextEdit[] {
  const { text } = markdown;
  const start = lineStartAt(text, comment.start);
  const { end } = lineRangeAt(text, comment.end);
  const isAlone =
    text.slice(start, comment.start).trim() === '' && text.slice(comment.end, end).trim() === '';
  const line = { start, end: nextLine(text, end), newText: '' };
  const atEnd = end === text.length ? removeLines(markdown, comment) : [];
  const ways = isAlone ? [...atEnd, line, { start, end, newText: '' }] : [{ ...comment, newText: '' }];
  return firstThatKeepsBlocks(markdown, ways);
}
