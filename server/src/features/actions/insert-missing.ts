import type { BoundSection, DesignDocument } from '../../document/document.ts';
import { insertSections } from '../../document/insert.ts';
import type { TextEdit } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';

/** At a missing section: all that are missing, of its phase and of the level. */
export const offerMissing: Offer = (document, _, findings) => {
  const isAsked = findings.some(({ rule }) => rule === 'missing-section');
  const all = isAsked ? missingSections(document) : [];
  const ofPhase = missingSections(document, document.currentPhase);
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
  return insert(document, missingSections(document, phase));
}

/** What is missing and asked for, without what comes with the section around it. */
function missingSections({ sections }: DesignDocument, phase?: number): BoundSection[] {
  return sections.filter(({ known: { parent }, state, need, phases }) => {
    const isWithin = parent !== undefined && sections[parent.index]?.state === 'missing';
    return (
      state === 'missing' && need !== 'none' && !isWithin && (phase === undefined || phases[0] === phase)
    );
  });
}

function insert(document: DesignDocument, missing: readonly BoundSection[]): TextEdit[] {
  return insertSections(
    document,
    missing.map(({ known }) => known),
  );
}
