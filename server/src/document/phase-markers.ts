import type { Comment } from '../markdown/blocks.ts';
import type { Template, TemplateSection } from '../template/template.ts';
import { lineRangeAt, nextLine } from '../text/lines.ts';
import type { TextEdit } from '../text/range.ts';
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

/** Removes a comment, with its line if nothing else stands there. */
export function removeComment(text: string, comment: Comment): TextEdit {
  const start = lineStartAt(text, comment.start);
  const { end } = lineRangeAt(text, comment.end);
  const isAlone =
    text.slice(start, comment.start).trim() === '' && text.slice(comment.end, end).trim() === '';
  if (!isAlone) return { start: comment.start, end: comment.end, newText: '' };
  const isLastLine = end === text.length;
  return (isLastLine && removeLines(text, comment)) || { start, end: nextLine(text, end), newText: '' };
}
