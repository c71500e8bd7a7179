import { boundAt } from '../../document/document.ts';
import type { TextEdit } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';

const RULE = 'leftover-guidance';

/** At a line that is left over: all such lines of the section. */
export const offerGuidanceRemoval: Offer = (document, _, findings, all) => {
  const first = findings.find(({ rule }) => rule === RULE);
  const section = first && boundAt(document, first.start);
  if (!section) return [];
  const edits: TextEdit[] = [];
  for (const finding of all) {
    if (finding.rule !== RULE || boundAt(document, finding.start) !== section) continue;
    const more = finding.fixes()[0]?.edits ?? [];
    if (isApart(edits, more)) edits.push(...more);
  }
  const action: Action = {
    kind: 'quickfix',
    title: "Remove all of the template's text from this section",
    edits,
    preview: 'Removes text of the template',
  };
  return edits.length > 1 ? [action] : [];
};

function isApart(edits: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return others.every(({ start, end }) => edits.every((each) => end <= each.start || each.end <= start));
}
