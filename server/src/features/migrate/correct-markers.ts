import type { Finding } from '../../rules/check.ts';
import { saysOnlyPhases } from '../../rules/markers.ts';
import type { Lineage } from './lineage.ts';
import { type Change, type CheckedDocument, leftAlone, type Note, type Plan, type Step } from './step.ts';

const RULES = ['wrong-phase-marker', 'malformed-phase-marker'];

/** Corrects phase markers, and adds missing ones if the document has markers. */
export const correctMarkers: Step = (checked, lineage): Plan => {
  const { document, findings } = checked;
  const missing = findings.flatMap((finding): Change[] => {
    const edits = finding.rule === 'missing-phase-marker' ? finding.safeFix?.()?.edits : undefined;
    return edits ? [{ about: sourceOf(checked, finding), edits }] : [];
  });
  const wrong = findings
    .filter(({ rule }) => RULES.includes(rule))
    .map((finding): Change | Note => {
      const fix = finding.fixes().find(({ preferred }) => preferred);
      const about = sourceOf(checked, finding);
      if (!fix) return leftAlone(about, 'the template has no such phase');
      return hasOnlyPhases(document, lineage, finding)
        ? { about, edits: fix.edits }
        : leftAlone(about, 'it contains text of its own');
    });
  return {
    changes: [...missing, ...wrong.flatMap((each) => ('edits' in each ? [each] : []))],
    notes: wrong.flatMap((each) => ('text' in each ? [each] : [])),
  };
};

/** Whether a comment contains only phases and levels of this template or of the older one. */
function hasOnlyPhases(
  document: CheckedDocument['document'],
  lineage: Lineage | undefined,
  comment: Finding,
): boolean {
  const { markdown } = document;
  return (
    saysOnlyPhases(document, comment) ||
    (lineage !== undefined && saysOnlyPhases({ template: lineage.old, markdown }, comment))
  );
}

function sourceOf({ document: { markdown } }: CheckedDocument, { start, end }: Finding): string {
  return markdown.text.slice(start, end).replace(/\s+/g, ' ');
}
