import type { DesignDocument } from '../../document/document.ts';
import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Finding } from '../../rules/check.ts';
import { applyEdits, overlaps, type Range } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';
import { offerMissing } from './insert-missing.ts';
import { offerRaises } from './raise-level.ts';
import { offerGuidanceRemoval } from './remove-guidance.ts';
import { offerUnneededRemoval } from './remove-unneeded.ts';
import { offerRename } from './rename-heading.ts';
import { offerSort } from './sort-sections.ts';
import { offerSuppressions } from './suppress.ts';
import { offerWaiver } from './waive.ts';

/**
 * The actions for a range, in the order in which they are offered. No two of them have the same result, and none changes
 * blocks other than those it is about.
 */
export function actionsAt(document: DesignDocument, within: Range, findings: readonly Finding[]): Action[] {
  const { markdown } = document;
  const here = findings.filter((finding) => overlaps(finding, within)).slice(0, MOST_FINDINGS);
  const actions = new Map<string, Action>();
  for (const action of OFFERS.flatMap((offer) => offer(document, within, here, findings))) {
    const changed = applyEdits(markdown.text, action.edits);
    const isNew = changed !== markdown.text && !actions.has(changed);
    if (isNew && keepsBlocks(markdown, action.edits)) actions.set(changed, action);
  }
  return [...actions.values()];
}

/** A limit, because the time for the actions of one finding grows with the length of the document. */
const MOST_FINDINGS = 50;

/** Fixes for what is required only later are not preferred if there are others. Editors list preferred fixes first. */
const offerFixes: Offer = (_, __, findings) => {
  const isDue = findings.some(({ severity }) => severity !== 'hint');
  return findings.flatMap((finding) =>
    finding.fixes().map((fix) => {
      const preferred = fix.preferred === true && (!isDue || finding.severity !== 'hint');
      return { ...fix, kind: 'quickfix', finding, preferred };
    }),
  );
};

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
