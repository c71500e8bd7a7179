import { type DesignDocument, isDone, sectionOf } from '../../document/document.ts';
import type { Range } from '../../text/range.ts';
import { overlaps } from '../../text/range.ts';
import { needInWords } from './describe.ts';

/** A short note after a heading. `offset` is the end of the heading's line. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** For each present section that is not written yet: its phase, and the level that requires it. */
export function inlayHints(document: DesignDocument, within: Range): InlayHint[] {
  return document.sections.flatMap((bound) => {
    const section = sectionOf(document, bound);
    if (!section || isDone(bound) || !overlaps(section.heading, within)) return [];
    const need = needInWords(document, bound);
    if (!need) return [];
    const phase = bound.phases[0] ?? bound.known.phases[0]?.number;
    const label = phase === undefined ? need : `Phase ${phase} · ${need}`;
    const { heading } = section;
    return [{ offset: heading.setext ? (heading.lines.at(-1)?.end ?? heading.end) : heading.end, label }];
  });
}
