import type { Comment } from '../markdown/blocks.ts';
import { inComments } from '../markdown/passage.ts';
import { placeBlock } from '../markdown/place.ts';
import { type PhaseAlternative, type PhaseMarker, readPhaseMarker } from '../structure/phase-marker.ts';
import type { Outline, Section } from '../structure/sections.ts';
import type { Template } from '../template/template.ts';
import { fold } from '../text/fold.ts';

/** A comment of a document that starts like a phase marker, in document offsets. */
export interface MarkerUse {
  readonly comment: Comment;
  /** The parsed marker; `undefined` if it is malformed, or names a phase or level that the template does not have. */
  readonly marker: PhaseMarker | undefined;
  /** The section whose heading is directly below; `undefined` if there is none. */
  readonly section: Section | undefined;
}

/** All markers of a document in order. Only top-level blocks count: in code, quotes, and lists they are text. */
export function findMarkers(outline: Outline, template: Template): MarkerUse[] {
  const isKnown = phaseCheck(template);
  const uses: MarkerUse[] = [];
  outline.eachCommented((passage, origin, index, role) => {
    for (const { comment, reading } of markersIn(passage)) {
      const known = reading !== 'malformed' && reading.alternatives.every(isKnown);
      uses.push({
        comment: placeBlock(comment, origin),
        marker: known ? reading : undefined,
        section: role === 'lead' ? outline.section(index) : undefined,
      });
    }
  });
  return uses;
}

interface ReadMarker {
  readonly comment: Comment;
  readonly reading: PhaseMarker | 'malformed';
}

/** The comments of a passage that start like a phase marker, with offsets in the text of the passage. */
export const markersIn = inComments((comment, text): ReadMarker | undefined => {
  const reading = readPhaseMarker(text.slice(comment.body.start, comment.body.end));
  return reading && { comment, reading };
});

/**
 * Returns a function that checks a phase of a marker: the template must have it with this number and name, and either
 * all parts of the qualifier must be levels of the template, or none.
 */
function phaseCheck(template: Template): (alternative: PhaseAlternative) => boolean {
  const phases = new Map(template.phases.map(({ number, name }) => [number, fold(name)]));
  const levels = new Set(template.levels.map((level) => fold(level.name)));
  return ({ number, name, qualifier }) => {
    if (phases.get(number) !== fold(name)) return false;
    const named = qualifier.filter((part) => levels.has(fold(part)));
    return named.length === 0 || named.length === qualifier.length;
  };
}
