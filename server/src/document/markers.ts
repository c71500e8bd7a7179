import type { Comment } from '../markdown/blocks.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Outline, Section } from '../template/outline.ts';
import { type PhaseAlternative, type PhaseMarker, readPhaseMarker } from '../template/phase-marker.ts';
import type { Template } from '../template/template.ts';
import { fold } from '../text/fold.ts';

/** A comment of the document that starts like a phase marker. */
export interface MarkerUse {
  readonly comment: Comment;
  /** What it says; `undefined` if it does not parse or names what the template lacks. */
  readonly marker: PhaseMarker | undefined;
  /** The section whose heading follows directly; `undefined` if none does. */
  readonly section: Section | undefined;
}

/** All markers among the top-level blocks, in document order; those in code, quotes and lists are text. */
export function findMarkers(markdown: Markdown, outline: Outline, template: Template): MarkerUse[] {
  const governs = new Map(
    outline.sections.flatMap((section) => section.lead.map((lead) => [lead, section] as const)),
  );
  const isKnown = knownIn(template);
  return markdown.blocks.flatMap((comment) => {
    if (comment.kind !== 'comment') return [];
    const reading = readPhaseMarker(markdown.text.slice(comment.body.start, comment.body.end));
    if (reading === undefined) return [];
    const known = reading !== 'malformed' && reading.alternatives.every(isKnown);
    return [{ comment, marker: known ? reading : undefined, section: governs.get(comment) }];
  });
}

/** Whether the template has this phase under this number and name, and every level that the qualifier names. */
function knownIn(template: Template): (alternative: PhaseAlternative) => boolean {
  const phases = new Map(template.phases.map(({ number, name }) => [number, fold(name)]));
  const levels = new Set(template.levels.map((level) => fold(level.name)));
  return ({ number, name, qualifier }) => {
    if (phases.get(number) !== fold(name)) return false;
    const named = qualifier.filter((part) => levels.has(fold(part)));
    return named.length === 0 || named.length === qualifier.length;
  };
}
