import { type DesignDocument, isDone } from '../../document/document.ts';
import type { Range } from '../../text/range.ts';
import { overlaps } from '../../text/range.ts';
import { needInWords } from './describe.ts';

/** A short note behind a heading; `offset` is the end of the heading's line. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** For each section that is there and not written yet: its phase and which level requires it. */
export function inlayHints(document: DesignDocument, within: Range): InlayHint[] {
  return document.sections.flatMap((bound) => {
    if (!bound.section || isDone(bound) || !overlaps(bound.section.heading, within)) return [];
    const need = needInWords(document, bound);
    if (!need) return [];
    const phase = bound.phases[0] ?? bound.known.phases[0]?.number;
    const label = phase === undefined ? need : `Phase ${phase} · ${need}`;
    const { heading } = bound.section;
    return [{ offset: heading.setext ? (heading.lines.at(-1)?.end ?? heading.end) : heading.end, label }];
  });
}
