import type { DesignDocument } from '../../document/document.ts';
import type { Finding } from '../../rules/check.ts';
import { overlaps, type Range } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';
import { offerMissing } from './insert-missing.ts';
import { offerRaises } from './raise-level.ts';
import { offerGuidanceRemoval } from './remove-guidance.ts';
import { offerUnneededRemoval } from './remove-unneeded.ts';
import { offerRename } from './rename-heading.ts';
import { offerSort } from './sort-sections.ts';
import { offerSuppressions } from './suppress.ts';
import { offerWaiver } from './waive.ts';

/** What can be done at a place, in the order in which it is offered; every action changes the document. */
export function actionsAt(document: DesignDocument, within: Range, findings: readonly Finding[]): Action[] {
  const here = findings.filter((finding) => overlaps(finding, within));
  return OFFERS.flatMap((offer) => offer(document, within, here, findings)).filter(
    ({ edits }) => edits.length > 0,
  );
}

const offerFixes: Offer = (_, __, findings) =>
  findings.flatMap((finding) => finding.fixes().map((fix) => ({ ...fix, kind: 'quickfix', finding })));

const OFFERS: readonly Offer[] = [
  offerFixes,
  offerMissing,
  offerSort,
  offerGuidanceRemoval,
  offerRename,
  offerRaises,
  offerUnneededRemoval,
  offerWaiver,
  offerSuppressions,
];
