import { type BoundSection, type DesignDocument, missingSections } from '../../document/document.ts';
import { insertSections } from '../../document/insert.ts';
import type { TextEdit } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';
import { isOnTitleOrLevel } from './places.ts';

/** At a missing section, on the title and on the level: all that are missing, of the current phase and of the level. */
export const offerMissing: Offer = (document, within, findings) => {
  const isAsked =
    findings.some(({ rule }) => rule === 'missing-section') || isOnTitleOrLevel(document, within);
  const all = isAsked ? missingSections(document) : [];
  const ofPhase = all.filter(({ phases }) => phases[0] === document.currentPhase);
  const isPartial = ofPhase.length > 1 && ofPhase.length < all.length;
  return [
    ...(isPartial ? [insertAll(document, ofPhase, ` of Phase ${document.currentPhase}`)] : []),
    ...(all.length > 1 ? [insertAll(document, all, '')] : []),
  ];
};

function insertAll(document: DesignDocument, missing: readonly BoundSection[], of: string): Action {
  return {
    kind: 'quickfix',
    title: `Insert all ${missing.length} missing sections${of}`,
    edits: insert(document, missing),
    preview: `Adds ${missing.length} sections`,
  };
}

/** The edits that insert all missing sections that are asked for: of one phase, or of the level. */
export function insertMissing(document: DesignDocument, phase?: number): TextEdit[] {
  const all = missingSections(document);
  return insert(document, phase === undefined ? all : all.filter(({ phases }) => phases[0] === phase));
}

function insert(document: DesignDocument, missing: readonly BoundSection[]): TextEdit[] {
  return insertSections(
    document,
    missing.map(({ known }) => known),
  );
}
