import type { Finding } from '../../rules/check.ts';
import { saysOnlyPhases } from '../../rules/markers.ts';
import type { Lineage } from './lineage.ts';
import { type Change, type Judged, leftAlone, type Note, type Plan, type Step } from './step.ts';

const RULES = ['wrong-phase-marker', 'malformed-phase-marker'];

/** Phase markers as the template has them: other ones, and missing ones where the document carries markers. */
export const correctMarkers: Step = (judged, lineage): Plan => {
  const { document, findings } = judged;
  const missing = findings.flatMap((finding): Change[] => {
    const edits = finding.rule === 'missing-phase-marker' ? finding.safeFix?.()?.edits : undefined;
    return edits ? [{ about: sourceOf(judged, finding), edits }] : [];
  });
  const wrong = findings
    .filter(({ rule }) => RULES.includes(rule))
    .map((finding): Change | Note => {
      const fix = finding.fixes().find(({ preferred }) => preferred);
      const about = sourceOf(judged, finding);
      if (!fix) return leftAlone(about, 'the template has no such phase');
      return isTemplates(document, lineage, finding)
        ? { about, edits: fix.edits }
        : leftAlone(about, 'it has words of its own');
    });
  return {
    changes: [...missing, ...wrong.flatMap((each) => ('edits' in each ? [each] : []))],
    notes: wrong.flatMap((each) => ('text' in each ? [each] : [])),
  };
};

/** Whether a comment says nothing but phases and levels, of this template or of the older one. */
function isTemplates(document: Judged['document'], lineage: Lineage | undefined, comment: Finding): boolean {
  const { markdown } = document;
  return (
    saysOnlyPhases(document, comment) ||
    (lineage !== undefined && saysOnlyPhases({ template: lineage.old, markdown }, comment))
  );
}

function sourceOf({ document: { markdown } }: Judged, { start, end }: Finding): string {
  return markdown.text.slice(start, end).replace(/\s+/g, ' ');
}
