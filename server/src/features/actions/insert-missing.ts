import { type BoundSection, type DesignDocument, missingSections } from '../../document/document.ts';
import { insertions, insertSections } from '../../document/edits/insert.ts';
import type { TemplateSection } from '../../template/template.ts';
import type { TextEdit } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';
import { isOnTitleOrLevel } from './places.ts';

/** At a missing section, on the title, and on the level: insert all missing sections of the current phase or of the level. */
export const offerMissing: Offer = (document, within, findings) => {
  const isAsked =
    findings.some(({ rule }) => rule === 'missing-section') || isOnTitleOrLevel(document, within);
  const all = isAsked ? missingSections(document) : [];
  const ofPhase = all.filter(({ phases }) => phases[0] === document.currentPhase);
  const isPartial = ofPhase.length > 1 && ofPhase.length < all.length;
  return [
    ...(isPartial ? insertAll(document, ofPhase, ` of Phase ${document.currentPhase}`) : []),
    ...insertAll(document, all, ''),
  ];
};

/** Inserts the sections that have a place in the document. A single one already has a fix. */
function insertAll(document: DesignDocument, missing: readonly BoundSection[], of: string): Action[] {
  const found = insertions(document, knownOf(missing));
  const count = found.flatMap(({ sections }) => sections).length;
  if (count < 2) return [];
  return [
    {
      kind: 'quickfix',
      title: `Insert all ${count} missing sections${of}`,
      edits: found.map(({ edit }) => edit),
      preview: `Adds ${count} sections`,
    },
  ];
}

/** The edits that insert all missing sections that the level requires or recommends, optionally of one phase only. */
export function insertMissing(document: DesignDocument, phase?: number): TextEdit[] {
  const all = missingSections(document);
  const wanted = phase === undefined ? all : all.filter(({ phases }) => phases[0] === phase);
  return insertSections(document, knownOf(wanted));
}

function knownOf(missing: readonly BoundSection[]): TemplateSection[] {
  return missing.map(({ known }) => known);
}
